#pragma once

#include "engine/api/model_registry.h"
#include "engine/api/requests.h"
#include "engine/runtime/job.h"

#include <memory>
#include <vector>

namespace kaleido {

/// Decodes the tiles of a model's visual tokens, some at a time.
class TokenTilesJob : public Job {
public:
    TokenTilesJob(TokenTilesRequest request, ModelRegistry& models)
        : m_request(std::move(request)), m_models(models) {}
    Result<Slice> runSlice(JobContext& context) override;

private:
    TokenTilesRequest m_request;
    ModelRegistry& m_models;
    std::shared_ptr<const KaleidoModel> m_model;
    std::vector<Picture> m_tiles;  ///< those that are done
};

}  // namespace kaleido
