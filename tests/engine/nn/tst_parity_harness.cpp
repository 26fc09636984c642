#include "tests/support/parity.h"
#include "tests/support/source_tree.h"

#include <torch/nn/module.h>
#include <torch/nn/modules/linear.h>
#include <torch/types.h>

#include <fstream>
#include <QtTest>

using namespace kaleido;

/// The generator behind every reference fixture, checked against raw values stored by another implementation.
class TestParityHarness : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void generatorGivesTheStoredRawValues();
    void weightsFollowTheirNameAndShape();
    void maxErrorRejectsOtherShapesAndNonFiniteValues();
};

void TestParityHarness::generatorGivesTheStoredRawValues() {
    std::ifstream stream(parity::folder() / "generator.json");
    const auto stored = nlohmann::json::parse(stream);
    QVERIFY(stored.size() >= 3);
    for (const auto& [name, values] : stored.items()) {
        QCOMPARE(parity::rawValues(name, values.size()), values.get<std::vector<double>>());
    }
}

void TestParityHarness::weightsFollowTheirNameAndShape() {
    const parity::Fixture fixture = parity::fixture("unet_plain");
    torch::nn::Module root("root");
    const auto layer = root.register_module("layer", torch::nn::Linear(3, 2));
    parity::fillWeights(root, fixture);
    const double range = 1.0;  // √(3 / fan-in), fan-in 3
    QVERIFY(layer->weight.abs().max().item<double>() <= range);
    QVERIFY(layer->weight.abs().max().item<double>() > 0.1);
    QVERIFY(layer->bias.abs().max().item<double>() <= 0.1);
    const auto raw = parity::rawValues("unet_plain/layer.bias", 2);
    if (parity::folder() == test::dataFile("parity")) {
        QCOMPARE(layer->bias[1].item<float>(), static_cast<float>(0.1 * raw[1]));
    }
}

void TestParityHarness::maxErrorRejectsOtherShapesAndNonFiniteValues() {
    const auto ones = torch::ones({2, 2});
    QCOMPARE(parity::maxError(ones, ones), 0.0);
    QCOMPARE(parity::maxError(ones, ones + 0.5), 0.5);
    QVERIFY(std::isinf(parity::maxError(ones, torch::ones({4}))));
    QVERIFY(std::isinf(parity::maxError(ones / 0.0, ones)));
    QVERIFY(std::isinf(parity::maxError(ones * NAN, ones)));
}

QTEST_APPLESS_MAIN(TestParityHarness)
#include "tst_parity_harness.moc"
