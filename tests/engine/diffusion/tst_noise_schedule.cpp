#include "engine/diffusion/noise_schedule.h"

#include <torch/types.h>

#include <QtTest>

#include <cmath>
#include <limits>

using namespace kaleido;

namespace {

double relative(double value, double expected) {
    return std::abs(value - expected) / std::abs(expected);
}

}  // namespace

class TestNoiseSchedule : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cappedCosineHasItsCheckValues_data();
    void cappedCosineHasItsCheckValues();
    void everySchedule_data();
    void everySchedule();
    void cosineInLogSnrRunsFromFiveToMinusFive();
    void linearBetasMultiply();
    void shiftDividesTheSnr();
    void shiftByOneChangesNothing();
    void gammaAtLooksUpEachSample();
    void vdmWeightsAreRatiosOfSnr();
    void everyScaleHasItsOwnShift();
    void namesAreReadInBothForms();
};

void TestNoiseSchedule::cappedCosineHasItsCheckValues_data() {
    QTest::addColumn<int>("time");
    QTest::addColumn<double>("gamma");
    QTest::addColumn<double>("logSnr");
    QTest::addColumn<double>("quarter");
    QTest::addColumn<double>("sixteenth");
    QTest::addColumn<double>("part256");
    const auto row = [](int time, double gamma, double logSnr, double a, double b, double c) {
        QTest::addRow("t = %d", time) << time << gamma << logSnr << a << b << c;
    };
    row(1, 0.99995872, 10.0950, 0.99983488, 0.99933986, 0.98954134);
    row(10, 0.99936872, 7.3671, 0.99747965, 0.98999424, 0.8607999);
    row(100, 0.97209274, 3.5506, 0.89699473, 0.68524363, 0.11976966);
    row(250, 0.84701216, 1.7114, 0.58055747, 0.25707407, 0.021169007);
    row(500, 0.49384359, -0.0246, 0.19608879, 0.057474825, 0.0037967558);
    row(750, 0.1442721, -1.7803, 0.040444259, 0.01042736, 6.5814e-4);
    row(900, 0.024091724, -3.7015, 0.0061337607, 0.0015405271, 9.6422e-5);
    row(999, 2.4287669e-6, -12.928, 6.07e-7, 1.518e-7, 9.49e-9);
    row(1000, 2.4287669e-9, -19.836, 6.07e-10, 1.518e-10, 9.49e-12);
}

void TestNoiseSchedule::cappedCosineHasItsCheckValues() {
    QFETCH(int, time);
    QFETCH(double, gamma);
    QFETCH(double, logSnr);
    QFETCH(double, quarter);
    QFETCH(double, sixteenth);
    QFETCH(double, part256);
    const NoiseSchedule schedule = NoiseSchedule::make(ScheduleType::CosineCap);
    // The tolerances are the digits of the table.
    const double digits = time < 999 ? 2e-5 : 1e-3;
    QVERIFY(relative(schedule.gamma(time), gamma) < 1e-6);
    QVERIFY(std::abs(schedule.logSnr(time) - logSnr) < 6e-4);
    QVERIFY(relative(schedule.shifted(4).gamma(time), quarter) < digits);
    QVERIFY(relative(schedule.shifted(4, 2).gamma(time), sixteenth) < digits);
    QVERIFY(relative(schedule.shifted(16, 2).gamma(time), part256) < digits);
}

void TestNoiseSchedule::everySchedule_data() {
    QTest::addColumn<int>("type");
    QTest::newRow("cosine_cap") << static_cast<int>(ScheduleType::CosineCap);
    QTest::newRow("cosine_logsnr") << static_cast<int>(ScheduleType::CosineLogSnr);
    QTest::newRow("ddpm_linear") << static_cast<int>(ScheduleType::DdpmLinear);
}

void TestNoiseSchedule::everySchedule() {
    QFETCH(int, type);
    for (const int steps : {2, 1000, 4000}) {
        const NoiseSchedule schedule = NoiseSchedule::make(static_cast<ScheduleType>(type), steps);
        QCOMPARE(schedule.steps(), steps);
        QCOMPARE(schedule.gamma(0), 1.0);
        QCOMPARE(schedule.logSnr(0), std::numeric_limits<double>::infinity());
        QVERIFY((schedule.gammas().diff() <= 0).all().item<bool>());
        QVERIFY((schedule.gammas() > 0).all().item<bool>());
    }
    QVERIFY_THROWS_EXCEPTION(c10::Error, NoiseSchedule::make(static_cast<ScheduleType>(type), 1));
    QVERIFY_THROWS_EXCEPTION(c10::Error, NoiseSchedule::make(static_cast<ScheduleType>(type)).gamma(1001));
}

