#include "engine/api/token_picture_job.h"

#include "engine/kaleido/voken_grid.h"

#include <fmt/format.h>

#include <algorithm>

namespace kaleido {
namespace {

Result<void> check(const CodeGrid& tokens, const PlanFormat& format) {
    const auto cells =
        static_cast<std::size_t>(format.tokenColumns) * static_cast<std::size_t>(format.tokenRows);
    const auto usage = [](const std::string& message) { return Error{Code::Usage, message, "", "tokens"}; };
    if (tokens.columns != format.tokenColumns || tokens.rows != format.tokenRows ||
        tokens.codes.size() != cells) {
        return usage(fmt::format("must be {} × {} cells", format.tokenColumns, format.tokenRows));
    }
    const auto isCode = [&](int code) {
        return code == kUnknownCode || (code >= 0 && code < format.tokenCodes);
    };
    if (!std::all_of(tokens.codes.begin(), tokens.codes.end(), isCode))
        return usage(fmt::format("codes must be below {}", format.tokenCodes));
    if (std::all_of(tokens.codes.begin(), tokens.codes.end(), [](int code) { return code == kUnknownCode; }))
        return usage("not one of them is known");
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
