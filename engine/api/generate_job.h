#pragma once

#include "engine/api/caption_check.h"
#include "engine/api/model_registry.h"
#include "engine/api/requests.h"
#include "engine/kaleido/generator.h"
#include "engine/runtime/job.h"

#include <memory>
#include <optional>
#include <vector>

namespace kaleido {

/// Paints the plans of a request in micro-batches of at most four, one network call a slice.
class GenerateJob : public Job {
public:
    GenerateJob(GenerateRequest request, ModelRegistry& models)
        : m_request(std::move(request)), m_models(models) {}

    Result<Slice> runSlice(JobContext& context) override;
    std::optional<int> onMemoryError() override;

private:
    Result<void> prepare(JobContext& context);
    Result<PaintOptions> paintOptions() const;
    Result<void> loadModel(JobContext& context);
    Result<void> addTasks(JobContext& context);
    Result<void> addPlan(CaptionNotices& notices, std::size_t index);
    Result<void> askForMemory(JobContext& context);
    void report(JobContext& context);

    GenerateRequest m_request;
    ModelRegistry& m_models;
    std::shared_ptr<const KaleidoModel> m_model;
    PaintOptions m_options;
    std::vector<PaintTask> m_tasks;
    std::vector<PictureRef> m_refs;  ///< one for each task
    std::vector<std::vector<std::size_t>>
        m_groups;  ///< micro-batches that are still to be painted, the last one first
    std::size_t m_finished = 0;
    std::unique_ptr<PaintBatch> m_batch;  ///< of m_groups.back()
};

}  // namespace kaleido
