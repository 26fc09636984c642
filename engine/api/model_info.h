#pragma once

#include "engine/base/error.h"
#include "engine/plan/format.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace kaleido {

/// What a model folder says of itself, without loading any weights.
struct ModelInfo {
    std::filesystem::path folder = {};
    std::string id = {};
    std::string title = {};
    std::string licence = {};
    std::string hash = {};  ///< SHA-256 of model.json
    PlanFormat plan = {};
    std::size_t words = 0;    ///< of its vocabulary, names of several words counted once
    int resolution = 0;       ///< side of its pictures, pixels
    std::uint64_t bytes = 0;  ///< all files together
    std::int64_t trainingPictures = 0;
    std::string trainingCommit = {};
    // What is used where the user chooses nothing.
    std::string sampler = {};
    int steps = 20;
    double guidance = 4;
    double temperature = 1;
    double topP = 1;
};

/// Reads model.json and checks that the files are there.
Result<ModelInfo> readModelInfo(const std::filesystem::path& folder);

/// The precision the painter uses where the request leaves it open: "bfloat16" or "float32".
std::string defaultPrecision();

}  // namespace kaleido
