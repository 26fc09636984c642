#include "engine/api/caption_check.h"

#include "engine/text/caption.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace kaleido {
namespace {

constexpr int kOffered = 3;

}  // namespace

Result<std::string> checkedCaption(const std::string& caption, const std::string& field) {
    auto normalised = normaliseCaption(caption);
    if (!normalised) {
        Error error = normalised.error();
        error.field = field;
        return error;
    }
    return normalised;
}

void CaptionNotices::ofCaption(const std::string& caption) {
    if (!m_said.insert("caption: " + caption).second) return;
    if (caption.empty()) {
        m_context.post(
            Notice{NoticeKind::EmptyCaption, "the caption is empty: the model imagines whatever it likes"});
        return;
    }
    ofWords(caption);
    const PlanTokenizer& tokenizer = m_model.tokenizer();
    const auto room = static_cast<std::size_t>(tokenizer.layout().format().maxTokens) - 1;
    if (const std::size_t pieces = tokenizer.words(caption).size(); pieces > room) {
        m_context.post(
            Notice{NoticeKind::General,
                   fmt::format("the caption is {} pieces long, the model reads the first {}", pieces, room)});
    }
}

void CaptionNotices::ofEditedItems(const Plan& plan) {
    for (const Item& item : plan.items) {
        if (item.state == PartState::Edited) ofWords(item.words);
    }
}

void CaptionNotices::ofWords(const std::string& text) {
    for (const UnknownWord& unknown : m_model.vocabulary().unknownWords(text)) {
        if (!m_said.insert(unknown.word).second) continue;
        const auto nearest = m_model.vocabulary().nearest(unknown.word, kOffered);
        m_context.post(Notice{NoticeKind::UnknownWords,
                              fmt::format("'{}' is not among the words this model knows; nearest: {}",
                                          unknown.word, fmt::join(nearest, ", "))});
    }
}

}  // namespace kaleido
