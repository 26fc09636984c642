#pragma once

#include "engine/api/requests.h"
#include "engine/runtime/job.h"

namespace kaleido {

/// Writes a model folder, or the judges' file, from a training run.
class ExportJob : public Job {
public:
    explicit ExportJob(ExportRequest request) : m_request(std::move(request)) {}
    Result<Slice> runSlice(JobContext& context) override;

private:
    Result<void> write() const;

    ExportRequest m_request;
};

}  // namespace kaleido
