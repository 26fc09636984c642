#pragma once

#include "engine/api/model_registry.h"
#include "engine/api/requests.h"
#include "engine/runtime/job.h"

namespace kaleido {

/// Decodes the visual tokens of one plan, all together.
class TokenPictureJob : public Job {
public:
    TokenPictureJob(TokenPictureRequest request, ModelRegistry& models)
        : m_request(std::move(request)), m_models(models) {}
    Result<Slice> runSlice(JobContext& context) override;

private:
    TokenPictureRequest m_request;
    ModelRegistry& m_models;
};

}  // namespace kaleido
