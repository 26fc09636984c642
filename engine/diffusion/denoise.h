#pragma once

#include <torch/types.h>

#include <functional>
#include <vector>

namespace kaleido {

/// A network with its condition bound in: noisy pictures of every scale, highest resolution first, and the
/// network's times [B] int64 (t − 1) → its prediction at every scale.
using Denoise = std::function<std::vector<torch::Tensor>(const std::vector<torch::Tensor>& x,
                                                         const torch::Tensor& times)>;

}  // namespace kaleido
