#include "engine/diffusion/conversions.h"
#include "engine/diffusion/noise_schedule.h"
#include "engine/diffusion/sampler_step.h"
#include "engine/diffusion/threshold.h"
#include "engine/diffusion/time_grid.h"
#include "tests/support/parity.h"

#include <torch/types.h>

#include <QtTest>

#include <charconv>

using namespace kaleido;

// The parts that need no network, against the reference fixtures.
class TestParityDiffusion : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void schedules_data();
    void schedules();
    void timeGrids();
    void thresholds_data();
    void thresholds();
    void steps_data();
    void steps();
};

void TestParityDiffusion::schedules_data() {
    QTest::addColumn<QString>("name");
    const parity::Fixture fixture = parity::fixture("schedule");
    for (const auto& [name, about] : fixture.entry.at("names").items())
        QTest::newRow(name.c_str()) << QString::fromStdString(name);
}

void TestParityDiffusion::schedules() {
    QFETCH(QString, name);
    const parity::Fixture fixture = parity::fixture("schedule");
    const std::string folder = name.toStdString() + "/";
    const NoiseSchedule schedule = NoiseSchedule::make(parseScheduleType(name.toStdString()).value(),
                                                       fixture.entry.at("steps").get<int>());
    const auto check = [&](const torch::Tensor& actual, const std::string& output) {
        QVERIFY2(parity::maxError(actual, parity::expected(fixture, folder + output)) <= 1e-7,
                 output.c_str());
    };
    check(schedule.gammas(), "gammas");
    check(schedule.shifted(2).gammas(), "shift_2_power_1");
    check(schedule.shifted(4).gammas(), "shift_4_power_1");
    check(schedule.shifted(4, 2).gammas(), "shift_4_power_2");
    check(schedule.shifted(16, 2).gammas(), "shift_16_power_2");

    // The weights are ratios of float32 differences and reach into the hundreds: compared by their size.
    const torch::Tensor weights = parity::expected(fixture, folder + "vdm_weights");
    const torch::Tensor error = (schedule.vdmWeights() - weights).abs() / weights.abs().clamp_min(1.0);
    QVERIFY(error.max().item<double>() <= parity::kTolerance);
}

void TestParityDiffusion::timeGrids() {
    const parity::Fixture fixture = parity::fixture("schedule");
    for (const auto& [steps, times] : fixture.entry.at("timesteps").items()) {
        int count = 0;
        std::from_chars(steps.data(), steps.data() + steps.size(), count);
        QCOMPARE(evenTimes(fixture.entry.at("steps").get<int>(), count), times.get<TimeGrid>());
    }
}

void TestParityDiffusion::thresholds_data() {
    QTest::addColumn<QString>("name");
    for (const char* name : {"clip", "dynamic", "dynamic_if"}) QTest::newRow(name) << QString::fromUtf8(name);
}

void TestParityDiffusion::thresholds() {
    QFETCH(QString, name);
    const parity::Fixture fixture = parity::fixture("threshold");
    const torch::Tensor factors = torch::tensor({1.7F, 0.45F}).view({2, 1, 1, 1});
    const torch::Tensor clean = parity::input(fixture, "x0") * factors;
    const Threshold threshold = parseThreshold(name.toStdString()).value();
    QVERIFY(parity::maxError(thresholded(clean, threshold), parity::expected(fixture, name.toStdString())) <=
            parity::kTolerance);
    QVERIFY(parity::maxError(thresholded(clean, threshold, 2.0),
                             parity::expected(fixture, name.toStdString() + "_scale_2")) <=
            parity::kTolerance);
}

void TestParityDiffusion::steps_data() {
    QTest::addColumn<int>("index");
    const parity::Fixture fixture = parity::fixture("step");
    int index = 0;
    for (const auto& entry : fixture.entry.at("cases"))
        QTest::newRow(entry.at("name").get<std::string>().c_str()) << index++;
}

void TestParityDiffusion::steps() {
    QFETCH(int, index);
    const parity::Fixture fixture = parity::fixture("step");
    const auto& entry = fixture.entry.at("cases").at(index);
    const auto name = entry.at("name").get<std::string>();
    const NoiseSchedule schedule = NoiseSchedule::make(ScheduleType::CosineCap);
    const int time = entry.at("t").get<int>();
    const double gamma = schedule.gamma(time);
    const double gammaNext = schedule.gamma(entry.at("s").get<int>());
    const torch::Tensor x = parity::input(fixture, "x_t");
    const torch::Tensor noise =
        entry.at("noise").get<bool>() ? parity::input(fixture, "noise") : torch::Tensor();

    const Prediction kind = entry.at("prediction") == "v" ? Prediction::V : Prediction::Epsilon;
    const torch::Tensor clean = thresholded(
        toClean(kind, parity::input(fixture, "pred"), x, schedule.gammas()[time]), Threshold::Clip);
    QVERIFY(parity::maxError(clean, parity::expected(fixture, name + "/x0")) <= parity::kTolerance);

    const torch::Tensor next = entry.at("eta").is_null() ? ddpmStep(x, clean, gamma, gammaNext, noise)
                                                         : ddimStep(x, clean, gamma, gammaNext,
                                                                    entry.at("eta").get<double>(), noise);
    QVERIFY(parity::maxError(next, parity::expected(fixture, name + "/x_s")) <= parity::kTolerance);
}

QTEST_APPLESS_MAIN(TestParityDiffusion)
#include "tst_parity_diffusion.moc"
