#include "engine/diffusion/cads.h"

#include <torch/types.h>

#include <cmath>

namespace kaleido {

double conditionPower(const CadsSettings& options, double tau) {
    TORCH_CHECK(options.tauLow >= 0.0 && options.tauLow <= options.tauHigh && options.tauHigh <= 1.0,
                "CADS wants 0 ≤ tau1 ≤ tau2 ≤ 1, not ", options.tauLow, " and ", options.tauHigh);
    if (!options.on() || tau <= options.tauLow) return 1.0;
    if (tau >= options.tauHigh) return 0.0;
    return (options.tauHigh - tau) / (options.tauHigh - options.tauLow);
}

torch::Tensor annealedCondition(const torch::Tensor& y, const torch::Tensor& noise, double gamma,
                                const CadsSettings& options) {
    TORCH_CHECK(options.scale >= 0.0 && options.mix >= 0.0 && options.mix <= 1.0,
                "CADS wants a scale ≥ 0 and a mix in [0, 1], not ", options.scale, " and ", options.mix);
    if (gamma == 1.0) return y;
    const torch::Tensor noisy = std::sqrt(gamma) * y + options.scale * std::sqrt(1.0 - gamma) * noise;
    if (options.mix == 0.0) return noisy;
    // A condition that has become flat has no spread to bring back.
    const torch::Tensor ratio = y.std() / noisy.std().clamp_min(1e-12);
    const torch::Tensor rescaled = (noisy - noisy.mean()) * ratio + y.mean();
    return options.mix * rescaled + (1.0 - options.mix) * noisy;
}

}  // namespace kaleido
