#pragma once

#include "engine/base/error.h"
#include "engine/diffusion/noisy_batch.h"
#include "engine/io/model_manifest.h"
#include "engine/train/text_batches.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace kaleido {

/// The stages of a model in their order, each of which starts from the weights of those before it; then the networks that
/// judge its pictures, which need none of them.
enum class StageName { Vq, Planner, Inner, Nested, Classifier, Segmenter };

/// Whether the stage learns a judging network.
constexpr bool judges(StageName stage) {
    return stage >= StageName::Classifier;
}

std::string stageText(StageName stage);
Result<StageName> parseStage(std::string_view text);

/// How one stage is trained.
struct StageConfig {
    StageName name = StageName::Vq;
    std::int64_t pictures = 0;  ///< how many it sees before the next stage begins; 0 = until it is stopped
    std::int64_t batch = 16;
    double rate = 1e-3;
    double matrixRate = 0;       ///< rate of Muon for hidden matrices; 0 = AdamW at `rate` for these too
    std::int64_t warmup = 5000;  ///< pictures
    double clip = 1.0;
};

/// A committed training configuration (`train.json`): what is trained, on what, how, in which stages.
struct TrainConfig {
    ModelManifest model;  ///< architecture, grids, schedule and defaults of what is trained; no files yet
    std::uint64_t seed = 1;
    std::optional<std::string> folder;  ///< data folder; absent: the emoji world
    int corpusLines = 100'000;          ///< lines that sentencepiece learns from
    PlanMixOptions mix;
    double planWeight = 1.0;     ///< η
    std::int64_t textEvery = 1;  ///< the text side learns at every so many-th step of the painter's stages
    TimeOptions times;
    double emaLimit = 0.999;
    std::vector<StageConfig> stages;

    std::string hash;  ///< SHA-256 of what must not change within a run: model, data and seed

    /// The stage's settings; an error if the configuration has no such stage.
    Result<StageConfig> stage(StageName name) const;
};

Result<TrainConfig> readTrainConfig(const std::filesystem::path& path);

}  // namespace kaleido