void TestNoiseSchedule::cosineInLogSnrRunsFromFiveToMinusFive() {
    const NoiseSchedule schedule = NoiseSchedule::make(ScheduleType::CosineLogSnr);
    QVERIFY(std::abs(schedule.logSnr(1) - 5.0) < 1e-4);
    QVERIFY(std::abs(schedule.logSnr(1000) + 5.0) < 1e-4);
}

void TestNoiseSchedule::linearBetasMultiply() {
    const NoiseSchedule schedule = NoiseSchedule::make(ScheduleType::DdpmLinear);
    QVERIFY(std::abs(schedule.gamma(1) - 0.9999) < 1e-7);
    QVERIFY(relative(schedule.gamma(1000) / schedule.gamma(999), 0.98) < 1e-6);
    QVERIFY(relative(schedule.gamma(1000), 4.0358e-5) < 1e-4);
}

void TestNoiseSchedule::shiftDividesTheSnr() {
    const NoiseSchedule schedule = NoiseSchedule::make(ScheduleType::CosineCap);
    for (const int time : {10, 500, 1000})
        QVERIFY(std::abs(schedule.shifted(2, 3).logSnr(time) - (schedule.logSnr(time) - 3 * std::log(2.0))) <
                1e-3);
    QCOMPARE(schedule.shifted(2).gamma(0), 1.0);
    QVERIFY_THROWS_EXCEPTION(c10::Error, schedule.shifted(0.5));
}

void TestNoiseSchedule::shiftByOneChangesNothing() {
    const NoiseSchedule schedule = NoiseSchedule::make(ScheduleType::CosineCap);
    QVERIFY(torch::equal(schedule.shifted(1, 2).gammas(), schedule.gammas()));
}

void TestNoiseSchedule::gammaAtLooksUpEachSample() {
    const NoiseSchedule schedule = NoiseSchedule::make(ScheduleType::CosineCap);
    const torch::Tensor gammas = schedule.gammaAt(torch::tensor({1000, 0, 500}, torch::kInt64));
    QCOMPARE(gammas[0].item<double>(), schedule.gamma(1000));
    QCOMPARE(gammas[1].item<double>(), 1.0);
    QCOMPARE(gammas[2].item<double>(), schedule.gamma(500));
}

void TestNoiseSchedule::vdmWeightsAreRatiosOfSnr() {
    const NoiseSchedule schedule = NoiseSchedule::make(ScheduleType::CosineCap);
    const torch::Tensor weights = schedule.vdmWeights();
    QCOMPARE(weights.size(0), 1001);
    for (const int time : {2, 300, 999}) {
        const double ratio = std::exp(schedule.logSnr(time - 1) - schedule.logSnr(time));
        QVERIFY(std::abs(weights[time].item<double>() - (ratio - 1.0)) < 1e-3 * ratio);
    }
    QCOMPARE(weights[0].item<double>(), weights[2].item<double>());
    QCOMPARE(weights[1].item<double>(), weights[2].item<double>());
}

void TestNoiseSchedule::everyScaleHasItsOwnShift() {
    const NoiseSchedule base = NoiseSchedule::make(ScheduleType::CosineCap);
    const auto shifted = schedulesOfScales(base, {16, 4, 1}, true, 2);
    QCOMPARE(shifted.size(), 3U);
    QVERIFY(torch::equal(shifted[0].gammas(), base.shifted(16, 2).gammas()));
    QVERIFY(torch::equal(shifted[1].gammas(), base.shifted(4, 2).gammas()));
    QVERIFY(torch::equal(shifted[2].gammas(), base.gammas()));
    for (const NoiseSchedule& schedule : schedulesOfScales(base, {4, 1}, false, 2))
        QVERIFY(torch::equal(schedule.gammas(), base.gammas()));
}

void TestNoiseSchedule::namesAreReadInBothForms() {
    QVERIFY(parseScheduleType("cosine_cap").value() == ScheduleType::CosineCap);
    QVERIFY(parseScheduleType("DEEPFLOYD").value() == ScheduleType::CosineCap);
    QVERIFY(parseScheduleType("cosine_logsnr").value() == ScheduleType::CosineLogSnr);
    QVERIFY(parseScheduleType("DDPM").value() == ScheduleType::DdpmLinear);
    const auto unknown = parseScheduleType("sigmoid");
    QVERIFY(!unknown.ok());
    QCOMPARE(unknown.error().code, Code::BadManifest);
    QVERIFY(unknown.error().message.find("sigmoid") != std::string::npos);
}

QTEST_APPLESS_MAIN(TestNoiseSchedule)
#include "tst_noise_schedule.moc"
