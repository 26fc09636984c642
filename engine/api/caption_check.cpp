#include "engine/api/caption_check.h"

#include "engine/text/caption.h"

namespace kaleido {
namespace {

constexpr int kOffered = 3;

}  // namespace

Result<std::string> checkedCaption(const std::string& caption) {
    auto normalised = normaliseCaption(caption);
    if (!normalised) {
        Error error = normalised.error();
        error.field = "caption";
        return error;
    }
    return normalised;
}

void postCaptionNotices(JobContext& context, const KaleidoModel& model, const std::string& caption) {
    if (caption.empty()) {
        context.post(
            Notice{NoticeKind::EmptyCaption, "the caption is empty: the model imagines whatever it likes"});
        return;
    }
    for (const UnknownWord& unknown : model.vocabulary().unknownWords(caption)) {
        std::string offered;
        for (const std::string& word : model.vocabulary().nearest(unknown.word, kOffered)) {
            offered += (offered.empty() ? "" : ", ") + word;
        }
        context.post(
            Notice{NoticeKind::UnknownWords,
                   "'" + unknown.word + "' is not among the words this model knows; nearest: " + offered});
    }
}

}  // namespace kaleido
