#include "engine/diffusion/sampler.h"

#include <torch/types.h>

#include <QtTest>

#include <cmath>

using namespace kaleido;

// Gaussian data with another mean and variance at every pixel has a denoiser, a probability-flow solution and
// noisy marginals in closed form, so the error of a sampler can be measured, and how it falls with the steps.
namespace {

constexpr int kTimes = 20000;  // a fine table: the samplers take nearly continuous times from it

struct GaussianPictures {
    torch::Tensor mean;
    torch::Tensor variance;

    /// E[x0 | x_t].
    torch::Tensor clean(const torch::Tensor& x, double gamma) const {
        const torch::Tensor total = gamma * variance + (1.0 - gamma);
        return mean + std::sqrt(gamma) * variance / total * (x - std::sqrt(gamma) * mean);
    }
    torch::Tensor v(const torch::Tensor& x, double gamma) const {
        return (std::sqrt(gamma) * x - clean(x, gamma)) / std::sqrt(1.0 - gamma);
    }
    /// The probability-flow ODE keeps the number of standard deviations from the mean.
    torch::Tensor flow(const torch::Tensor& x, double gamma, double gammaNext) const {
        const torch::Tensor ratio =
            (gammaNext * variance + (1.0 - gammaNext)) / (gamma * variance + (1.0 - gamma));
        return std::sqrt(gammaNext) * mean + ratio.sqrt() * (x - std::sqrt(gamma) * mean);
    }
};

/// Two scales with different data and schedules.
struct Setting {
    std::vector<NoiseSchedule> schedules =
        schedulesOfScales(NoiseSchedule::make(ScheduleType::CosineCap, kTimes), {2, 1}, true);
    std::vector<GaussianPictures> data{
        {torch::linspace(-0.8, 0.8, 16).view({1, 1, 4, 4}),
         torch::logspace(-2.0, 0.5, 16).view({1, 1, 4, 4})},
        {torch::linspace(0.9, -0.5, 4).view({1, 1, 2, 2}), torch::logspace(0.3, -1.5, 4).view({1, 1, 2, 2})}};

