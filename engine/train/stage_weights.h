#pragma once

#include "engine/base/error.h"
#include "engine/kaleido/networks.h"
#include "engine/train/train_config.h"
#include "engine/train/training_stage.h"

#include <filesystem>

namespace kaleido {

/// Where a stage of a run keeps its checkpoint: <run>/<stage>/checkpoint.safetensors.
std::filesystem::path checkpointOf(const std::filesystem::path& run, StageName stage);

/// Copies the averaged weights of a stage (of buffers: their one value) into `targets`, named as in checkpoints.
Result<void> loadStage(const std::filesystem::path& run, StageName stage,
                       const TrainingStage::NamedTensors& targets);

/// The picture tokenizer's parameters and codebook under their names in a checkpoint.
TrainingStage::NamedTensors vqTensors(const Networks& networks);

/// Pictures that the painting stages of a run have seen.
Result<std::int64_t> picturesSeen(const std::filesystem::path& run);

}  // namespace kaleido
