#pragma once

#include "engine/base/error.h"
#include "engine/train/train_config.h"

#include <torch/nn/module.h>
#include <torch/types.h>

#include <cstdint>
#include <filesystem>

namespace kaleido {

class Atlas;

/// The file of both judging networks in a folder of their own.
std::filesystem::path judgesFileIn(const std::filesystem::path& folder);

/// Fills a judging network with the weights of `source`: a folder with a judges.safetensors, or a run that has this stage
/// (its averages). Returns how many pictures they have seen.
Result<std::int64_t> startJudge(const std::filesystem::path& source, StageName stage,
                                torch::nn::Module& network, const Atlas& atlas);

/// Fills a judging network with the averaged weights of a run's stage. Returns how many pictures they have seen, those of
/// what the run started from included.
Result<std::int64_t> loadJudge(const std::filesystem::path& run, StageName stage, torch::nn::Module& network);

}  // namespace kaleido