    Sampler sampler(SamplerOptions options, std::int64_t batch, DrawNoise noise) const {
        options.threshold = Threshold::None;
        return {std::move(options),
                schedules,
                {{batch, 1, 4, 4}, {batch, 1, 2, 2}},
                [this](const auto& x, const torch::Tensor& times) {
                    const int time = times[0].template item<int>() + 1;
                    return std::vector<torch::Tensor>{data[0].v(x[0], schedules[0].gamma(time)),
                                                      data[1].v(x[1], schedules[1].gamma(time))};
                },
                std::move(noise)};
    }
};

double rootMeanSquare(const torch::Tensor& error) {
    return error.square().mean().sqrt().item<double>();
}

/// Largest error over the scales against the exact flow from the same noise, at the last time before 0.
double flowError(SamplerKind kind, const TimeGrid& times) {
    const Setting setting;
    auto generator = torch::make_generator<at::CPUGeneratorImpl>(2);
    Sampler sampler = setting.sampler({.kind = kind, .times = times}, 1,
                                      [&](at::IntArrayRef shape) { return torch::randn(shape, generator); });
    const std::vector<torch::Tensor> start = sampler.x();
    while (sampler.stepsDone() + 1 < sampler.stepCount()) sampler.step();
    double error = 0.0;
    for (std::size_t i : {0U, 1U}) {
        const torch::Tensor exact = setting.data[i].flow(start[i], setting.schedules[i].gamma(times.front()),
                                                         setting.schedules[i].gamma(times[times.size() - 2]));
        error = std::max(error, rootMeanSquare(sampler.x()[i] - exact));
    }
    return error;
}

struct MomentErrors {
    double mean = 0.0;
    double variance = 0.0;
};

/// Errors of the samples' mean and variance, without any randomness: with these data a sampler is linear in
/// its draws. Picture 0 of the batch has all draws 0 and ends at the mean; picture k has draw k at 1, and its
/// distance from picture 0, squared, is that draw's part of the variance.
MomentErrors momentErrors(const SamplerOptions& options) {
    const Setting setting;
    const auto draws =
        static_cast<std::int64_t>(options.times.size()) - 1;  // the start, and all steps but the last
    std::int64_t call = 0;
    Sampler sampler = setting.sampler(options, 1 + draws, [&](at::IntArrayRef shape) {
        torch::Tensor unit = torch::zeros(shape);
        unit[1 + call++ / 2].fill_(1.0);  // two scales a draw
        return unit;
    });
    sampler.run();
    MomentErrors errors;
    for (std::size_t i : {0U, 1U}) {
        const torch::Tensor& x = sampler.x()[i];
        const torch::Tensor variance = (x.slice(0, 1) - x.slice(0, 0, 1)).square().sum(0, /*keepdim=*/true);
        errors.mean = std::max(errors.mean, rootMeanSquare(x.slice(0, 0, 1) - setting.data[i].mean));
        errors.variance = std::max(errors.variance, rootMeanSquare(variance - setting.data[i].variance));
    }
    return errors;
}

/// From `first` to `last` in equal steps, then 0.
TimeGrid equalSteps(int first, int last, int steps) {
    TimeGrid times;
    for (int i = 0; i <= steps; ++i) times.push_back(first - (first - last) * i / steps);
    if (times.back() != 0) times.push_back(0);
    return times;
}

/// The same with short steps and twice as long ones in turn, so that a solver with memory must weigh them.
TimeGrid unequalSteps(int first, int last, int pairs) {
    TimeGrid times{first};
    for (int i = 1; i <= pairs; ++i) {
        const int begin = first - (first - last) * (i - 1) / pairs;
        const int end = first - (first - last) * i / pairs;
        times.push_back(begin - (begin - end) / 3);
        times.push_back(end);
    }
    times.push_back(0);
    return times;
}

/// The same, even in log-SNR but for a step that is long and one that is short in turn.
TimeGrid unequalSteps(const NoiseSchedule& schedule, int pairs) {
    const TimeGrid fine = evenLogSnrTimes(schedule, 3 * pairs + 1);
    TimeGrid times{fine.front()};
    for (int i = 1; i <= pairs; ++i) {
        times.push_back(fine[static_cast<std::size_t>(3 * i - 2)]);
        times.push_back(fine[static_cast<std::size_t>(3 * i)]);
    }
    times.push_back(0);
    return times;
}

double order(double error, double errorAtTwiceTheSteps) {
    return std::log2(error / errorAtTwiceTheSteps);
}

}  // namespace

class TestSamplerConvergence : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void ddimIsOfFirstOrder();
    void solverIsOfSecondOrderInLogSnr();
    void solverIsOfSecondOrderWithUnequalSteps();
    void thirdOrderSolversAreOfThirdOrder_data();
    void thirdOrderSolversAreOfThirdOrder();
    void thirdOrderSolversBeatTheSecondAtTwentySteps();
    void momentsConverge_data();
    void momentsConverge();
};

void TestSamplerConvergence::ddimIsOfFirstOrder() {
    const auto error = [](int steps) { return flowError(SamplerKind::Ddim, equalSteps(19200, 960, steps)); };
    QVERIFY(std::abs(order(error(40), error(80)) - 1.0) < 0.1);
    QVERIFY(std::abs(order(error(80), error(160)) - 1.0) < 0.1);
    QVERIFY(error(160) < 0.02);
}

void TestSamplerConvergence::solverIsOfSecondOrderInLogSnr() {
    const Setting setting;
    const auto error = [&](int steps) {
        return flowError(SamplerKind::DpmSolver2M, evenLogSnrTimes(setting.schedules.back(), steps));
    };
    QVERIFY(order(error(20), error(40)) > 1.8);
    QVERIFY(order(error(40), error(80)) > 1.8);
    QVERIFY(error(80) < 0.002);
}

