#pragma once

#include <torch/torch.h>

namespace kaleido {

/// Condition-annealed diffusion sampling (Sadat et al. 2024, "CADS"): noise on the condition while the picture is mostly
/// noise itself, so that pictures of one condition differ more.
struct CadsOptions {
    double scale = 0.0;   ///< s: how much noise, ≥ 0; 0 = off
    double tauLow = 0.6;  ///< τ1 in [0, τ2]: at and below this time the condition is left alone
    double tauHigh =
        0.9;  ///< τ2 in [τ1, 1]: at and above this time nothing of the condition is left but its noise
    double mix =
        1.0;  ///< ψ in [0, 1]: share of the noisy condition that is brought back to the spread of the clean one

    bool on() const { return scale > 0.0; }
};

/// γ(τ), the power of the condition: 1 up to τ1, 0 from τ2 on, linear between; 1 everywhere if off. `tau` is the
/// diffusion time t/T: 1 = pure noise.
double conditionPower(const CadsOptions& options, double tau);

/// ŷ = √γ·y + s·√(1−γ)·n, then ψ·(ŷ with the mean and standard deviation of y) + (1−ψ)·ŷ. y: one condition of any shape, its mean
/// and deviation are over all values (at least two); noise: N(0, I) of the same shape. y itself for γ = 1.
torch::Tensor annealedCondition(const torch::Tensor& y, const torch::Tensor& noise, double gamma,
                                const CadsOptions& options);

}  // namespace kaleido
