#include "engine/diffusion/sampler_step.h"
#include "tests/engine/diffusion/levels.h"

#include <torch/types.h>

#include <QtTest>

#include <cmath>
#include <limits>

using namespace kaleido;

namespace {

constexpr double kMean = 0.7;  // the only picture there is, in the tests with one

torch::Tensor number(double value) {
    return torch::full({1, 1, 1, 1}, value, torch::kFloat32);
}

torch::Tensor randn(std::uint64_t seed) {
    return torch::randn({2, 3, 4, 4}, torch::make_generator<at::CPUGeneratorImpl>(seed));
}

double largest(const torch::Tensor& difference) {
    return difference.abs().max().item<double>();
}

/// Ancestral (eta NaN) or DDIM step.
torch::Tensor randomStep(double eta, const torch::Tensor& x, const torch::Tensor& clean, double gamma,
                         double gammaNext, const torch::Tensor& noise) {
    return std::isnan(eta) ? ddpmStep(x, clean, gamma, gammaNext, noise)
                           : ddimStep(x, clean, gamma, gammaNext, eta, noise);
}

}  // namespace

class TestSamplerStep : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void oneKnownPictureKeepsItsNoisyDistribution_data() { addLevels(); }
    void oneKnownPictureKeepsItsNoisyDistribution();
    void oneKnownPictureIsFollowedExactly_data() { addLevels(); }
    void oneKnownPictureIsFollowedExactly();
    void etaOneIsTheAncestralSampler_data() { addLevels(); }
    void etaOneIsTheAncestralSampler();
    void lastStepGivesTheEstimate();
};

// If all data is a picture m, x̂0 = m exactly and x_t ~ N(√γ_t·m, 1 − γ_t) at all times: a step from the one
// distribution must give the other, however large it is. The step is linear, so its mean and its answers to
// either noise say all.
void TestSamplerStep::oneKnownPictureKeepsItsNoisyDistribution() {
    QFETCH(double, gamma);
    QFETCH(double, gammaNext);
    const torch::Tensor x = number(std::sqrt(gamma) * kMean);
    const torch::Tensor noisier = number(std::sqrt(gamma) * kMean + std::sqrt(1.0 - gamma));
    for (const double eta : {std::numeric_limits<double>::quiet_NaN(), 0.0, 0.3, 1.0}) {
        const auto step = [&](const torch::Tensor& from, double noise) {
            return randomStep(eta, from, number(kMean), gamma, gammaNext, number(noise)).item<double>();
        };
        const double mean = step(x, 0.0);
        const double variance = std::pow(step(noisier, 0.0) - mean, 2) + std::pow(step(x, 1.0) - mean, 2);
        QVERIFY(std::abs(mean - std::sqrt(gammaNext) * kMean) < 1e-6);
        QVERIFY(std::abs(variance - (1.0 - gammaNext)) < 1e-6);
    }
}

// The same without noise: x_s = √γ_s·m + √(1 − γ_s)·ε with the ε of x_t.
void TestSamplerStep::oneKnownPictureIsFollowedExactly() {
    QFETCH(double, gamma);
    QFETCH(double, gammaNext);
    const double epsilon = -1.3;
    const torch::Tensor x = number(std::sqrt(gamma) * kMean + std::sqrt(1.0 - gamma) * epsilon);
    const double expected = std::sqrt(gammaNext) * kMean + std::sqrt(1.0 - gammaNext) * epsilon;
    QVERIFY(std::abs(ddimStep(x, number(kMean), gamma, gammaNext, 0, {}).item<double>() - expected) < 1e-6);
}

void TestSamplerStep::etaOneIsTheAncestralSampler() {
    QFETCH(double, gamma);
    QFETCH(double, gammaNext);
    const torch::Tensor ddpm = ddpmStep(randn(1), randn(2), gamma, gammaNext, randn(3));
    const torch::Tensor ddim = ddimStep(randn(1), randn(2), gamma, gammaNext, 1.0, randn(3));
    QVERIFY(largest(ddpm - ddim) < 2e-5);
}

void TestSamplerStep::lastStepGivesTheEstimate() {
    const torch::Tensor clean = randn(2);
    QVERIFY(largest(ddpmStep(randn(1), clean, 0.99, 1.0, {}) - clean) < 1e-6);
    QVERIFY(torch::equal(ddimStep(randn(1), clean, 0.99, 1.0, 0.5, {}), clean));
}

QTEST_APPLESS_MAIN(TestSamplerStep)
#include "tst_sampler_step.moc"
