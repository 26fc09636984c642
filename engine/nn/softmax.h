#pragma once

#include <torch/types.h>

namespace kaleido {

/// Softmax over the last dimension, in float32 inside; the result has the type of `logits`. On a CPU, contiguous
/// float32 and bf16 take loops of our own (kernels.h); everything else is torch's. −∞ gives exactly 0. Differentiable
/// once.
torch::Tensor softmaxRows(const torch::Tensor& logits);

}  // namespace kaleido
