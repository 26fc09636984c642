#include "engine/diffusion/guidance.h"

#include "engine/diffusion/threshold.h"

#include <torch/types.h>

#include <QtTest>

#include <cmath>

using namespace kaleido;

namespace {

bool close(const torch::Tensor& a, const torch::Tensor& b, double tolerance = 1e-5) {
    return a.sizes() == b.sizes() && (a - b).abs().max().item<double>() <= tolerance;
}

torch::Tensor randn(at::IntArrayRef shape, std::uint64_t seed) {
    return torch::randn(shape, torch::make_generator<at::CPUGeneratorImpl>(seed));
}

/// A network that tells its calls: v = x for the first half of a double batch (unconditional), 2·x for the
/// other.
struct FakeNetwork {
    int both = 0;
    int conditional = 0;
    std::vector<std::int64_t> batches;

    Denoise guidedBy(const GuidanceOptions& options) {
        return guided(
            [this](const auto& x, const torch::Tensor& times) {
                ++both;
                batches.push_back(times.size(0));
                std::vector<torch::Tensor> out;
                for (const torch::Tensor& pictures : x) {
                    const auto halves = pictures.chunk(2);
                    out.push_back(torch::cat({halves[0], 2 * halves[1]}));
                }
                return out;
            },
            [this](const auto& x, const torch::Tensor& times) {
                ++conditional;
                batches.push_back(times.size(0));
                return std::vector<torch::Tensor>{2 * x[0], 2 * x[1]};
            },
            NoiseSchedule::make(ScheduleType::CosineCap), options);
    }
};

}  // namespace

class TestGuidance : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void weightExtrapolatesFromTheUnconditional();
    void rescaleRestoresTheConditionalContrast();
    void flatPictureStaysFinite();
    void lowPrecisionIsGuidedInFloat32();
    void bothHalvesGoThroughOneCallAtEveryScale();
    void weightOneSkipsTheUnconditionalHalf();
    void outsideItsIntervalThereIsNoGuidance();

    void clipCutsAtOne();
    void noneChangesNothing();
    void dynamicDividesByTheQuantileOfEachPicture();
    void deepFloydQuantileIsCappedAtOneAndAHalf();
    void quantileIsInterpolated();
    void factorScalesBeforeAndAfter();
    void thresholdNamesAreRead();
};

void TestGuidance::weightExtrapolatesFromTheUnconditional() {
    const torch::Tensor u = randn({2, 3, 4, 4}, 1);
    const torch::Tensor c = randn({2, 3, 4, 4}, 2);
    QVERIFY(close(guide(u, c, {.weight = 0}), u));
    QVERIFY(close(guide(u, c, {.weight = 1}), c));
    QVERIFY(close(guide(u, c, {.weight = 7.5}), 7.5 * c - 6.5 * u));
}

void TestGuidance::rescaleRestoresTheConditionalContrast() {
    const torch::Tensor u = randn({2, 3, 8, 8}, 1);
    const torch::Tensor c = randn({2, 3, 8, 8}, 2) * torch::tensor({1.F, 3.F}).view({2, 1, 1, 1});
    const torch::Tensor plain = guide(u, c, {.weight = 5});
    const torch::Tensor full = guide(u, c, {.weight = 5, .rescale = 1});
    for (const int sample : {0, 1}) {
        const torch::Tensor ratio = c[sample].std() / plain[sample].std();
        QVERIFY(std::abs(full[sample].std().item<double>() - c[sample].std().item<double>()) < 1e-5);
        QVERIFY(close(full[sample], plain[sample] * ratio));
    }
    QVERIFY(close(guide(u, c, {.weight = 5, .rescale = 0.7}), 0.7 * full + 0.3 * plain));
}

void TestGuidance::flatPictureStaysFinite() {
    const torch::Tensor flat = torch::zeros({1, 3, 4, 4});
    QVERIFY(close(guide(flat, flat, {.weight = 4, .rescale = 1}), flat));
}

void TestGuidance::lowPrecisionIsGuidedInFloat32() {
    const torch::Tensor u = randn({1, 3, 4, 4}, 1).to(torch::kBFloat16);
    const torch::Tensor c = randn({1, 3, 4, 4}, 2).to(torch::kBFloat16);
    const torch::Tensor result = guide(u, c, {.weight = 7.5});
    QCOMPARE(result.scalar_type(), torch::kFloat32);
    QVERIFY(close(result, 7.5 * c.to(torch::kFloat32) - 6.5 * u.to(torch::kFloat32)));
}

void TestGuidance::bothHalvesGoThroughOneCallAtEveryScale() {
    FakeNetwork network;
    const std::vector<torch::Tensor> x{randn({2, 3, 8, 8}, 1), randn({2, 3, 4, 4}, 2)};
    const auto v = network.guidedBy({.weight = 3})(x, torch::full({2}, 499, torch::kInt64));
    // u = x, c = 2·x: x + 3·x.
    QVERIFY(close(v[0], 4 * x[0]));
    QVERIFY(close(v[1], 4 * x[1]));
    QCOMPARE(network.both, 1);
    QCOMPARE(network.conditional, 0);
    QCOMPARE(network.batches.front(), 4);
}

