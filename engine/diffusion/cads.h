#pragma once

#include "engine/base/cads.h"

#include <torch/types.h>

namespace kaleido {

/// γ(τ), the power of the condition: 1 up to τ1, 0 from τ2 on, linear between; 1 everywhere if off. `tau` is the
/// diffusion time t/T: 1 = pure noise.
double conditionPower(const CadsSettings& options, double tau);

/// ŷ = √γ·y + s·√(1−γ)·n, then ψ·(ŷ with the mean and standard deviation of y) + (1−ψ)·ŷ. y: one condition of any shape, its mean
/// and deviation are over all values (at least two); noise: N(0, I) of the same shape. y itself for γ = 1.
torch::Tensor annealedCondition(const torch::Tensor& y, const torch::Tensor& noise, double gamma,
                                const CadsSettings& options);

}  // namespace kaleido
