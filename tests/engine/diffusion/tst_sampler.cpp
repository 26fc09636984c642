#include "engine/diffusion/sampler.h"

#include <torch/types.h>

#include <QtTest>

#include <array>
#include <memory>

using namespace kaleido;

namespace {

using Shape = std::vector<std::int64_t>;

/// Two scales, {2, 1}, with a network that only damps; its calls and the noise draws are written down.
struct Setting {
    std::vector<NoiseSchedule> schedules =
        schedulesOfScales(NoiseSchedule::make(ScheduleType::CosineCap), {2, 1}, true);
    std::vector<std::uint64_t> seeds{5};
    std::vector<torch::Generator> generators;
    std::vector<Shape> draws;
    std::vector<torch::Tensor> times;
    torch::Dtype networkType = torch::kFloat32;
    double gain = -0.4;
    CancelToken networkToken;

    Sampler sampler(SamplerOptions options, CancelToken token = {}) {
        generators.clear();
        for (const std::uint64_t seed : seeds)
            generators.push_back(torch::make_generator<at::CPUGeneratorImpl>(seed));
        const auto batch = static_cast<std::int64_t>(seeds.size());
        return {std::move(options),
                schedules,
                {{batch, 3, 8, 8}, {batch, 3, 4, 4}},
                [this](const auto& x, const torch::Tensor& t) {
                    networkToken.checkpoint();
                    times.push_back(t);
                    std::vector<torch::Tensor> v;
                    for (const torch::Tensor& pictures : x) v.push_back((gain * pictures).to(networkType));
                    return v;
                },
                [this](at::IntArrayRef shape) {
                    draws.push_back(shape.vec());
                    std::vector<torch::Tensor> pictures;
                    for (torch::Generator& generator : generators)
                        pictures.push_back(torch::randn(shape.slice(1), generator));
                    return torch::stack(pictures);
                },
                std::move(token)};
    }
};

constexpr std::array kAll{SamplerKind::Ddpm, SamplerKind::Ddim, SamplerKind::DpmSolver2M,
                          SamplerKind::DpmSolver3M, SamplerKind::UniPc};
const Shape kHigh{1, 3, 8, 8};
const Shape kLow{1, 3, 4, 4};

}  // namespace

class TestSampler : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void noiseIsDrawnHighestScaleFirstAndNotInTheLastStep();
    void samplersWithoutNoiseDrawOnlyTheStart();
    void networkIsGivenTheTimeBelow();
    void oneStepMakesOneNetworkCall();
    void observerSeesEveryStep();
    void estimatesAreThresholdedAtEveryScale();
    void lastPictureIsTheLastEstimate();
    void noisePredictionsAreUnderstood();
    void memoryIsOfEachScaleAndOfTheLastSteps();
    void stateStaysFloat32();
    void neighboursChangeNothing();
    void cancelledStepChangesNothing();
    void networkCancelledInsideAStepCanGoOn();
    void brokenTimeGridsAreRefused();
    void eachSamplerHasItsTimes();
};

void TestSampler::noiseIsDrawnHighestScaleFirstAndNotInTheLastStep() {
    for (const auto kind : {SamplerKind::Ddpm, SamplerKind::Ddim}) {
        Setting setting;
        setting.sampler({.kind = kind, .eta = 0.5, .times = {900, 600, 300, 0}}).run();
        QCOMPARE(setting.draws, std::vector<Shape>({kHigh, kLow, kHigh, kLow, kHigh, kLow}));
    }
}

void TestSampler::samplersWithoutNoiseDrawOnlyTheStart() {
    for (const auto kind :
         {SamplerKind::Ddim, SamplerKind::DpmSolver2M, SamplerKind::DpmSolver3M, SamplerKind::UniPc}) {
        Setting setting;
        setting.sampler({.kind = kind, .times = {900, 600, 300, 0}}).run();
        QCOMPARE(setting.draws, std::vector<Shape>({kHigh, kLow}));
    }
}

