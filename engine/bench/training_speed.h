#pragma once

#include "engine/base/error.h"
#include "engine/bench/network_speed.h"
#include "engine/kaleido/model.h"
#include "engine/train/train_config.h"

#include <filesystem>
#include <memory>

namespace kaleido {

/// Reads a training configuration. Fails if it describes another model than this one, whose tokenizer it is to use.
Result<TrainConfig> trainingConfigOf(const KaleidoModel& model, const std::filesystem::path& path);

/// One step of the nested stage as the configuration describes it, from drawing the scenes to the averaged weights, with
/// fresh networks, in the model's precision (bfloat16: autocast). `resources`: the folder that holds sprites/.
Result<NetworkSpeed> trainingSpeed(const std::shared_ptr<const KaleidoModel>& model,
                                   const TrainConfig& config, const std::filesystem::path& resources,
                                   const CancelToken& cancel);

}  // namespace kaleido
