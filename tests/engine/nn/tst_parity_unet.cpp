#include "engine/nn/denoiser.h"
#include "tests/support/parity.h"

#include <torch/types.h>
#include <torch/utils.h>

#include <QtTest>

using namespace kaleido;

/// Plain and nested networks against the numbers of the public MDM code.
class TestParityUNet : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void outputsEqualTheReference_data();
    void outputsEqualTheReference();
};

namespace {

std::shared_ptr<DenoiserImpl> networkOf(const parity::Fixture& fixture) {
    const auto config = parseUNetConfig(fixture.config().dump());
    if (!config) throw std::runtime_error(describe(config.error()));
    auto network = makeDenoiser(*config);
    parity::fillWeights(*network, fixture);
    return network;
}

Condition conditionOf(const parity::Fixture& fixture) {
    const auto mask = parity::mask(fixture);
    return {.states = parity::input(fixture, "conditioning") * mask.unsqueeze(-1), .mask = mask, .items = {}};
}

std::map<std::string, torch::Tensor> microsOf(const parity::Fixture& fixture) {
    std::map<std::string, torch::Tensor> micros;
    if (!fixture.entry.contains("micros")) return micros;
    for (const auto& [name, values] : fixture.entry.at("micros").items()) {
        micros[name] = torch::tensor(values.get<std::vector<float>>());
    }
    return micros;
}

std::vector<torch::Tensor> picturesOf(const parity::Fixture& fixture) {
    if (fixture.entry.at("inputs").contains("x_t")) return {parity::input(fixture, "x_t")};
    std::vector<torch::Tensor> pictures;
    for (std::size_t i = 0; fixture.entry.at("inputs").contains("x_t_" + std::to_string(i)); ++i) {
        pictures.push_back(parity::input(fixture, "x_t_" + std::to_string(i)));
    }
    return pictures;
}

}  // namespace

void TestParityUNet::outputsEqualTheReference_data() {
    QTest::addColumn<QString>("name");
    for (const char* kind : {"unet", "nested_unet"}) {
        for (const auto& fixture : parity::fixturesOfKind(kind)) {
            QTest::newRow(fixture.name.c_str()) << QString::fromStdString(fixture.name);
        }
    }
}

void TestParityUNet::outputsEqualTheReference() {
    QFETCH(QString, name);
    const torch::NoGradGuard noGrad;
    const auto fixture = parity::fixture(name.toStdString());
    const auto network = networkOf(fixture);

    std::int64_t count = 0;
    for (const auto& parameter : network->parameters()) count += parameter.numel();
    QCOMPARE(count, fixture.entry.at("parameters").get<std::int64_t>());

    auto ratios = fixture.entry.value("nest_ratio", std::vector<std::int64_t>{});
    ratios.push_back(1);
    QCOMPARE(network->scales(), ratios);

    const auto prepared = network->prepare(conditionOf(fixture), microsOf(fixture));
    const auto around =
        fixture.entry.at("inputs").contains("feature") ? parity::input(fixture, "feature") : torch::Tensor();
    const auto output =
        network->run(picturesOf(fixture), 0, around, parity::integers(fixture, "times"), prepared, {});

    const auto names = fixture.entry.at("outputs").get<std::vector<std::string>>();
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto& actual = names[i] == "feature_out" ? output.features : output.predictions.at(i);
        const double error = parity::maxError(actual, parity::expected(fixture, names[i]));
        QVERIFY2(error <= parity::kTolerance, qPrintable(QStringLiteral("%1: %2").arg(
                                                  QString::fromStdString(names[i]), QString::number(error))));
    }
}

QTEST_APPLESS_MAIN(TestParityUNet)
#include "tst_parity_unet.moc"
