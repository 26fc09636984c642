#include "engine/eval/kernel_distance.h"

#include "tests/engine/eval/feature_samples.h"

#include <torch/types.h>

#include <QtTest>

#include <cmath>
#include <functional>
#include <limits>

using namespace kaleido;

namespace {

double discrepancy(const torch::Tensor& a, const torch::Tensor& b) {
    return kernelDiscrepancy(a, b).value();
}

/// Whether the mean over many small samples is `expected`, to four of its standard errors.
bool averages(double expected, const std::function<double(std::uint64_t)>& estimate) {
    constexpr int kTimes = 3000;
    double sum = 0, squares = 0;
    for (int i = 0; i < kTimes; ++i) {
        const double value = estimate(static_cast<std::uint64_t>(i));
        sum += value;
        squares += value * value;
    }
    const double mean = sum / kTimes;
    const double error = std::sqrt((squares / kTimes - mean * mean) / kTimes);
    return std::abs(mean - expected) < 4 * error;
}

}  // namespace

class KernelDistanceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // One column: k(x, y) = (xy + 1)³. Within {0, 1}: 1. Within {1, 2}: 27. Between: 1, 1, 8, 27.
    void twoAndTwoPicturesByHand() {
        QVERIFY(close(discrepancy(onALine({0, 1}), onALine({1, 2})), 1 + 27 - 2 * 37 / 4.0));
    }

    // Within {0, 1, 2}: 1, 1, 27. Within {1, −1}: 0. Between: 1, 1, 8, 0, 27, −1.
    void setsOfDifferentSizesByHand() {
        QVERIFY(close(discrepancy(onALine({0, 1, 2}), onALine({1, -1})), 29 / 3.0 + 0 - 2 * 36 / 6.0));
    }

    // The dot product is divided by the width. Within: 1 and 8. Between: 1.5³, 2³, 1.5³, 1.
    void twoColumnsByHand() {
        const torch::Tensor a = torch::tensor({{1., 0.}, {0., 1.}}, torch::kFloat32);
        const torch::Tensor b = torch::tensor({{1., 1.}, {2., 0.}}, torch::kFloat32);
        QVERIFY(close(discrepancy(a, b), 1 + 8 - 2 * 15.75 / 4));
    }

    void unbiasedForOneDistribution() {
        QVERIFY(averages(0, [](std::uint64_t i) {
            return discrepancy(normalFeatures(4, 2, 2 * i), normalFeatures(5, 2, 2 * i + 1));
        }));
    }

    // E(xy + 1)³ = E x³·E y³ + 3·E x²·E y² + 3·E x·E y + 1 with the moments 0, 1, 0 and 1, 2, 4: 4 + 32 − 2·7.
    void unbiasedForTwoDistributions() {
        QVERIFY(averages(22, [](std::uint64_t i) {
            return discrepancy(normalFeatures(6, 1, 2 * i), normalFeatures(3, 1, 2 * i + 1) + 1);
        }));
    }

    void largeSetsAreSummedInFull() {
        const torch::Tensor x = normalFeatures(2500, 3, 1), y = normalFeatures(1100, 3, 2) + 0.2;
        const auto kernel = [](const torch::Tensor& a, const torch::Tensor& b) {
            return (a.matmul(b.t()) / 3.0 + 1).pow(3);
        };
        const auto within = [&](const torch::Tensor& a) {
            const torch::Tensor all = kernel(a, a);
            const auto n = static_cast<double>(a.size(0));
            return (all.sum() - all.trace()).item<double>() / (n * (n - 1));
        };
        QVERIFY(close(discrepancy(x, y), within(x) + within(y) - 2 * kernel(x, y).mean().item<double>()));
    }

    void orderAndRotationDoNotMatter() {
        const torch::Tensor x = normalFeatures(30, 6, 3), y = normalFeatures(40, 6, 4) + 0.5,
                            turn = rotation(6, 5);
        QVERIFY(close(discrepancy(x, y), discrepancy(shuffled(x, 6), shuffled(y, 7))));
        QVERIFY(close(discrepancy(x, y), discrepancy(y, x)));
        QVERIFY(close(discrepancy(x, y), discrepancy(x.mm(turn), y.mm(turn))));
    }

    // Each subset is a whole set in another order: drawn without replacement.
    void subsetsAsLargeAsTheSetsAreTheSets() {
        const torch::Tensor x = normalFeatures(20, 4, 8), y = normalFeatures(20, 4, 9) + 1;
        const KernelDistance distance = *kernelDistance(x, y, {.subsets = 7, .subsetSize = 20, .seed = 1});
        QVERIFY(close(distance.mean, discrepancy(x, y)));
        QVERIFY(close(distance.standardDeviation, 0));
    }

    // The mean over all subsets is the estimate from all pairs.
    void subsetsAverageToTheWhole() {
        const torch::Tensor x = normalFeatures(200, 4, 10), y = normalFeatures(300, 4, 11) + 0.5;
        const KernelDistance distance = *kernelDistance(x, y, {.subsets = 400, .subsetSize = 20, .seed = 2});
        QVERIFY(distance.standardDeviation > 0);
        QVERIFY(close(distance.mean, discrepancy(x, y), 4 * distance.standardDeviation / 20));
    }

    // Two subsets whose values are u and v deviate by |u − v|/√2 from their mean.
    void standardDeviationOfTwoSubsets() {
        const torch::Tensor x = normalFeatures(50, 3, 12), y = normalFeatures(50, 3, 13) + 1;
        const KernelDistance both = *kernelDistance(x, y, {.subsets = 2, .subsetSize = 10, .seed = 3});
        const KernelDistance first = *kernelDistance(x, y, {.subsets = 1, .subsetSize = 10, .seed = 3});
        QCOMPARE(first.standardDeviation, 0.0);
        const double second = 2 * both.mean - first.mean;
        QVERIFY(second != first.mean);
        QVERIFY(close(both.standardDeviation, std::abs(second - first.mean) / std::sqrt(2.0)));
    }

    void theSeedChoosesTheSubsets() {
        const torch::Tensor x = normalFeatures(60, 3, 14), y = normalFeatures(60, 3, 15);
        const auto of = [&](std::uint64_t seed) {
            return kernelDistance(x, y, {.subsets = 5, .subsetSize = 12, .seed = seed})->mean;
        };
        QCOMPARE(of(4), of(4));
        QVERIFY(of(4) != of(5));
    }

    void misuseIsToldClearly() {
        const torch::Tensor x = normalFeatures(40, 3, 16);
        QVERIFY(fails(kernelDistance(x, normalFeatures(30, 3, 1), {.subsetSize = 35}), Code::Usage,
                      "at least 35 pictures, but the generated set has 30"));
        QVERIFY(fails(kernelDiscrepancy(normalFeatures(1, 3, 1), x), Code::Usage, "the real set has 1"));
        QVERIFY(fails(kernelDiscrepancy(x, normalFeatures(5, 4, 1)), Code::BadInput,
                      "those of the real set are 3 wide and those of the generated set 4"));
        torch::Tensor broken = x.clone();
        broken[39][1] = std::numeric_limits<double>::quiet_NaN();
        QVERIFY(fails(kernelDiscrepancy(x, broken), Code::BadInput, "picture 40 of the generated set"));
        QVERIFY_THROWS_EXCEPTION(c10::Error, (void)kernelDistance(x, x, {.subsets = 0, .subsetSize = 10}));
        QVERIFY_THROWS_EXCEPTION(c10::Error, (void)kernelDistance(x, x, {.subsets = 1, .subsetSize = 1}));
    }
};

QTEST_APPLESS_MAIN(KernelDistanceTest)
#include "tst_kernel_distance.moc"
