#include "engine/diffusion/sampler_step.h"

#include <torch/types.h>

#include <algorithm>
#include <cmath>

namespace kaleido {
namespace {

/// β̃: the variance of q(x_s | x_t, x0).
double posteriorVariance(double gamma, double gammaNext) {
    return (1.0 - gamma / gammaNext) * (1.0 - gammaNext) / (1.0 - gamma);
}

torch::Tensor withNoise(const torch::Tensor& mean, double variance, const torch::Tensor& noise) {
    return noise.defined() ? mean + std::sqrt(variance) * noise : mean;
}

}  // namespace

torch::Tensor ddpmStep(const torch::Tensor& x, const torch::Tensor& clean, double gamma, double gammaNext,
                       const torch::Tensor& noise) {
    const double ratio = gamma / gammaNext;
    const double ofClean = (1.0 - ratio) * std::sqrt(gammaNext) / (1.0 - gamma);
    const double ofX = std::sqrt(ratio) * (1.0 - gammaNext) / (1.0 - gamma);
    return withNoise(ofClean * clean + ofX * x, posteriorVariance(gamma, gammaNext), noise);
}

torch::Tensor ddimStep(const torch::Tensor& x, const torch::Tensor& clean, double gamma, double gammaNext,
                       double eta, const torch::Tensor& noise) {
    const double variance = eta * eta * posteriorVariance(gamma, gammaNext);
    const torch::Tensor epsilon = (x - std::sqrt(gamma) * clean) / std::sqrt(1.0 - gamma);
    const torch::Tensor mean =
        std::sqrt(gammaNext) * clean + std::sqrt(std::max(0.0, 1.0 - gammaNext - variance)) * epsilon;
    return withNoise(mean, variance, noise);
}

}  // namespace kaleido