void TestSampler::networkIsGivenTheTimeBelow() {
    Setting setting;
    setting.seeds = {1, 2};
    setting.sampler({.times = {1000, 40, 1, 0}}).run();
    QCOMPARE(setting.times.size(), 3U);
    QVERIFY(torch::equal(setting.times[0], torch::tensor({999, 999}, torch::kInt64)));
    QVERIFY(torch::equal(setting.times[1], torch::tensor({39, 39}, torch::kInt64)));
    QVERIFY(torch::equal(setting.times[2], torch::tensor({0, 0}, torch::kInt64)));
}

void TestSampler::oneStepMakesOneNetworkCall() {
    for (const SamplerKind kind : kAll) {
        Setting setting;
        Sampler sampler = setting.sampler({.kind = kind, .times = {900, 500, 0}});
        QCOMPARE(sampler.stepCount(), 2);
        QVERIFY(!sampler.done() && sampler.clean().empty() && setting.times.empty());
        sampler.step();
        QCOMPARE(setting.times.size(), 1U);
        QCOMPARE(sampler.stepsDone(), 1);
        QVERIFY(!sampler.done());
        sampler.step();
        QVERIFY(sampler.done());
        QVERIFY_THROWS_EXCEPTION(c10::Error, sampler.step());
        QCOMPARE(setting.times.size(), 2U);
    }
}

void TestSampler::observerSeesEveryStep() {
    Setting setting;
    std::vector<int> seen;
    setting.sampler({.times = {900, 500, 200, 0}}).run([&](const Sampler& sampler) {
        seen.push_back(sampler.stepsDone());
        QCOMPARE(sampler.clean().size(), 2U);
        QCOMPARE(sampler.clean()[1].sizes().vec(), kLow);
    });
    QCOMPARE(seen, std::vector<int>({1, 2, 3}));
}

void TestSampler::estimatesAreThresholdedAtEveryScale() {
    Setting setting;
    setting.gain = 5.0;
    for (const auto threshold : {Threshold::Clip, Threshold::None}) {
        Sampler sampler = setting.sampler({.threshold = threshold, .times = {900, 500, 0}});
        sampler.step();
        for (const torch::Tensor& clean : sampler.clean())
            QCOMPARE(clean.abs().max().item<double>() <= 1.0, threshold == Threshold::Clip);
    }
}

void TestSampler::lastPictureIsTheLastEstimate() {
    for (const SamplerKind kind : kAll) {
        Setting setting;
        Sampler sampler = setting.sampler({.kind = kind, .eta = 1.0, .times = {900, 600, 300, 0}});
        sampler.run();
        for (std::size_t i : {0U, 1U}) QVERIFY(torch::allclose(sampler.x()[i], sampler.clean()[i], 0, 1e-6));
    }
}

void TestSampler::noisePredictionsAreUnderstood() {
    Setting setting;
    setting.gain = 0.5;
    Sampler sampler = setting.sampler(
        {.threshold = Threshold::None, .prediction = Prediction::Epsilon, .times = {500, 200, 0}});
    const std::vector<torch::Tensor> x = sampler.x();
    sampler.step();
    for (std::size_t i : {0U, 1U}) {
        const double gamma = setting.schedules[i].gamma(500);
        const torch::Tensor expected = x[i] * (1.0 - 0.5 * std::sqrt(1.0 - gamma)) / std::sqrt(gamma);
        QVERIFY(torch::allclose(sampler.clean()[i], expected, 1e-5, 1e-5));
    }
}

// The state after every step, worked out from the estimates that the sampler shows and each scale's own γ.
void TestSampler::memoryIsOfEachScaleAndOfTheLastSteps() {
    const TimeGrid times{900, 700, 550, 300, 100, 0};
    for (const auto kind : {SamplerKind::DpmSolver2M, SamplerKind::DpmSolver3M, SamplerKind::UniPc}) {
        Setting setting;
        Sampler sampler = setting.sampler({.kind = kind, .times = times});
        std::vector<torch::Tensor> expected = sampler.x();
        std::vector<torch::Tensor> corrected(2);
        std::vector<std::vector<Estimate>> seen(2);
        while (!sampler.done()) {
            const auto step = static_cast<std::size_t>(sampler.stepsDone());
            sampler.step();
            for (std::size_t i : {0U, 1U}) {
                const NoiseSchedule& schedule = setting.schedules[i];
                seen[i].push_back({sampler.clean()[i], schedule.gamma(times[step])});
                const double next = schedule.gamma(times[step + 1]);
                if (kind == SamplerKind::UniPc)
                    expected[i] = corrected[i] = uniPcCorrected(expected[i], corrected[i], seen[i]);
                expected[i] = kind == SamplerKind::DpmSolver3M ? dpmSolver3Step(expected[i], seen[i], next)
                                                               : dpmSolver2Step(expected[i], seen[i], next);
                QVERIFY(torch::equal(sampler.x()[i], expected[i]));
            }
        }
    }
}

