#pragma once

#include "engine/api/requests.h"
#include "engine/eval/judges_registry.h"
#include "engine/runtime/job.h"

#include <memory>
#include <vector>

namespace kaleido {

/// Measures how varied sets of pictures are, one set a slice, and how far all of them together are from the world's own.
class MeasureSetsJob : public Job {
public:
    MeasureSetsJob(MeasureSetsRequest request, JudgesRegistry& judges)
        : m_request(std::move(request)), m_registry(judges) {}
    Result<Slice> runSlice(JobContext& context) override;

private:
    Result<void> open();
    Result<void> measureNextSet();
    Result<SetDistance> distance() const;

    MeasureSetsRequest m_request;
    JudgesRegistry& m_registry;
    std::shared_ptr<const JudgedWorld> m_judges;
    std::vector<torch::Tensor> m_features;  ///< of each set
    SetsMeasured m_measured;
};

}  // namespace kaleido
