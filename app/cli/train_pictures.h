#pragma once

#include "engine/base/error.h"
#include "engine/runtime/results.h"

#include <filesystem>
#include <string>

namespace kaleido::cli {

/// Draws the curves of a stage from its metrics.jsonl, so of the whole run, however often it was resumed: losses.png with
/// the losses, and held_out.png with the measures on held-out pictures if there are any. Drawn anew each time. `stage` is
/// "planner", `run` the run's name.
Result<void> drawCurves(const std::filesystem::path& stageFolder, const std::string& stage,
                        const std::string& run);

/// Draws the sample pictures of a step into samples-<step>.png.
Result<void> drawSamples(const std::filesystem::path& stageFolder, const std::string& stage,
                         const TrainSamples& samples);

}  // namespace kaleido::cli
