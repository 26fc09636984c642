#include "engine/eval/frechet.h"

#include "tests/engine/eval/feature_samples.h"

#include <torch/types.h>

#include <QtTest>

#include <cmath>
#include <limits>

using namespace kaleido;

namespace {

torch::Tensor vector(const std::vector<double>& values) {
    return torch::tensor(values, torch::kFloat64);
}

Gaussian gaussian(const std::vector<double>& mean, const torch::Tensor& covariance) {
    return {.mean = vector(mean), .covariance = covariance};
}

Gaussian diagonal(const std::vector<double>& mean, const std::vector<double>& variances) {
    return gaussian(mean, torch::diag(vector(variances)));
}

Gaussian rotated(const Gaussian& g, const torch::Tensor& by) {
    return {.mean = by.mv(g.mean), .covariance = by.mm(g.covariance).mm(by.t())};
}

double distance(const Gaussian& a, const Gaussian& b) {
    return frechetDistance(a, b).value();
}

FeatureStatistics statistics(const torch::Tensor& features) {
    return statisticsOf(features).value();
}

Gaussian sampled(const torch::Tensor& features) {
    return gaussianOf(statistics(features)).value();
}

bool same(const torch::Tensor& a, const torch::Tensor& b, double tolerance = 1e-10) {
    return a.sizes() == b.sizes() && (a - b).abs().max().item<double>() <= tolerance;
}

/// Covariances that do not commute. tr((A·B)^½) of 2 × 2 matrices is √(tr(AB) + 2·√det(AB)) (Cayley–Hamilton): here
/// AB = [[6, 1], [3, 2]] with trace 8 and determinant 9, so √14.
const Gaussian kTilted = gaussian({0, 0}, torch::tensor({{2., 1.}, {1., 2.}}, torch::kFloat64));
const Gaussian kUpright = diagonal({3, 1}, {3, 1});
const double kApart = 10 + 8 - 2 * std::sqrt(14.0);

}  // namespace

class FrechetTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // (μa − μb)² + (σa − σb)² in every direction.
    void diagonalCovariances() {
        QVERIFY(close(distance(diagonal({0}, {1}), diagonal({2}, {9})), 4 + 4));
        QVERIFY(
            close(distance(diagonal({1, 0, -2}, {1, 4, 9}), diagonal({1, 2, 0}, {4, 1, 0})), 8 + 1 + 1 + 9));
    }

    void covariancesThatDoNotCommute() {
        QVERIFY(close(distance(kTilted, kUpright), kApart));
        QVERIFY(close(distance(kUpright, kTilted), kApart));
    }

    // tr((A^½·B·A^½)^½) is the sum of the roots of the eigenvalues of A·B, found here by the algorithm for matrices that
    // are not symmetric.
    void randomCovariancesByTheEigenvaluesOfTheirProduct() {
        for (std::uint64_t seed = 0; seed < 20; ++seed) {
            const torch::Tensor f = normalFeatures(5, 5, 2 * seed), g = normalFeatures(5, 5, 2 * seed + 1);
            const torch::Tensor a = f.mm(f.t()), b = g.mm(g.t()), none = torch::zeros({5}, torch::kFloat64);
            const torch::Tensor roots = torch::real(torch::linalg_eigvals(a.mm(b))).sqrt();
            const double expected = (a.trace() + b.trace() - 2 * roots.sum()).item<double>();
            QVERIFY(close(distance({none, a}, {none, b}), expected, 1e-6));
        }
    }

    void theyAddUpOverIndependentDirections() {
        const auto joined = [](const Gaussian& a, const Gaussian& b) {
            return Gaussian{torch::cat({a.mean, b.mean}), torch::block_diag({a.covariance, b.covariance})};
        };
        const Gaussian a = joined(kTilted, diagonal({5, 0}, {16, 1})),
                       b = joined(kUpright, diagonal({4, 0}, {25, 0}));
        const double expected = kApart + 1 + 1 + 1;
        QVERIFY(close(distance(a, b), expected));
        const torch::Tensor turn = rotation(4, 1);
        QVERIFY(close(distance(rotated(a, turn), rotated(b, turn)), expected));
        const double scale = 1e-4;
        QVERIFY(close(distance({a.mean * scale, a.covariance * scale * scale},
                               {b.mean * scale, b.covariance * scale * scale}) /
                          (scale * scale),
                      expected));
    }

    // 4·uuᵀ and 9·vvᵀ: the common part is 2·3·|u·v|.
    void rankOneCovariances() {
        const torch::Tensor u = vector({1, 0, 0}), v = vector({-0.6, 0.8, 0});
        const Gaussian a{vector({0, 0, 0}), 4 * torch::outer(u, u)},
            b{vector({0, 0, 2}), 9 * torch::outer(v, v)};
        QVERIFY(close(distance(a, b), 4 + 4 + 9 - 2 * 6 * 0.6));
        const torch::Tensor turn = rotation(3, 2);
        QVERIFY(close(distance(rotated(a, turn), rotated(b, turn)), 4 + 4 + 9 - 2 * 6 * 0.6));
    }

    void aPointHasTheOthersSpread() {
        QVERIFY(close(distance(diagonal({0, 0}, {0, 0}), kTilted), 4));
        QVERIFY(close(distance(diagonal({1, 0}, {0, 0}), diagonal({0, 0}, {0, 0})), 1));
    }

    // Ten pictures span nine of 64 directions; two such sets in spaces of their own have nothing in common.
    void fewerPicturesThanFeatures() {
        const torch::Tensor ten = normalFeatures(10, 32, 3), others = 3 * normalFeatures(10, 32, 4);
        const torch::Tensor none = torch::zeros({10, 32}, torch::kFloat64), turn = rotation(64, 5);
        const Gaussian a = sampled(torch::cat({ten, none}, 1).mm(turn));
        const Gaussian b = sampled(torch::cat({none, others}, 1).mm(turn));
        QVERIFY(close(distance(a, a), 0, 1e-9));
        const double means =
            ten.mean(0).square().sum().item<double>() + others.mean(0).square().sum().item<double>();
        const double traces = ten.var(0).sum().item<double>() + others.var(0).sum().item<double>();
        QVERIFY(close(distance(a, b), means + traces, 1e-9));
    }

    void aSampleComesNearItsDistribution() {
        // x = L·z has the covariance L·Lᵀ = [[2, 1], [1, 2]].
        const double root = std::sqrt(2.0);
        const torch::Tensor lower = torch::tensor({{root, 0.}, {1 / root, std::sqrt(1.5)}}, torch::kFloat64);
        const Gaussian sample = sampled(normalFeatures(50'000, 2, 6).mm(lower.t()));
        QVERIFY(distance(sample, kTilted) < 2e-3);
        QVERIFY(close(distance(sample, kUpright), kApart, 0.2));
    }

    // Mean (1, 1); deviations (−1, −1), (1, −1), (0, 2).
    void statisticsByHand() {
        const Gaussian g = sampled(torch::tensor({{0., 0.}, {2., 0.}, {1., 3.}}, torch::kFloat32));
        QVERIFY(same(g.mean, vector({1, 1})));
        QVERIFY(same(g.covariance, torch::diag(vector({1, 3}))));
    }

    void partsTogetherAreTheWhole() {
        // Far from zero, where sums of squares would lose all digits.
        const torch::Tensor features = normalFeatures(1000, 8, 7).mm(normalFeatures(8, 8, 8)) + 1e6;
        const FeatureStatistics whole = statistics(features);
        QVERIFY(same(gaussianOf(whole)->covariance, (features - 1e6).t().cov(), 1e-6));
        FeatureStatistics forwards, backwards;
        for (const torch::Tensor& part : features.split_with_sizes({1, 2, 500, 497})) {
            forwards = *merged(forwards, statistics(part));
            backwards = *merged(statistics(part), backwards);
        }
        for (const FeatureStatistics& joined : {forwards, backwards}) {
            QCOMPARE(joined.count, 1000);
            QVERIFY(same(joined.mean, whole.mean, 1e-8));
            QVERIFY(same(joined.scatter, whole.scatter, 1e-4));  // of some 10⁴
            QVERIFY(distance(*gaussianOf(joined), *gaussianOf(whole)) < 1e-6);
        }
    }

    void mergingLeavesThePartsAlone() {
        const FeatureStatistics a = statistics(normalFeatures(5, 3, 9)),
                                b = statistics(normalFeatures(4, 3, 10));
        const torch::Tensor before = a.scatter.clone();
        QCOMPARE(merged(a, b)->count, 9);
        QVERIFY(torch::equal(a.scatter, before));
        QVERIFY(torch::equal(merged({}, a)->scatter, before));
        QVERIFY(torch::equal(merged(a, {})->scatter, before));
        QCOMPARE(merged({}, {})->count, 0);
    }

    void misuseIsToldClearly() {
        torch::Tensor features = normalFeatures(4, 3, 11);
        const FeatureStatistics good = statistics(features);
        features[2][0] = std::numeric_limits<double>::infinity();
        QVERIFY(fails(statisticsOf(features), Code::BadInput, "picture 3 of the set"));
        QVERIFY(fails(statisticsOf(normalFeatures(0, 3, 1)), Code::Usage, "at least 1 pictures"));
        QVERIFY(fails(gaussianOf({}), Code::Usage, "the set has 0"));
        QVERIFY(fails(gaussianOf(statistics(normalFeatures(1, 3, 1))), Code::Usage, "the set has 1"));
        QVERIFY(fails(merged(good, statistics(normalFeatures(4, 5, 1))), Code::BadInput, "3 and 5 wide"));
        QVERIFY(fails(frechetDistance(diagonal({0}, {1}), kUpright), Code::BadInput, "1 and 2 wide"));
        QVERIFY(fails(frechetDistance(kUpright, diagonal({0, 0}, {1, std::nan("")})), Code::BadInput,
                      "no numbers"));
    }

    void whatIsNoCovarianceIsABug() {
        const Gaussian lopsided = gaussian({0, 0}, torch::tensor({{2., 1.}, {0., 2.}}, torch::kFloat64));
        QVERIFY_THROWS_EXCEPTION(c10::Error, (void)frechetDistance(lopsided, kTilted));
        QVERIFY_THROWS_EXCEPTION(c10::Error, (void)frechetDistance(kTilted, diagonal({0, 0}, {1, -1})));
        QVERIFY_THROWS_EXCEPTION(
            c10::Error, (void)frechetDistance(kTilted, gaussian({0}, torch::eye(2, torch::kFloat64))));
    }
};

QTEST_APPLESS_MAIN(FrechetTest)
#include "tst_frechet.moc"
