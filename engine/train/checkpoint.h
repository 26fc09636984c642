#pragma once

#include "engine/base/error.h"

#include <torch/types.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace kaleido {

/// Everything a stage needs to go on as if it had never stopped: one safetensors file.
struct Checkpoint {
    std::map<std::string, torch::Tensor> weights;   ///< "<name>": raw parameters and buffers, float32
    std::map<std::string, torch::Tensor> averages;  ///< "<name>": their EMA
    std::map<std::string, torch::Tensor>
        optimiser;  ///< "<name>/m", "/v", "/steps" of AdamW, "<name>/momentum" of Muon

    std::string stage;
    std::string configHash;     ///< SHA-256 of the training configuration
    std::int64_t steps = 0;     ///< optimiser steps taken
    std::int64_t pictures = 0;  ///< pictures seen in this stage
    std::int64_t skipped = 0;   ///< steps left out because the loss or a gradient was not finite
    double seconds = 0;         ///< time spent training in this stage
    std::int64_t cooldownStart = 0;
    std::int64_t cooldownLength = 0;  ///< 0 = none asked for
};

/// Writes atomically: a crash leaves the checkpoint before or the new one, never half of one.
Result<void> saveCheckpoint(const Checkpoint& checkpoint, const std::filesystem::path& path);

/// Reads a checkpoint. Tensors are copies; the file may be replaced afterwards.
Result<Checkpoint> loadCheckpoint(const std::filesystem::path& path);

/// Copies `source` into `targets` by name. Every target must be there in its shape; names that no target has are refused
/// unless they begin with none of the targets' networks (the part before the first "/"). One error names all that is wrong.
Result<void> copyByName(const std::map<std::string, torch::Tensor>& source,
                        const std::map<std::string, torch::Tensor>& targets, const std::string& path);

}  // namespace kaleido
