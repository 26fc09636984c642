#pragma once

#include "engine/api/requests.h"
#include "engine/bench/public_network.h"
#include "engine/bench/public_step.h"
#include "engine/runtime/bench_report.h"
#include "engine/runtime/job.h"

#include <optional>

namespace kaleido {

/// Builds a public network with random weights and clocks it: float32 first, then bf16, one precision a slice.
class PublicBenchJob : public Job {
public:
    explicit PublicBenchJob(PublicBenchRequest request, PublicNetwork network = publicNetwork64())
        : m_request(request), m_network(std::move(network)) {}
    Result<Slice> runSlice(JobContext& context) override;

private:
    Result<void> build(JobContext& context);
    void clock(const JobContext& context);
    bool isDone() const { return m_report.steps.size() == m_precisions.size(); }

    PublicBenchRequest m_request;
    PublicNetwork m_network;
    std::vector<bool> m_precisions;  ///< in the order they are clocked: whether bf16
    std::optional<PublicStep> m_step;
    PublicBenchReport m_report;
};

}  // namespace kaleido
