#pragma once

#include "engine/api/requests.h"
#include "engine/runtime/job.h"
#include "engine/runtime/toy_report.h"
#include "engine/toy/toy_experiment.h"

#include <optional>

namespace kaleido {

/// Runs the toy experiment: some steps of training a slice, then one set of samples a slice.
class ToyJob : public Job {
public:
    explicit ToyJob(ToyRequest request) : m_request(std::move(request)) {}
    Result<Slice> runSlice(JobContext& context) override;

private:
    Result<void> start();

    ToyRequest m_request;
    ToyOptions m_options;
    std::optional<ToyExperiment> m_experiment;
    ToyReport m_report;
};

}  // namespace kaleido
