#pragma once

#include "engine/base/error.h"

#include <torch/types.h>

#include <string_view>

namespace kaleido {

/// What a network predicts, and what a loss compares.
enum class Prediction {
    V,        ///< v = √γ·ε − √(1−γ)·x0  (Salimans & Ho 2022, appendix D)
    Epsilon,  ///< the noise ε
};

/// Reads "v" or "epsilon", and the MDM configurations' V_PREDICTION and DDPM.
Result<Prediction> parsePrediction(std::string_view name);

// In all of the following the pictures are [B,C,H,W] and gamma is γ_t: [B] (one a sample) or a scalar tensor.

/// x_t = √γ·x0 + √(1−γ)·ε.
torch::Tensor diffuse(const torch::Tensor& clean, const torch::Tensor& noise, const torch::Tensor& gamma);
/// v = √γ·ε − √(1−γ)·x0.
torch::Tensor toV(const torch::Tensor& clean, const torch::Tensor& noise, const torch::Tensor& gamma);
/// x0 = √γ·x_t − √(1−γ)·v, or (x_t − √(1−γ)·ε) / √γ.
torch::Tensor toClean(Prediction kind, const torch::Tensor& prediction, const torch::Tensor& xt,
                      const torch::Tensor& gamma);
/// ε = √(1−γ)·x_t + √γ·v, or the prediction itself.
torch::Tensor toEpsilon(Prediction kind, const torch::Tensor& prediction, const torch::Tensor& xt,
                        const torch::Tensor& gamma);

}  // namespace kaleido
