#pragma once

#include "engine/api/model_registry.h"
#include "engine/api/requests.h"
#include "engine/runtime/bench_report.h"
#include "engine/runtime/job.h"
#include "engine/train/train_config.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace kaleido {

/// Measures speed and memory, one measurement a slice: what users wait for first, while nothing else has taken memory, then
/// the networks.
class BenchJob : public Job {
public:
    BenchJob(BenchRequest request, ModelRegistry& models) : m_request(std::move(request)), m_models(models) {}
    Result<Slice> runSlice(JobContext& context) override;

private:
    struct Measurement {
        std::string stage;
        Result<void> (BenchJob::*run)(JobContext&);
    };
    std::vector<Measurement> measurements() const;
    Result<void> load(JobContext& context);
    Result<void> readInputs();
    Result<void> plan(JobContext& context);
    Result<void> paint(JobContext& context);
    Result<void> clockPainter(JobContext& context);
    Result<void> clockDecoder(JobContext& context);
    Result<void> clockTraining(JobContext& context);
    void finish(JobContext& context);

    BenchRequest m_request;
    ModelRegistry& m_models;
    std::shared_ptr<const KaleidoModel> m_model;
    std::optional<TrainConfig> m_config;
    std::vector<Plan> m_plans;  ///< what networks and painting are clocked on
    BenchReport m_report;
    std::size_t m_done = 0;  ///< measurements
};

}  // namespace kaleido
