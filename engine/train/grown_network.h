#pragma once

#include "engine/base/error.h"

#include <torch/nn/module.h>

#include <filesystem>

namespace kaleido {

/// Fills a painter with the weights of a smaller one so that it paints what the smaller one did: inputs that a matrix has
/// more of, behind the others, count nothing yet, and text blocks that the smaller one lacks stay the identity that they begin as.
/// Any other difference is an error that names the first tensor; `source` is for its text. Code::BadWeights.
Result<void> growFrom(const torch::nn::Module& small, torch::nn::Module& large,
                      const std::filesystem::path& source);

}  // namespace kaleido
