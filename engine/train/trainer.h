#pragma once

#include "engine/base/error.h"
#include "engine/train/adamw.h"
#include "engine/train/checkpoint.h"
#include "engine/train/ema.h"
#include "engine/train/learning_rate.h"
#include "engine/train/muon.h"
#include "engine/train/training_stage.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace kaleido {

struct TrainerOptions {
    std::string stage;  ///< name, written into checkpoint and metrics
    std::string configHash;
    std::int64_t batch = 16;    ///< pictures a step
    std::int64_t pictures = 0;  ///< stop after so many; 0 = never
    LearningRate rate = {};
    double matrixRate =
        0;  ///< rate of Muon for hidden matrices, with the same warm-up and fall; 0 = AdamW for these too
    AdamWOptions adamw = {};
    MuonOptions muon = {};
    double clip = 1.0;  ///< limit of each group's gradient norm
    double emaLimit = 0.999;
    bool bfloat16 = true;  ///< autocast, where the processor is fast at it
};

/// What one step did.
struct StepReport {
    std::int64_t step = 0;
    std::int64_t pictures = 0;
    double rate = 0;
    double gradientNorm = 0;  ///< the largest of the groups, before clipping
    bool skipped = false;     ///< loss or gradient not finite: nothing was changed
    TrainingStage::Parts losses;
};

/// Trains one stage: AdamW, or Muon for the hidden matrices and AdamW for the rest, with warm-up, clipping, EMA, bf16
/// autocast, checkpoints that resume exactly. Lives on the engine thread.
class Trainer {
public:
    Trainer(std::unique_ptr<TrainingStage> stage, const TrainerOptions& options);

    /// One optimiser step over the next `batch` pictures. A step that is not finite changes no weight and is counted.
    StepReport step();
    bool finished() const;

    /// From now on the rate falls to zero over so many pictures, then the stage is finished. A fall over as many that has
    /// begun before goes on: stopped and resumed it is the same as never stopped.
    void coolDown(std::int64_t pictures);

    std::int64_t pictures() const { return m_state.pictures; }
    std::int64_t skipped() const { return m_state.skipped; }
    double seconds() const { return m_state.seconds; }

    /// Measures and sample pictures by the averaged weights.
    TrainingStage::Parts evaluate();
    SamplePictures samples();

    Result<void> save(const std::filesystem::path& path) const;
    /// Goes on where the checkpoint stopped. Refuses one of another stage or configuration.
    Result<void> resume(const std::filesystem::path& path);

private:
    /// Adds up the gradients of the next batch; the mean loss and its parts.
    TrainingStage::Parts gradients();
    void update(double rate);
    Checkpoint snapshot() const;

    /// What changes the parameters of one group.
    struct Optimiser {
        AdamW adamw;
        Muon muon;  ///< of nothing, where AdamW has the matrices too
    };

    std::unique_ptr<TrainingStage> m_stage;
    TrainerOptions m_options;
    std::vector<TrainingStage::NamedTensors> m_groups;
    TrainingStage::NamedTensors m_parameters;  ///< of all groups
    std::vector<Optimiser> m_optimisers;       ///< one a group
    Ema m_ema;
    Checkpoint m_state;  ///< counters only; its tensor maps stay empty
};

}  // namespace kaleido
