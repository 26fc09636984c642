#pragma once

#include "engine/base/error.h"
#include "engine/kaleido/networks.h"
#include "engine/train/painter_stage.h"
#include "engine/train/train_config.h"
#include "engine/train/trainer.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace kaleido {

/// Where a run is and what it starts from.
struct TrainingRunOptions {
    std::filesystem::path config;     ///< train.json
    std::filesystem::path resources;  ///< folder with the sprites of the emoji world
    std::filesystem::path folder;     ///< the run's own folder, outside the checkout
    StageName stage = StageName::Vq;
    std::filesystem::path
        from;  ///< another run's folder, a model folder or, for a judging network, a folder with judges.safetensors to
    ///< start from, but for the stages that this run has; empty: this run's stages alone
    bool bfloat16 = true;
};

/// How a configuration has its painter trained.
Result<PainterOptions> painterOptions(const TrainConfig& config);

/// One stage of a training run in its folder:
///     tokenizer.model           trained once, before the first stage
///     <stage>/checkpoint.safetensors, metrics.jsonl
/// A stage that has a checkpoint goes on from it; a new one starts from the averaged weights of the stages before it.
/// Lives on the engine thread.
class TrainingRun {
public:
    static Result<std::unique_ptr<TrainingRun>> open(const TrainingRunOptions& options);

    Trainer& trainer() { return *m_trainer; }
    const StageConfig& stage() const { return m_stage; }
    const TrainConfig& config() const { return m_config; }
    const std::filesystem::path& stageFolder() const { return m_stageFolder; }

    /// Writes the checkpoint.
    Result<void> save() const;
    /// Appends one line to metrics.jsonl.
    Result<void> log(const StepReport& report, const TrainingStage::Parts& values) const;

private:
    TrainingRun() = default;
    /// Tokenizer, networks and what they start with, for the stages of a model.
    Result<void> prepareModel(const TrainingRunOptions& options, bool resumed);
    Result<void> prepareTokenizer(const TrainingRunOptions& options);
    std::function<std::optional<std::string>()> corpus(std::shared_ptr<const Dataset> dataset) const;
    Result<std::shared_ptr<const Dataset>> dataset(Split split, std::string_view use) const;
    /// The weights that the stage starts with, or, where it is resumed, those that are not its own.
    Result<void> prepareWeights(const std::filesystem::path& from, bool resumed);
    Result<void> startFrom(const std::filesystem::path& source);
    Result<void> startFromModel(const std::filesystem::path& model);
    /// What this run has learned itself in earlier stages, in place of what it started from: a planner of its own joins
    /// another run's painter.
    Result<void> loadOwnStages();
    /// `judgesFrom`: what a new stage of a judging network starts from; empty: nothing.
    Result<std::unique_ptr<TrainingStage>> makeStage(const std::filesystem::path& judgesFrom);
    Result<std::unique_ptr<TrainingStage>> makeJudgeStage(const std::filesystem::path& from) const;
    /// What a checkpoint of this stage or one before it holds of the networks here.
    TrainingStage::NamedTensors weightsOf(StageName stage) const;
    /// The networks under the names that checkpoints give them; the inner network's name says where in the whole it sits.
    TrainingStage::NamedTensors wholeDenoiser() const;
    TrainingStage::NamedTensors innermostDenoiser() const;

    TrainConfig m_config;
    StageConfig m_stage;
    std::filesystem::path m_folder;
    std::filesystem::path m_stageFolder;
    std::shared_ptr<const PlanTokenizer> m_tokenizer;
    std::shared_ptr<const World> m_world;
    Networks m_networks;
    std::unique_ptr<Trainer> m_trainer;
};

}  // namespace kaleido