void TestSamplerConvergence::solverIsOfSecondOrderWithUnequalSteps() {
    const auto error = [](int pairs) {
        return flowError(SamplerKind::DpmSolver2M, unequalSteps(19200, 960, pairs));
    };
    QVERIFY(order(error(20), error(40)) > 1.8);
    QVERIFY(order(error(40), error(80)) > 1.8);
    QVERIFY(error(80) < 0.002);
}

void TestSamplerConvergence::thirdOrderSolversAreOfThirdOrder_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("equal");
    for (const bool equal : {true, false}) {
        const char* steps = equal ? "even" : "uneven";
        QTest::addRow("DPM-Solver++ 3M, %s", steps) << static_cast<int>(SamplerKind::DpmSolver3M) << equal;
        QTest::addRow("UniPC, %s", steps) << static_cast<int>(SamplerKind::UniPc) << equal;
    }
}

// While steps are few enough for float32 and long enough that what the first ones cost, which are of lower order but
// lie where x̂0 hardly moves, does not show.
void TestSamplerConvergence::thirdOrderSolversAreOfThirdOrder() {
    QFETCH(int, kind);
    QFETCH(bool, equal);
    const Setting setting;
    const auto error = [&](int steps) {
        const TimeGrid times = equal ? evenLogSnrTimes(setting.schedules.back(), steps)
                                     : unequalSteps(setting.schedules.back(), steps / 2);
        return flowError(static_cast<SamplerKind>(kind), times);
    };
    QVERIFY2(order(error(20), error(40)) > 2.7, std::to_string(order(error(20), error(40))).c_str());
    QVERIFY2(order(error(40), error(80)) > 2.7, std::to_string(order(error(40), error(80))).c_str());
    QVERIFY2(error(80) < 2e-4, std::to_string(error(80)).c_str());
}

void TestSamplerConvergence::thirdOrderSolversBeatTheSecondAtTwentySteps() {
    const Setting setting;
    const TimeGrid times = evenLogSnrTimes(setting.schedules.back(), 20);
    const double second = flowError(SamplerKind::DpmSolver2M, times);
    QVERIFY(flowError(SamplerKind::DpmSolver3M, times) < second / 2);
    QVERIFY(flowError(SamplerKind::UniPc, times) < second);
}

void TestSamplerConvergence::momentsConverge_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<double>("eta");
    QTest::newRow("DDPM") << static_cast<int>(SamplerKind::Ddpm) << 0.0;
    QTest::newRow("DDIM, eta 0") << static_cast<int>(SamplerKind::Ddim) << 0.0;
    QTest::newRow("DDIM, eta 0.5") << static_cast<int>(SamplerKind::Ddim) << 0.5;
    QTest::newRow("DDIM, eta 1") << static_cast<int>(SamplerKind::Ddim) << 1.0;
}

void TestSamplerConvergence::momentsConverge() {
    QFETCH(int, kind);
    QFETCH(double, eta);
    const auto errors = [&](int steps) {
        return momentErrors(
            {.kind = static_cast<SamplerKind>(kind), .eta = eta, .times = equalSteps(kTimes, 0, steps)});
    };
    const MomentErrors coarse = errors(80);
    const MomentErrors middle = errors(160);
    const MomentErrors fine = errors(320);
    QVERIFY(std::abs(order(coarse.variance, middle.variance) - 1.0) < 0.15);
    QVERIFY(std::abs(order(middle.variance, fine.variance) - 1.0) < 0.15);
    QVERIFY(fine.variance < 0.02);
    // The mean starts on its exact course and is never led off it.
    for (const MomentErrors& error : {coarse, middle, fine}) QVERIFY(error.mean < 1e-5);
}

QTEST_APPLESS_MAIN(TestSamplerConvergence)
#include "tst_sampler_convergence.moc"
