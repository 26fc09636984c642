#include "engine/diffusion/loss.h"

#include "engine/diffusion/conversions.h"
#include "engine/diffusion/noisy_batch.h"

#include <torch/types.h>

#include <QtTest>

#include <cmath>

using namespace kaleido;

namespace {

bool close(const torch::Tensor& a, const torch::Tensor& b, double tolerance = 1e-5) {
    return a.sizes() == b.sizes() && (a - b).abs().max().item<double>() <= tolerance;
}

/// Two scales, {2, 1}, four pictures of 8×8, the shift of the bundled model.
struct Setting {
    torch::Generator generator = torch::make_generator<at::CPUGeneratorImpl>(11);
    std::vector<NoiseSchedule> schedules =
        schedulesOfScales(NoiseSchedule::make(ScheduleType::CosineCap), {2, 1}, true);
    torch::Tensor times = torch::tensor({0, 300, 700, 999}, torch::kInt64);

    torch::Tensor randn(at::IntArrayRef shape) { return torch::randn(shape, generator); }
    NoisyBatch batch(const std::vector<double>& ratio = {}) {
        const auto pyramid = mixResolutions(picturePyramid(randn({4, 3, 8, 8}), {2, 1}), ratio);
        return addNoise(pyramid, times, drawNoise(pyramid, generator), schedules);
    }
    /// Wrong by a known amount: the target plus a random picture a scale.
    std::vector<torch::Tensor> guess(const NoisyBatch& batch) {
        std::vector<torch::Tensor> predictions;
        for (const torch::Tensor& target : batch.target)
            predictions.push_back(target + randn(target.sizes()));
        return predictions;
    }
};

torch::Tensor squaredError(const torch::Tensor& a, const torch::Tensor& b) {
    return (a - b).square().mean({1, 2, 3});
}

}  // namespace

class TestDiffusionLoss : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void conversionsInvertEachOther();
    void pyramidAveragesBlocks();
    void uniformTimesCoverTheRangeEvenly();
    void logitNormalTimesHaveTheirQuantiles();
    void sameSeedDrawsTheSameTimesAndNoise();
    void noisePowerFollowsEachSampleAndScale();
    void trueTargetHasNoLoss();
    void plainLossIsSquaredErrorOfVSummedOverScales();
    void epsilonLossIsVLossTimesGamma();
    void epsilonNetworksAreComparedInEitherSpace();
    void scaleWeightsMultiplyAndLowerScalesCanBeLeftOut();
    void mixedResolutionsKeepTheMeanUnbiased();
    void timeWeightsMakeAWeightedMean();
    void halfPrecisionPredictionsAreComparedInFloat32();
    void gradientReachesEveryScale();
};

void TestDiffusionLoss::conversionsInvertEachOther() {
    Setting setting;
    const torch::Tensor clean = setting.randn({4, 3, 8, 8});
    const torch::Tensor noise = setting.randn({4, 3, 8, 8});
    const torch::Tensor gamma = torch::tensor({0.9999F, 0.7F, 0.3F, 0.01F});
    const torch::Tensor xt = diffuse(clean, noise, gamma);
    const torch::Tensor v = toV(clean, noise, gamma);
    QVERIFY(close(toClean(Prediction::V, v, xt, gamma), clean));
    QVERIFY(close(toEpsilon(Prediction::V, v, xt, gamma), noise));
    QVERIFY(close(toClean(Prediction::Epsilon, noise, xt, gamma), clean));
    QVERIFY(close(toEpsilon(Prediction::Epsilon, noise, xt, gamma), noise));
    // One gamma for the whole batch.
    QVERIFY(close(diffuse(clean, noise, torch::tensor(0.25F)), 0.5 * clean + std::sqrt(0.75) * noise));
}

void TestDiffusionLoss::pyramidAveragesBlocks() {
    Setting setting;
    const torch::Tensor pictures = setting.randn({2, 3, 16, 16});
    const auto pyramid = picturePyramid(pictures, {8, 2, 1});
    QCOMPARE(pyramid.size(), 3U);
    QVERIFY(torch::equal(pyramid[0], pictures));
    QVERIFY(close(pyramid[1][1][2][3][1], pictures[1][2].slice(0, 12, 16).slice(1, 4, 8).mean()));
    QVERIFY(close(pyramid[2], torch::avg_pool2d(pictures, 8)));
}

void TestDiffusionLoss::uniformTimesCoverTheRangeEvenly() {
    Setting setting;
    const TimeOptions uniform{.distribution = TimeDistribution::Uniform};
    const torch::Tensor times = drawTimes(20000, 10, uniform, setting.generator);
    QCOMPARE(times.scalar_type(), torch::kInt64);
    const torch::Tensor counts = times.bincount({}, 10);
    QCOMPARE(counts.size(0), 10);
    QVERIFY((counts.to(torch::kFloat64) / 2000.0 - 1.0).abs().max().item<double>() < 0.1);
}

