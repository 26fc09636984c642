#pragma once

#include "engine/base/error.h"

#include <filesystem>
#include <string>

namespace kaleido {

struct ExportJudgesOptions {
    std::filesystem::path config;     ///< train.json
    std::filesystem::path resources;  ///< folder that holds sprites/
    std::filesystem::path run;  ///< folder of the run, whose classifier and segmenter stages have checkpoints
    std::filesystem::path from =
        {};  ///< where a network comes from that the run has not trained (see startJudge())
    std::filesystem::path file;  ///< to write; its folder is made
    std::string commit;          ///< of the code that trained them
};

/// Writes the judging networks of a run, by their averaged weights, with what they reach on held-out scenes.
Result<void> exportJudges(const ExportJudgesOptions& options);

}  // namespace kaleido
