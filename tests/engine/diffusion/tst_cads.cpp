#include "engine/diffusion/cads.h"

#include <torch/types.h>

#include <QtTest>

#include <cmath>

using namespace kaleido;

namespace {

constexpr CadsSettings kHalf{.scale = 0.25, .tauLow = 0.6, .tauHigh = 0.9, .mix = 0.5};

torch::Tensor randn(std::uint64_t seed) {
    return torch::randn({7, 5}, torch::make_generator<at::CPUGeneratorImpl>(seed));
}

/// A condition that is not centred and has a spread of its own.
torch::Tensor states() {
    return 3.0 * randn(1) - 0.7;
}

double meanOf(const torch::Tensor& values) {
    return values.to(torch::kFloat64).mean().item<double>();
}

double deviationOf(const torch::Tensor& values) {
    return values.to(torch::kFloat64).std().item<double>();
}

double largest(const torch::Tensor& difference) {
    return difference.abs().max().item<double>();
}

CadsSettings with(double scale, double mix) {
    return {.scale = scale, .tauLow = 0.6, .tauHigh = 0.9, .mix = mix};
}

}  // namespace

class TestCads : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void powerFallsLinearlyBetweenTheTimes_data();
    void powerFallsLinearlyBetweenTheTimes();
    void equalTimesMakeAStep();
    void offLeavesThePowerAlone();
    void noiseIsMixedByItsPower();
    void rescalingKeepsMeanAndDeviation();
    void mixStandsBetweenBoth();
    void fullPowerIsTheConditionItself();
    void withoutPowerNothingOfTheConditionIsLeft();
    void settingsThatMakeNoSenseAreRefused();
};

void TestCads::powerFallsLinearlyBetweenTheTimes_data() {
    QTest::addColumn<double>("tau");
    QTest::addColumn<double>("power");
    QTest::newRow("end of painting") << 0.0 << 1.0;
    QTest::newRow("below") << 0.3 << 1.0;
    QTest::newRow("tau 1") << 0.6 << 1.0;
    QTest::newRow("a third") << 0.7 << 2.0 / 3.0;
    QTest::newRow("middle") << 0.75 << 0.5;
    QTest::newRow("tau 2") << 0.9 << 0.0;
    QTest::newRow("above") << 0.95 << 0.0;
    QTest::newRow("start of painting") << 1.0 << 0.0;
}

void TestCads::powerFallsLinearlyBetweenTheTimes() {
    QFETCH(double, tau);
    QFETCH(double, power);
    QVERIFY(std::abs(conditionPower(kHalf, tau) - power) < 1e-12);
}

void TestCads::equalTimesMakeAStep() {
    const CadsSettings step{.scale = 0.1, .tauLow = 0.5, .tauHigh = 0.5};
    QCOMPARE(conditionPower(step, 0.5), 1.0);
    QCOMPARE(conditionPower(step, 0.501), 0.0);
}

void TestCads::offLeavesThePowerAlone() {
    QVERIFY(!CadsSettings().on());
    for (const double tau : {0.0, 0.7, 1.0}) QCOMPARE(conditionPower(CadsSettings(), tau), 1.0);
}

void TestCads::noiseIsMixedByItsPower() {
    // ψ = 0: ŷ = √γ·y + s·√(1−γ)·n; √0.36 = 0.6, √0.64 = 0.8.
    const torch::Tensor mixed = annealedCondition(states(), randn(2), 0.36, with(0.25, 0.0));
    QVERIFY(largest(mixed - (0.6 * states() + 0.2 * randn(2))) < 1e-6);
}

void TestCads::rescalingKeepsMeanAndDeviation() {
    for (const double gamma : {0.0, 0.3, 0.9}) {
        for (const double scale : {0.05, 0.25, 4.0}) {
            const torch::Tensor rescaled = annealedCondition(states(), randn(2), gamma, with(scale, 1.0));
            QVERIFY(std::abs(meanOf(rescaled) - meanOf(states())) < 1e-5);
            QVERIFY(std::abs(deviationOf(rescaled) - deviationOf(states())) < 1e-5);
            // The noise is in it all the same: only its spread was changed, by one factor and one shift.
            const torch::Tensor plain = annealedCondition(states(), randn(2), gamma, with(scale, 0.0));
            const double factor = deviationOf(states()) / deviationOf(plain);
            QVERIFY(largest(rescaled - ((plain - meanOf(plain)) * factor + meanOf(states()))) < 1e-4);
        }
    }
}

void TestCads::mixStandsBetweenBoth() {
    const auto at = [](double mix) { return annealedCondition(states(), randn(2), 0.4, with(0.5, mix)); };
    QVERIFY(largest(at(0.25) - (0.25 * at(1.0) + 0.75 * at(0.0))) < 1e-5);
    QVERIFY(largest(at(1.0) - at(0.0)) > 0.1);
}

void TestCads::fullPowerIsTheConditionItself() {
    QVERIFY(torch::equal(annealedCondition(states(), randn(2), 1.0, kHalf), states()));
}

void TestCads::withoutPowerNothingOfTheConditionIsLeft() {
    const CadsSettings plain = with(0.25, 0.0);
    QVERIFY(torch::equal(annealedCondition(states(), randn(2), 0.0, plain),
                         annealedCondition(randn(9), randn(2), 0.0, plain)));
}

void TestCads::settingsThatMakeNoSenseAreRefused() {
    for (const auto& [low, high] : {std::pair{0.9, 0.6}, {-0.1, 0.5}, {0.5, 1.1}, {std::nan(""), 0.5}}) {
        const CadsSettings wrong{.scale = 0.25, .tauLow = low, .tauHigh = high};
        QVERIFY_THROWS_EXCEPTION(c10::Error, conditionPower(wrong, 0.5));
    }
    for (const auto& [scale, mix] : {std::pair{-1.0, 1.0}, {0.25, 1.5}, {0.25, -0.5}, {std::nan(""), 1.0}})
        QVERIFY_THROWS_EXCEPTION(c10::Error, annealedCondition(states(), randn(2), 0.5, with(scale, mix)));
}

QTEST_APPLESS_MAIN(TestCads)
#include "tst_cads.moc"
