#pragma once

#include <torch/types.h>

#include <span>
#include <string>
#include <utility>

namespace kaleido {

/// Scales the gradients of these parameters so that their joint L2 norm is at most `limit`, and returns the norm before;
/// a norm that is not finite is returned as it is and scales nothing.
double clipGradients(std::span<const std::pair<std::string, torch::Tensor>> parameters, double limit);

}  // namespace kaleido