void TestDiffusionLoss::logitNormalTimesHaveTheirQuantiles() {
    Setting setting;
    const TimeOptions options{.distribution = TimeDistribution::LogitNormal, .mean = 0.3, .std = 0.5};
    const torch::Tensor times = drawTimes(20000, 1000, options, setting.generator).to(torch::kFloat64);
    const auto sigmoid = [](double x) { return 1000.0 / (1.0 + std::exp(-x)); };
    QVERIFY(std::abs(times.quantile(0.5).item<double>() - sigmoid(0.3)) < 4.0);
    QVERIFY(std::abs(times.quantile(0.8413447).item<double>() - sigmoid(0.8)) < 4.0);
    // Draws that round up to the end stay in the table.
    const TimeOptions wild{.distribution = TimeDistribution::LogitNormal, .mean = 0.0, .std = 100.0};
    const torch::Tensor extremes = drawTimes(1000, 1000, wild, setting.generator);
    QCOMPARE(extremes.max().item<int>(), 999);
    QCOMPARE(extremes.min().item<int>(), 0);
}

void TestDiffusionLoss::sameSeedDrawsTheSameTimesAndNoise() {
    Setting one;
    Setting two;
    QVERIFY(torch::equal(drawTimes(8, 1000, {}, one.generator), drawTimes(8, 1000, {}, two.generator)));
    const std::vector<torch::Tensor> pyramid{torch::zeros({2, 3, 8, 8}), torch::zeros({2, 3, 4, 4})};
    const auto first = drawNoise(pyramid, one.generator);
    const auto second = drawNoise(pyramid, two.generator);
    QVERIFY(torch::equal(first[0], second[0]) && torch::equal(first[1], second[1]));
    // The scales' noises are independent, not averages of one another.
    QVERIFY(!close(torch::avg_pool2d(first[0], 2), first[1], 0.5));
}

void TestDiffusionLoss::noisePowerFollowsEachSampleAndScale() {
    Setting setting;
    const NoisyBatch batch = setting.batch();
    for (std::size_t scale : {0U, 1U})
        for (int sample = 0; sample < 4; ++sample) {
            const int time = setting.times[sample].item<int>() + 1;
            const double gamma = setting.schedules[scale].gamma(time);
            QCOMPARE(batch.gamma[scale][sample].item<double>(), gamma);
            const torch::Tensor expected = std::sqrt(gamma) * batch.clean[scale][sample] +
                                           std::sqrt(1.0 - gamma) * batch.noise[scale][sample];
            QVERIFY(close(batch.xt[scale][sample], expected));
        }
}

void TestDiffusionLoss::trueTargetHasNoLoss() {
    Setting setting;
    const NoisyBatch batch = setting.batch();
    QVERIFY(diffusionLoss(batch.target, batch).total.item<double>() == 0.0);
    QVERIFY(diffusionLoss(batch.target, batch, {.target = Prediction::Epsilon}).total.item<double>() < 1e-10);
}

void TestDiffusionLoss::plainLossIsSquaredErrorOfVSummedOverScales() {
    Setting setting;
    const NoisyBatch batch = setting.batch();
    const auto predictions = setting.guess(batch);
    const DiffusionLoss loss = diffusionLoss(predictions, batch);
    const torch::Tensor high = squaredError(predictions[0], batch.target[0]);
    const torch::Tensor low = squaredError(predictions[1], batch.target[1]);
    QVERIFY(close(loss.perScale[0], high));
    QVERIFY(close(loss.perScale[1], low));
    QVERIFY(close(loss.perSample, high + low));
    QVERIFY(close(loss.total, (high + low).mean()));
}

void TestDiffusionLoss::epsilonLossIsVLossTimesGamma() {
    Setting setting;
    const NoisyBatch batch = setting.batch();
    const auto predictions = setting.guess(batch);
    const DiffusionLoss v = diffusionLoss(predictions, batch);
    const DiffusionLoss epsilon = diffusionLoss(predictions, batch, {.target = Prediction::Epsilon});
    for (std::size_t scale : {0U, 1U})
        QVERIFY(close(epsilon.perScale[scale], v.perScale[scale] * batch.gamma[scale]));
}

