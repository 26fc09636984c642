#pragma once

#include "engine/base/error.h"

#include <filesystem>

/// A complete model folder that is made in seconds: the architecture of the bundled model at a few channels (nested, 32 × 32
/// around 16 × 16), random weights, a tokenizer of 400 pieces and the world's vocabulary. For tests of everything that
/// needs a model but not a good one.
namespace kaleido::testing {

/// The training configuration of that model, 32 pictures a stage; tests of training use it too.
std::filesystem::path tinyTrainConfig();

/// Writes the model into `folder`, which is made. The same on every machine but for rounding.
Result<void> writeTinyModel(const std::filesystem::path& folder);

}  // namespace kaleido::testing