void TestSampler::stateStaysFloat32() {
    Setting setting;
    setting.networkType = torch::kBFloat16;
    Sampler sampler = setting.sampler({.times = {900, 600, 300, 0}});
    sampler.run();
    QCOMPARE(sampler.x()[0].scalar_type(), torch::kFloat32);
    QCOMPARE(sampler.clean()[1].scalar_type(), torch::kFloat32);
}

void TestSampler::neighboursChangeNothing() {
    for (const SamplerKind kind : kAll) {
        for (const auto threshold : {Threshold::Clip, Threshold::Dynamic, Threshold::DynamicIf}) {
            Setting setting;
            setting.gain = 1.5;
            const SamplerOptions options{
                .kind = kind, .threshold = threshold, .times = {900, 700, 400, 150, 0}};
            setting.seeds = {7};
            Sampler alone = setting.sampler(options);
            alone.run();
            setting.seeds = {3, 7, 9};
            Sampler among = setting.sampler(options);
            among.run();
            for (std::size_t i : {0U, 1U}) QVERIFY(torch::equal(alone.x()[i][0], among.x()[i][1]));
        }
    }
}

void TestSampler::cancelledStepChangesNothing() {
    Setting setting;
    StopSource source;
    Sampler sampler = setting.sampler({.times = {900, 600, 300, 0}}, source.token());
    sampler.step();
    const torch::Tensor before = sampler.x()[0].clone();
    source.requestStop(StopWhen::Now);
    QVERIFY_THROWS_EXCEPTION(Cancelled, sampler.step());
    QCOMPARE(sampler.stepsDone(), 1);
    QCOMPARE(setting.times.size(), 1U);
    QVERIFY(torch::equal(sampler.x()[0], before));
}

void TestSampler::networkCancelledInsideAStepCanGoOn() {
    for (const SamplerKind kind : kAll) {
        Setting setting;
        const SamplerOptions options{.kind = kind, .times = {900, 700, 500, 300, 100, 0}};
        Sampler undisturbed = setting.sampler(options);
        undisturbed.run();

        Sampler sampler = setting.sampler(options);
        for (int i = 0; i < 3; ++i) sampler.step();
        StopSource source;
        source.requestStop(StopWhen::Now);
        setting.networkToken = source.token();
        QVERIFY_THROWS_EXCEPTION(Cancelled, sampler.step());
        setting.networkToken = {};
        sampler.run();
        QVERIFY(torch::equal(sampler.x()[0], undisturbed.x()[0]));
        QVERIFY(torch::equal(sampler.x()[1], undisturbed.x()[1]));
    }
}

void TestSampler::brokenTimeGridsAreRefused() {
    Setting setting;
    for (const TimeGrid& times : {TimeGrid{}, TimeGrid{0}, TimeGrid{500, 100}, TimeGrid{500, 500, 0}})
        QVERIFY_THROWS_EXCEPTION(c10::Error, setting.sampler({.times = times}));
    QVERIFY_THROWS_EXCEPTION(c10::Error, setting.sampler({.times = {1001, 0}}).run());
}

void TestSampler::eachSamplerHasItsTimes() {
    const NoiseSchedule base = NoiseSchedule::make(ScheduleType::CosineCap);
    QCOMPARE(samplingTimes(SamplerKind::Ddpm, base, 20), evenTimes(1000, 20));
    QCOMPARE(samplingTimes(SamplerKind::Ddim, base, 20), evenTimes(1000, 20));
    for (const auto kind : {SamplerKind::DpmSolver2M, SamplerKind::DpmSolver3M, SamplerKind::UniPc})
        QCOMPARE(samplingTimes(kind, base, 20), evenLogSnrTimes(base, 20));
}

QTEST_APPLESS_MAIN(TestSampler)
#include "tst_sampler.moc"