void TestDiffusionLoss::epsilonNetworksAreComparedInEitherSpace() {
    Setting setting;
    setting.times = torch::tensor({100, 300, 500, 700}, torch::kInt64);
    const NoisyBatch batch = setting.batch();
    const auto asV = setting.guess(batch);
    std::vector<torch::Tensor> asEpsilon;
    for (std::size_t scale : {0U, 1U})
        asEpsilon.push_back(toEpsilon(Prediction::V, asV[scale], batch.xt[scale], batch.gamma[scale]));
    for (const Prediction target : {Prediction::V, Prediction::Epsilon}) {
        const auto fromV = diffusionLoss(asV, batch, {.prediction = Prediction::V, .target = target});
        const auto fromEpsilon =
            diffusionLoss(asEpsilon, batch, {.prediction = Prediction::Epsilon, .target = target});
        QVERIFY(close(fromV.perSample, fromEpsilon.perSample, 1e-4));
    }
}

void TestDiffusionLoss::scaleWeightsMultiplyAndLowerScalesCanBeLeftOut() {
    Setting setting;
    const NoisyBatch batch = setting.batch();
    const auto predictions = setting.guess(batch);
    const DiffusionLoss weighted = diffusionLoss(predictions, batch, {.scaleWeights = {4, 0.5}});
    QVERIFY(close(weighted.perSample, 4 * weighted.perScale[0] + 0.5 * weighted.perScale[1]));
    const DiffusionLoss top = diffusionLoss(predictions, batch, {.lowerScales = false});
    QVERIFY(close(top.perSample, top.perScale[0]));
    QVERIFY(close(top.perScale[1], weighted.perScale[1]));
    QVERIFY_THROWS_EXCEPTION(c10::Error, diffusionLoss(predictions, batch, {.scaleWeights = {1, 2, 3}}));
}

void TestDiffusionLoss::mixedResolutionsKeepTheMeanUnbiased() {
    Setting setting;
    const NoisyBatch batch = setting.batch({1, 1});
    QCOMPARE(batch.xt[0].size(0), 2);
    QCOMPARE(batch.xt[1].size(0), 4);
    const DiffusionLoss loss = diffusionLoss(setting.guess(batch), batch);
    QVERIFY(close(loss.perSample.slice(0, 0, 2), 2 * loss.perScale[0] + loss.perScale[1].slice(0, 0, 2)));
    QVERIFY(close(loss.perSample.slice(0, 2, 4), loss.perScale[1].slice(0, 2, 4)));
    QVERIFY(close(loss.total, loss.perScale[0].mean() + loss.perScale[1].mean()));

    const std::vector<torch::Tensor> nine(3, torch::zeros({9, 3, 4, 4}));
    const auto thirds = mixResolutions(nine, {1, 1, 1});
    QCOMPARE(thirds[0].size(0), 3);
    QCOMPARE(thirds[1].size(0), 6);
    QCOMPARE(thirds[2].size(0), 9);
    QCOMPARE(mixResolutions(nine, {1, 100, 1})[0].size(0), 1);
}

void TestDiffusionLoss::timeWeightsMakeAWeightedMean() {
    Setting setting;
    const NoisyBatch batch = setting.batch();
    const torch::Tensor weights = setting.schedules[0].vdmWeights();
    const DiffusionLoss loss = diffusionLoss(setting.guess(batch), batch, {.timeWeights = weights});
    double sum = 0.0;
    double norm = 0.0;
    for (int sample = 0; sample < 4; ++sample) {
        const double weight = weights[setting.times[sample].item<int>() + 1].item<double>();
        sum += weight * loss.perSample[sample].item<double>();
        norm += weight;
    }
    QVERIFY(std::abs(loss.total.item<double>() - sum / norm) < 1e-4);
}

void TestDiffusionLoss::halfPrecisionPredictionsAreComparedInFloat32() {
    Setting setting;
    const NoisyBatch batch = setting.batch();
    std::vector<torch::Tensor> predictions = setting.guess(batch);
    const DiffusionLoss full = diffusionLoss(predictions, batch);
    for (torch::Tensor& prediction : predictions) prediction = prediction.to(torch::kBFloat16);
    const DiffusionLoss half = diffusionLoss(predictions, batch);
    QCOMPARE(half.total.scalar_type(), torch::kFloat32);
    QVERIFY(close(half.perSample, full.perSample, 0.05));
}

void TestDiffusionLoss::gradientReachesEveryScale() {
    Setting setting;
    const NoisyBatch batch = setting.batch();
    std::vector<torch::Tensor> predictions = setting.guess(batch);
    for (torch::Tensor& prediction : predictions) prediction.set_requires_grad(true);
    const DiffusionLoss loss = diffusionLoss(predictions, batch);
    QVERIFY(!loss.perScale[0].requires_grad());
    loss.total.backward();
    for (std::size_t scale : {0U, 1U}) {
        const double values = static_cast<double>(predictions[scale].numel());
        const torch::Tensor expected = 2.0 / values * (predictions[scale] - batch.target[scale]).detach();
        QVERIFY(close(predictions[scale].grad(), expected, 1e-7));
    }
}

QTEST_APPLESS_MAIN(TestDiffusionLoss)
#include "tst_diffusion_loss.moc"
