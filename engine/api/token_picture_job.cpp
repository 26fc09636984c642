#include "engine/api/token_picture_job.h"

#include "engine/kaleido/voken_grid.h"
#include "engine/plan/kinds.h"
#include "engine/plan/validate.h"

#include <string>
#include <utility>

namespace kaleido {
namespace {

Result<void> check(const CodeGrid& tokens, const PlanFormat& format) {
    Plan alone;
    alone.tokens = tokens;
    const auto usage = [](std::string message) {
        return Error{Code::Usage, std::move(message), "", "tokens"};
    };
    if (const auto sound = firstError(validate(alone, format)); !sound) return usage(sound.error().message);
    if (!kindsOf(alone).tokens) return usage("not one of them is known");
    return {};
}

}  // namespace

Result<Slice> TokenPictureJob::runSlice(JobContext& context) {
    auto model = m_models.get(m_request.model, std::nullopt, context);
    if (!model) return model.error();
    if (auto sensible = check(m_request.tokens, (*model)->manifest().plan); !sensible)
        return sensible.error();
    const torch::InferenceMode inference;
    context.post(TokenPictureDone{tokenPicture((*model)->pictureTokenizer(), m_request.tokens)});
    return Slice::Done;
}

}  // namespace kaleido
