#include "app/studio/caption_history.h"

#include <utility>

namespace kaleido {

CaptionHistory::CaptionHistory(const QStringList& captions, Keep keep) : m_keep(std::move(keep)) {
    for (const QString& caption : captions) append(caption);
    m_at = m_captions.size();
}

void CaptionHistory::append(const QString& caption) {
    const QString tidy = caption.trimmed();
    if (tidy.isEmpty()) return;
    m_captions.removeAll(tidy);
    m_captions.push_back(tidy);
    if (m_captions.size() > kMost) m_captions.pop_front();
}

void CaptionHistory::add(const QString& caption) {
    const QStringList before = m_captions;
    append(caption);
    m_at = m_captions.size();
    m_draft.clear();
    if (m_keep && m_captions != before) m_keep(m_captions);
}

void CaptionHistory::keepDraft(const QString& shown) {
    if (m_at >= m_captions.size() || shown != m_captions[m_at]) m_draft = shown;
}

std::optional<QString> CaptionHistory::older(const QString& shown) {
    keepDraft(shown);
    qsizetype at = m_at - 1;
    // What was just used is still in the field: the first step goes to the one before it.
    if (m_at == m_captions.size() && at >= 0 && m_captions[at] == shown.trimmed()) --at;
    if (at < 0) return std::nullopt;
    m_at = at;
    return m_captions[m_at];
}

std::optional<QString> CaptionHistory::newer(const QString& shown) {
    if (m_at >= m_captions.size()) return std::nullopt;
    keepDraft(shown);
    ++m_at;
    return m_at == m_captions.size() ? m_draft : m_captions[m_at];
}

}  // namespace kaleido
