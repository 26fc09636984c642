#pragma once

#include "engine/base/error.h"

#include <torch/types.h>

#include <string_view>

namespace kaleido {

/// What keeps an estimate of the clean picture in range while guidance pushes it out.
enum class Threshold {
    None,
    Clip,       ///< to [−1, 1]
    Dynamic,    ///< to ±s and divided by s, s = the 99.5 % quantile of |x0| of each picture, in [1, 100]
    DynamicIf,  ///< the same with the 95 % quantile, in [1, 1.5] (DeepFloyd IF)
};

/// Reads "none", "clip", "dynamic" or "dynamic_if".
Result<Threshold> parseThreshold(std::string_view name);

/// Thresholds every picture of x0 [B,C,H,W] by itself (quantiles over C·H·W, linearly interpolated; Saharia
/// et al. 2022). With a factor f the pictures are scaled: thr(f·x0) / f.
torch::Tensor thresholded(const torch::Tensor& clean, Threshold threshold, double factor = 1.0);

}  // namespace kaleido
