#pragma once

#include <torch/types.h>

#include <span>

namespace kaleido {

/// A thresholded estimate x̂0 of one scale, and the signal power γ of the pictures it was made from.
struct Estimate {
    torch::Tensor clean;  ///< [B,C,H,W]
    double gamma = 0.0;   ///< below 1
};

// Samplers that remember, on one scale. With λ = ln(√γ / √(1−γ)) the probability-flow ODE goes from γ_t to γ_s by
//     x_s = √((1−γ_s)/(1−γ_t))·x_t + √γ_s·∫ e^{λ − λ_s}·x̂0(λ) dλ,  λ from λ_t to λ_s = λ_t + h
// (Lu et al. 2022, "DPM-Solver++": exact solution for data prediction), and each takes x̂0 for a polynomial in λ through its estimates.
// `estimates`: the newest last and made from x_t; their γ rises strictly; older ones than needed are ignored.

/// DPM-Solver++ 2M (Lu et al. 2022): a line, taken at the middle of the step. Of first order with one
/// estimate. Also the predictor UniP-2 with B(h) = e^h − 1. Into γ_s = 1 it gives the newest estimate.
torch::Tensor dpmSolver2Step(const torch::Tensor& x, std::span<const Estimate> estimates, double gammaNext);

/// DPM-Solver++ 3M: a parabola, integrated exactly. As dpmSolver2Step() with fewer than three estimates. The public code
/// (dpm-solver, diffusers, k-diffusion) gives the second difference half of its weight in the integral and is of
/// second order for that; this is of third.
torch::Tensor dpmSolver3Step(const torch::Tensor& x, std::span<const Estimate> estimates, double gammaNext);

/// The corrector UniC-2 with B(h) = e^h − 1 (Zhao et al. 2023, "UniPC"): the last step, from `before` to x, once
/// more with the estimate made at its end. With three estimates a parabola, integrated exactly; with two, UniC-1: the
/// mean of both; with one there was no step, and x is given back. With dpmSolver2Step() as the predictor of third order.
torch::Tensor uniPcCorrected(const torch::Tensor& x, const torch::Tensor& before,
                             std::span<const Estimate> estimates);

}  // namespace kaleido