void TestGuidance::weightOneSkipsTheUnconditionalHalf() {
    FakeNetwork network;
    const std::vector<torch::Tensor> x{randn({2, 3, 8, 8}, 1), randn({2, 3, 4, 4}, 2)};
    const auto v = network.guidedBy({.weight = 1})(x, torch::full({2}, 499, torch::kInt64));
    QVERIFY(close(v[0], 2 * x[0]));
    QCOMPARE(network.both, 0);
    QCOMPARE(network.conditional, 1);
}

void TestGuidance::outsideItsIntervalThereIsNoGuidance() {
    const NoiseSchedule base = NoiseSchedule::make(ScheduleType::CosineCap);
    FakeNetwork network;
    const GuidanceOptions middle{
        .weight = 3, .lowestLogSnr = base.logSnr(700), .highestLogSnr = base.logSnr(300)};
    const Denoise denoise = network.guidedBy(middle);
    const std::vector<torch::Tensor> x{randn({1, 3, 8, 8}, 1), randn({1, 3, 4, 4}, 2)};
    // The network's time is one less than the schedule's.
    for (const int time : {298, 700}) denoise(x, torch::full({1}, time, torch::kInt64));
    QCOMPARE(network.both, 0);
    QCOMPARE(network.conditional, 2);
    for (const int time : {299, 500, 699}) denoise(x, torch::full({1}, time, torch::kInt64));
    QCOMPARE(network.both, 3);
    QCOMPARE(network.conditional, 2);
}

void TestGuidance::clipCutsAtOne() {
    const torch::Tensor x = torch::tensor({-3.F, -0.5F, 0.25F, 2.F}).view({1, 1, 2, 2});
    QVERIFY(
        close(thresholded(x, Threshold::Clip), torch::tensor({-1.F, -0.5F, 0.25F, 1.F}).view({1, 1, 2, 2})));
}

void TestGuidance::noneChangesNothing() {
    const torch::Tensor x = 5 * randn({1, 3, 4, 4}, 3);
    QVERIFY(torch::equal(thresholded(x, Threshold::None), x));
}

void TestGuidance::dynamicDividesByTheQuantileOfEachPicture() {
    // 201 values −100 … 100: |x| has each of 1 … 100 twice, the 99.5 % quantile is at rank 199, 100.
    const torch::Tensor wide = torch::arange(-100, 101, torch::kFloat32).view({1, 1, 1, 201});
    const torch::Tensor narrow = wide / 500;
    const torch::Tensor result = thresholded(torch::cat({wide / 4, narrow}), Threshold::Dynamic);
    QVERIFY(close(result[0], wide[0] / 100));
    QVERIFY(torch::equal(result[1], narrow[0]));
    // Far outside the limit is 100.
    QVERIFY(close(thresholded(wide * 1000, Threshold::Dynamic), (wide * 10).clamp(-1, 1)));
}

void TestGuidance::deepFloydQuantileIsCappedAtOneAndAHalf() {
    const torch::Tensor ramp = torch::arange(-100, 101, torch::kFloat32).view({1, 1, 1, 201});
    // The 95 % quantile of |ramp| is at rank 190, 95.
    QVERIFY(close(thresholded(ramp / 76, Threshold::DynamicIf), (ramp / 95).clamp(-1, 1)));
    QVERIFY(close(thresholded(ramp, Threshold::DynamicIf), (ramp / 1.5).clamp(-1, 1)));
}

void TestGuidance::quantileIsInterpolated() {
    // |x| = 1.00, 1.01 … 1.20: the 95 % quantile lies at rank 19 exactly, 99.5 % at 19.9.
    const torch::Tensor x = (1.0 + 0.01 * torch::arange(21, torch::kFloat32)).view({1, 1, 3, 7});
    QVERIFY(close(thresholded(x, Threshold::DynamicIf), (x / 1.19).clamp(-1, 1)));
    QVERIFY(close(thresholded(x, Threshold::Dynamic), (x / 1.199).clamp(-1, 1)));
}

void TestGuidance::factorScalesBeforeAndAfter() {
    const torch::Tensor x = randn({2, 3, 8, 8}, 4);
    QVERIFY(close(thresholded(x, Threshold::Clip, 2), x.clamp(-0.5, 0.5)));
    QVERIFY(close(thresholded(x, Threshold::Dynamic, 2), thresholded(2 * x, Threshold::Dynamic) / 2));
}

void TestGuidance::thresholdNamesAreRead() {
    QVERIFY(parseThreshold("none").value() == Threshold::None);
    QVERIFY(parseThreshold("clip").value() == Threshold::Clip);
    QVERIFY(parseThreshold("dynamic").value() == Threshold::Dynamic);
    QVERIFY(parseThreshold("dynamic_if").value() == Threshold::DynamicIf);
    QCOMPARE(parseThreshold("Clip").error().code, Code::Usage);
}

QTEST_APPLESS_MAIN(TestGuidance)
#include "tst_guidance.moc"
