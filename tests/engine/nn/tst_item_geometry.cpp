#include "engine/nn/item_geometry.h"

#include <torch/types.h>

#include <cmath>
#include <numbers>
#include <QtTest>

using namespace kaleido;

/// The features that tell a place of the map where it lies relative to an item, checked against their formulas.
class TestItemGeometry : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void boxFeaturesFollowTheFormula();
    void blobFeaturesAreInItsOwnRotatedFrame();
    void insideIsMaxNormForBoxesAndEuclideanForBlobs();
    void farPlacesAreClamped();
    void maskedItemsAreZeroWhateverTheirGeometry();
    void degenerateShapesStayFinite();
    void movingAnItemByACellMovesItsFeaturesByACell();
    void positionCodeFollowsTheFormula();
};

namespace {

constexpr int kSide = 8;

struct Shape {
    double cx, cy, hx, hy, angle;
    bool isBlob;
};

torch::Tensor featuresOf(const Shape& shape, double mask = 1) {
    const auto geometry =
        torch::tensor({shape.cx, shape.cy, shape.hx, shape.hy, shape.angle, shape.isBlob ? 1.0 : 0.0})
            .to(torch::kFloat32)
            .view({1, 1, 6});
    return relativeGeometry(geometry, torch::full({1, 1}, mask), kSide, kSide)[0].select(1, 0);  // [N,18]
}

/// F of a place with relative coordinates (rx, ry), written down independently.
std::vector<double> formula(double rx, double ry, bool inside) {
    std::vector<double> features;
    for (const double r : {rx, ry}) {
        const double clamped = std::clamp(r, -2.0, 2.0);
        for (int i = 0; i < 4; ++i)
            features.push_back(std::sin(std::numbers::pi / 2 * std::pow(2, i) * clamped));
        for (int i = 0; i < 4; ++i)
            features.push_back(std::cos(std::numbers::pi / 2 * std::pow(2, i) * clamped));
    }
    features.push_back(inside ? 1 : 0);
    features.push_back(1);
    return features;
}

double errorAt(const torch::Tensor& features, int column, int row, const std::vector<double>& expected) {
    const auto reference = torch::tensor(expected, torch::kFloat64);
    return (features[row * kSide + column].to(torch::kFloat64) - reference).abs().max().item<double>();
}

double centre(int cell) {
    return (cell + 0.5) / kSide;
}

}  // namespace

void TestItemGeometry::boxFeaturesFollowTheFormula() {
    const Shape box{0.4, 0.7, 0.2, 0.1, 0, false};
    const auto features = featuresOf(box);
    for (int row = 0; row < kSide; ++row) {
        for (int column = 0; column < kSide; ++column) {
            const double rx = (centre(column) - box.cx) / box.hx;
            const double ry = (centre(row) - box.cy) / box.hy;
            const bool inside = std::abs(rx) <= 1 && std::abs(ry) <= 1;
            QVERIFY(errorAt(features, column, row, formula(rx, ry, inside)) < 1e-5);
        }
    }
}

void TestItemGeometry::blobFeaturesAreInItsOwnRotatedFrame() {
    // Turned a quarter clockwise on the screen, the blob's x-axis points down and its y-axis to the left.
    const auto features = featuresOf({0.5, 0.5, 0.4, 0.2, std::numbers::pi / 2, true});
    const double dx = centre(6) - 0.5;
    const double dy = centre(5) - 0.5;
    const double rx = dy / 0.4;
    const double ry = -dx / 0.2;
    QVERIFY(errorAt(features, 6, 5, formula(rx, ry, std::hypot(rx, ry) <= 1)) < 1e-5);

    const double eighth = std::numbers::pi / 4;  // turned an eighth, (1, 1)/√2 is the x-axis
    const auto tilted = featuresOf({0.5, 0.5, 0.4, 0.2, eighth, true});
    const double along = (centre(6) - 0.5) * std::sqrt(2.0) / 0.4;
    QVERIFY(errorAt(tilted, 6, 6, formula(along, 0, along <= 1)) < 1e-5);
}

void TestItemGeometry::insideIsMaxNormForBoxesAndEuclideanForBlobs() {
    const auto inside = [](bool isBlob, int column, int row) {
        return featuresOf({0.5, 0.5, 0.4, 0.4, 0, isBlob})[row * kSide + column][16].item<double>();
    };
    QCOMPARE(inside(false, 1, 1), 1.0);  // the corner of the box …
    QCOMPARE(inside(true, 1, 1), 0.0);   // … is outside the ellipse
    QCOMPARE(inside(true, 1, 4), 1.0);
    QCOMPARE(inside(false, 0, 4), 0.0);
}

void TestItemGeometry::farPlacesAreClamped() {
    const auto features = featuresOf({0.05, 0.05, 0.05, 0.05, 0, false});
    QVERIFY(errorAt(features, 7, 7, formula(2, 2, false)) < 1e-5);
    QVERIFY(torch::equal(features[6 * kSide + 6], features[7 * kSide + 7]));
}

void TestItemGeometry::maskedItemsAreZeroWhateverTheirGeometry() {
    QCOMPARE(featuresOf({0.5, 0.5, 0.2, 0.2, 0, false}, 0).abs().max().item<double>(), 0.0);
    QCOMPARE(featuresOf({NAN, NAN, NAN, 0, NAN, true}, 0).abs().max().item<double>(), 0.0);
}

void TestItemGeometry::degenerateShapesStayFinite() {
    QVERIFY(torch::isfinite(featuresOf({0.5, 0.5, 0, 0, 0, false})).all().item<bool>());
    QVERIFY(torch::isfinite(featuresOf({centre(3), centre(3), 0, 0, 1, true})).all().item<bool>());
}

void TestItemGeometry::movingAnItemByACellMovesItsFeaturesByACell() {
    for (const bool isBlob : {false, true}) {
        const auto before =
            featuresOf({0.3, 0.4, 0.2, 0.15, isBlob ? 0.6 : 0, isBlob}).view({kSide, kSide, -1});
        const auto after =
            featuresOf({0.3 + 1.0 / kSide, 0.4 + 1.0 / kSide, 0.2, 0.15, isBlob ? 0.6 : 0, isBlob})
                .view({kSide, kSide, -1});
        const auto shifted = after.slice(0, 1).slice(1, 1);
        const auto original = before.slice(0, 0, kSide - 1).slice(1, 0, kSide - 1);
        QVERIFY((shifted - original).abs().max().item<double>() < 1e-4);
        QVERIFY((after - before).abs().max().item<double>() > 0.5);
    }
}

void TestItemGeometry::positionCodeFollowsTheFormula() {
    const auto code = positionCode(2, 4, torch::kCPU);
    QCOMPARE(code.sizes(), (torch::IntArrayRef{8, 32}));
    const double x = 3.5 / 4;
    const double y = 1.5 / 2;
    for (int i = 0; i < 8; ++i) {
        const double f = std::numbers::pi * std::pow(2, i);
        const std::vector<double> expected{std::sin(f * x), std::cos(f * x), std::sin(f * y),
                                           std::cos(f * y)};
        for (int kind = 0; kind < 4; ++kind) {
            QVERIFY(std::abs(code[7][8 * kind + i].item<double>() -
                             expected[static_cast<std::size_t>(kind)]) < 1e-4);
        }
    }
}

QTEST_APPLESS_MAIN(TestItemGeometry)
#include "tst_item_geometry.moc"
