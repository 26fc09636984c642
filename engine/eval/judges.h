#pragma once

#include "engine/base/error.h"
#include "engine/eval/thing_classifier.h"
#include "engine/eval/thing_segmenter.h"

#include <torch/nn/module.h>
#include <torch/nn/pimpl.h>
#include <torch/types.h>

#include <filesystem>
#include <map>
#include <string>

namespace kaleido {

class Atlas;

/// Both networks that judge pictures, for one atlas and one size of picture.
class JudgesImpl : public torch::nn::Module {
public:
    explicit JudgesImpl(const WorldClasses& classes);

    ThingClassifier classifier{nullptr};
    ThingSegmenter segmenter{nullptr};
};
TORCH_MODULE(Judges);

/// Facts about judges in their file, by name: "commit", "held_out_thing" and the like.
using JudgeFacts = std::map<std::string, std::string>;

/// Writes `judges.safetensors`: the weights in bf16; in its metadata the resolution, what the atlas holds, and the facts.
Result<void> saveJudges(const JudgesImpl& judges, int resolution, const Atlas& atlas, const JudgeFacts& facts,
                        const std::filesystem::path& path);

/// Judges as they are read from their file.
struct LoadedJudges {
    Judges networks{nullptr};
    int resolution = 0;  ///< side of the pictures that they learned from
    JudgeFacts facts;    ///< all that the file says of itself
};

/// Reads such a file. Code::BadWeights if it is none, or learned other things and styles than the atlas holds: a class
/// would mean something else.
Result<LoadedJudges> loadJudges(const std::filesystem::path& path, const Atlas& atlas);

}  // namespace kaleido
