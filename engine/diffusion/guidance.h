#pragma once

#include "engine/diffusion/denoise.h"
#include "engine/diffusion/noise_schedule.h"

#include <torch/types.h>

#include <limits>

namespace kaleido {

struct GuidanceOptions {
    double weight = 1.0;   ///< w of u + w·(c − u); 1 is the plain conditional prediction
    double rescale = 0.0;  ///< φ of Lin et al. 2024 in [0, 1]: 1 gives the result the conditional's contrast
    /// Guide only where the log-SNR of the smallest scale lies in this interval; plain conditional elsewhere
    /// (Kynkäänniemi et al. 2024). NoiseSchedule::logSnr() turns a time into it.
    double lowestLogSnr = -std::numeric_limits<double>::infinity();
    double highestLogSnr = std::numeric_limits<double>::infinity();
};

/// False where the guided prediction is the conditional one, so that the unconditional half need not be
/// worked out.
bool needsUnconditional(const GuidanceOptions& options, double logSnr);

/// Classifier-free guidance of one scale: u + w·(c − u) (Ho & Salimans 2022), then φ·g·std(c)/std(g) + (1 −
/// φ)·g with the standard deviations of each picture. [B,C,H,W] in any precision → float32.
torch::Tensor guide(const torch::Tensor& unconditional, const torch::Tensor& conditional,
                    const GuidanceOptions& options);

/// The guided network. `both` is given the pictures twice, for [unconditional half, conditional half] in
/// one batch; `conditional` is given them once and is used where needsUnconditional() is false. `base` is
/// the schedule of the smallest scale. All pictures of a batch are at the same time.
Denoise guided(Denoise both, Denoise conditional, NoiseSchedule base, GuidanceOptions options);

}  // namespace kaleido
