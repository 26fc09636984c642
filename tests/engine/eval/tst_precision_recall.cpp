#include "engine/eval/precision_recall.h"

#include "tests/engine/eval/feature_samples.h"

#include <torch/types.h>

#include <QtTest>

#include <algorithm>
#include <limits>
#include <vector>

using namespace kaleido;

namespace {

PrecisionRecall measured(const torch::Tensor& real, const torch::Tensor& generated,
                         std::int64_t neighbours = 3) {
    return precisionRecall(real, generated, neighbours).value();
}

bool is(const PrecisionRecall& measured, double precision, double recall) {
    return close(measured.precision, precision, 1e-14) && close(measured.recall, recall, 1e-14);
}

/// `count` points evenly from `first` to `last`.
torch::Tensor line(double first, double last, std::int64_t count) {
    return torch::linspace(first, last, count, torch::kFloat64).unsqueeze(1);
}

/// Share of the points that lie in a ball of the set's, picture by picture.
double shareCovered(const torch::Tensor& points, const torch::Tensor& set, std::size_t k) {
    const auto apart = [](const torch::Tensor& a, const torch::Tensor& b) {
        return (a - b).norm().item<double>();
    };
    std::vector<double> radii;
    for (std::int64_t i = 0; i < set.size(0); ++i) {
        std::vector<double> others;
        for (std::int64_t j = 0; j < set.size(0); ++j) {
            if (j != i) others.push_back(apart(set[i], set[j]));
        }
        std::sort(others.begin(), others.end());
        radii.push_back(others[k - 1]);
    }
    int covered = 0;
    for (std::int64_t i = 0; i < points.size(0); ++i) {
        bool found = false;
        for (std::int64_t j = 0; j < set.size(0) && !found; ++j)
            found = apart(points[i], set[j]) <= radii[static_cast<std::size_t>(j)];
        covered += found ? 1 : 0;
    }
    return covered / static_cast<double>(points.size(0));
}

}  // namespace

class PrecisionRecallTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void equalSetsCoverEachOther() {
        const torch::Tensor set = normalFeatures(600, 16, 1) + 100;
        QVERIFY(is(measured(set, set), 1, 1));
        QVERIFY(is(measured(set, shuffled(set, 2), 1), 1, 1));
    }

    // Balls of radius 0 still contain their own picture.
    void repeatedPicturesStayWhereTheyAre() {
        const torch::Tensor one = 1e4 * normalFeatures(1, 50, 3);
        QVERIFY(is(measured(one.repeat({5, 1}), one.repeat({9, 1})), 1, 1));
        QVERIFY(is(measured(one.repeat({5, 1}), (one + 1e-6).repeat({9, 1})), 0, 0));
    }

    void distantSetsCoverNothing() {
        QVERIFY(is(measured(normalFeatures(50, 4, 4), normalFeatures(70, 4, 5) + 1000), 0, 0));
    }

    // 30 real pictures of one kind and 70 of another, all generated ones of the first kind.
    void collapsedSetIsPreciseButRecallsItsShare() {
        const torch::Tensor real = torch::cat({line(0, 29, 30), line(1000, 1069, 70)});
        QVERIFY(is(measured(real, line(0, 29, 100)), 1, 0.3));
        QVERIFY(is(measured(line(0, 29, 100), real), 0.3, 1));
    }

    // A quarter of the generated pictures is like nothing real.
    void strayPicturesLowerPrecisionOnly() {
        const torch::Tensor generated = torch::cat({line(0, 29, 75), line(5000, 5024, 25)});
        QVERIFY(is(measured(line(0, 29, 100), generated), 0.75, 1));
    }

    // Nearest neighbours are 1, 1 and 2 away from 0, 1 and 3: −1 lies on the rim about 0, −1.1 outside.
    void nearestNeighbourByHand() {
        QVERIFY(is(measured(onALine({0, 1, 3}), onALine({-1, 10}), 1), 0.5, 1));
        QVERIFY(is(measured(onALine({0, 1, 3}), onALine({-1.1, 10}), 1), 0, 1));
        // Second neighbours are 3, 2 and 3 away: −1.1 is in, 6 on the rim about 3, 10 out.
        QVERIFY(is(measured(onALine({0, 1, 3}), onALine({-1.1, 6, 10}), 2), 2.0 / 3, 1));
        // Generated ones reach 0.5: to 3 and 3.5 only.
        QVERIFY(is(measured(onALine({0, 1, 3, 3.5}), onALine({3.25, 3.75}), 1), 1, 0.5));
    }

    void asCountedOneByOne() {
        const torch::Tensor real = normalFeatures(300, 3, 6),
                            generated = 0.8 * normalFeatures(270, 3, 7) + 0.7;
        const PrecisionRecall found = measured(real, generated);
        QVERIFY(found.precision > 0.3 && found.precision < 1 && found.recall > 0.3 && found.recall < 1);
        QVERIFY(is(found, shareCovered(generated, real, 3), shareCovered(real, generated, 3)));
    }

    void orderDoesNotMatter() {
        const torch::Tensor real = normalFeatures(700, 5, 8), generated = normalFeatures(520, 5, 9) + 0.8;
        const PrecisionRecall found = measured(real, generated);
        QVERIFY(found.precision < 1 && found.recall < 1);
        QVERIFY(is(measured(shuffled(real, 10), shuffled(generated, 11)), found.precision, found.recall));
    }

    void misuseIsToldClearly() {
        const torch::Tensor set = normalFeatures(4, 3, 12);
        QVERIFY(precisionRecall(set, set).ok());
        QVERIFY(fails(precisionRecall(set, normalFeatures(3, 3, 1)), Code::Usage,
                      "at least 4 pictures, but the generated set has 3"));
        QVERIFY(
            fails(precisionRecall(set, set, 4), Code::Usage, "at least 5 pictures, but the real set has 4"));
        QVERIFY(fails(precisionRecall(set, normalFeatures(9, 2, 1)), Code::BadInput, "3 wide"));
        torch::Tensor broken = set.clone();
        broken[0][0] = -std::numeric_limits<double>::infinity();
        QVERIFY(fails(precisionRecall(broken, set), Code::BadInput, "picture 1 of the real set"));
        QVERIFY_THROWS_EXCEPTION(c10::Error, (void)precisionRecall(set, set, 0));
    }
};

QTEST_APPLESS_MAIN(PrecisionRecallTest)
#include "tst_precision_recall.moc"
