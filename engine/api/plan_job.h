#pragma once

#include "engine/api/model_registry.h"
#include "engine/api/requests.h"
#include "engine/kaleido/planner.h"
#include "engine/runtime/job.h"

#include <memory>
#include <optional>
#include <vector>

namespace kaleido {

/// Samples the plans of a request, eight at a time, one token of each a slice.
class PlanJob : public Job {
public:
    PlanJob(PlanRequest request, ModelRegistry& models) : m_request(std::move(request)), m_models(models) {}
    Result<Slice> runSlice(JobContext& context) override;

private:
    Result<void> prepare(JobContext& context);
    Result<void> startBatch();
    void report(JobContext& context);

    PlanRequest m_request;
    ModelRegistry& m_models;
    std::shared_ptr<const KaleidoModel> m_model;
    PlanTask m_task;
    std::optional<PlanBatch> m_batch;
    std::vector<bool> m_reported;  ///< by plan of the batch
    int m_done = 0;                ///< plans
};

}  // namespace kaleido
