#pragma once

#include "engine/base/error.h"

#include <filesystem>
#include <string>

namespace kaleido {

struct ExportOptions {
    std::filesystem::path config;     ///< train.json
    std::filesystem::path resources;  ///< folder that holds sprites/
    std::filesystem::path run;        ///< folder of the run
    std::filesystem::path folder;     ///< the model folder to write
    std::string commit;               ///< of the code that trained it
};

/// Writes a model folder from a run's averaged weights: bf16 safetensors, tokenizer, vocabulary and, last, model.json; one
/// that is there is taken away first, so that a model is never half there. A run whose nested stage has not begun gives a model of the inner network alone,
/// with pictures of its resolution.
Result<void> exportModel(const ExportOptions& options);

}  // namespace kaleido
