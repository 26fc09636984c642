#pragma once

#include "engine/base/error.h"
#include "engine/kaleido/networks.h"
#include "engine/train/checkpoint.h"
#include "engine/train/train_config.h"
#include "engine/train/training_stage.h"

#include <filesystem>

namespace kaleido {

/// Where a stage of a run keeps its checkpoint: <run>/<stage>/checkpoint.safetensors.
std::filesystem::path checkpointOf(const std::filesystem::path& run, StageName stage);

/// Copies the averaged weights of a stage (of buffers: their one value) into `targets`, named as in checkpoints.
Result<void> loadStage(const std::filesystem::path& run, StageName stage,
                       const TrainingStage::NamedTensors& targets);

/// The same of a checkpoint that is read already; `path` is for messages.
Result<void> copyAverages(Checkpoint checkpoint, const TrainingStage::NamedTensors& targets,
                          const std::filesystem::path& path);

/// The picture tokenizer's parameters and codebook under their names in a checkpoint.
TrainingStage::NamedTensors vqTensors(const Networks& networks);

/// Notes in a folder (`origin.json`) how many pictures the weights that it starts from have seen, unless it is noted
/// already.
Result<void> keepOrigin(const std::filesystem::path& folder, std::int64_t pictures);

/// What keepOrigin() noted; 0 if the folder started from nothing.
Result<std::int64_t> picturesBefore(const std::filesystem::path& folder);

/// Pictures that the painter of a run or of a model folder has seen.
Result<std::int64_t> paintersPictures(const std::filesystem::path& source);

/// Pictures that the painter of a run has seen, those of what the run started from included.
Result<std::int64_t> picturesSeen(const std::filesystem::path& run);

}  // namespace kaleido
