#include "engine/api/token_tiles_job.h"

#include "engine/kaleido/voken_grid.h"

#include <algorithm>

namespace kaleido {
namespace {

constexpr std::int64_t kAtOnce = 32;

}  // namespace

Result<Slice> TokenTilesJob::runSlice(JobContext& context) {
    if (!m_model) {
        context.post(Progress{.stage = "loading"});
        auto model = m_models.get(m_request.model, std::nullopt, context);
        if (!model) return model.error();
        m_model = *std::move(model);
        return Slice::More;
    }
    const torch::InferenceMode inference;
    const std::int64_t codes = m_model->manifest().plan.tokenCodes;
    const auto done = static_cast<std::int64_t>(m_tiles.size());
    for (Picture& tile : tokenTiles(m_model->pictureTokenizer(), done, std::min(kAtOnce, codes - done)))
        m_tiles.push_back(std::move(tile));
    if (static_cast<std::int64_t>(m_tiles.size()) < codes) return Slice::More;
    context.post(TokenTilesDone{std::move(m_tiles)});
    return Slice::Done;
}

}  // namespace kaleido
