#pragma once

#include "engine/api/requests.h"
#include "engine/runtime/job.h"

namespace kaleido {

/// Reads what plans say, all in one slice: it takes no network.
class JudgePlansJob : public Job {
public:
    explicit JudgePlansJob(JudgePlansRequest request) : m_request(std::move(request)) {}
    Result<Slice> runSlice(JobContext& context) override;

private:
    JudgePlansRequest m_request;
};

}  // namespace kaleido
