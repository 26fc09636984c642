#pragma once

#include "engine/api/requests.h"
#include "engine/eval/judges.h"
#include "engine/runtime/job.h"

namespace kaleido {

/// Measures how varied sets of pictures are, one set a slice.
class VarietyJob : public Job {
public:
    explicit VarietyJob(VarietyRequest request) : m_request(std::move(request)) {}
    Result<Slice> runSlice(JobContext& context) override;

private:
    Result<void> open();
    Result<Variety> varietyOf(const std::vector<Picture>& set);

    VarietyRequest m_request;
    Judges m_judges{nullptr};
    int m_side = 0;  ///< of the pictures that the judges learned from
    VarietyDone m_done;
};

}  // namespace kaleido
