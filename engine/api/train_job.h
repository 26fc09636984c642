#pragma once

#include "engine/api/requests.h"
#include "engine/runtime/job.h"
#include "engine/store/holder_lock.h"
#include "engine/train/part_means.h"
#include "engine/train/training_run.h"

#include <chrono>
#include <memory>
#include <optional>

namespace kaleido {

/// Trains one stage, one optimiser step a slice. Saves every few minutes, when it is stopped and before it fails on a bad
/// sample, so that nothing that was learned is lost. One process at a time trains a stage of a run.
class TrainJob : public Job {
public:
    explicit TrainJob(TrainRequest request) : m_request(std::move(request)) {}
    Result<Slice> runSlice(JobContext& context) override;

private:
    using Clock = std::chrono::steady_clock;

    Result<void> open(JobContext& context);
    Result<Slice> goOn(JobContext& context);
    Result<void> step(JobContext& context);
    Result<void> evaluate(JobContext& context);
    bool finished() const;
    bool due(Clock::time_point last, double minutes) const;
    void postProgress(JobContext& context);

    TrainRequest m_request;
    std::optional<HolderLock> m_lock;  ///< of the stage's folder
    std::unique_ptr<TrainingRun> m_run;
    Clock::time_point m_saved, m_sampled, m_logged;
    PartMeans m_losses;          ///< of the losses since the last line of metrics
    int m_steps = 0;             ///< steps since then
    std::int64_t m_skipped = 0;  ///< reported so far
};

}  // namespace kaleido
