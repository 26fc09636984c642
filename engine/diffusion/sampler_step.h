#pragma once

#include <torch/types.h>

namespace kaleido {

// One step of the samplers without memory on one scale, from signal power γ_t to γ_s > γ_t. x: x_t [B,C,H,W] float32;
// clean: the estimate x̂0 after the threshold; noise: N(0, I) of x's shape, or undefined for none.

/// Mean and variance of q(x_s | x_t, x̂0) (Ho et al. 2020).
torch::Tensor ddpmStep(const torch::Tensor& x, const torch::Tensor& clean, double gamma, double gammaNext,
                       const torch::Tensor& noise);

/// Song et al. 2021; eta 0 adds no noise, eta 1 has the variance of ddpmStep(). ε̂ is worked out anew from
/// the thresholded x̂0.
torch::Tensor ddimStep(const torch::Tensor& x, const torch::Tensor& clean, double gamma, double gammaNext,
                       double eta, const torch::Tensor& noise);

}  // namespace kaleido
