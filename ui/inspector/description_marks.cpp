#include "ui/inspector/description_marks.h"

#include "app/studio/text_positions.h"
#include "engine/plan/mentions.h"
#include "engine/plan/sentences.h"
#include "ui/inspector/item_badge.h"
#include "ui/theme/colors.h"
#include "ui/theme/mixed.h"

#include <QGuiApplication>
#include <QPalette>
#include <QTextDocument>

#include <algorithm>

namespace kaleido {

void DescriptionMarks::display(const Plan& plan) {
    const TextPositions positions(QString::fromStdString(plan.detail));
    std::vector<Named> named;
    for (const Mention& mention : mentionsIn(plan)) {
        const Named one{positions.positionOf(mention.range.begin), positions.positionOf(mention.range.end),
                        mention.item, plan.items[mention.item].id};
        // Words that may mean any of several items are shown as the first one's.
        if (named.empty() || named.back().begin != one.begin) named.push_back(one);
    }
    std::vector<Stale> stale;
    const std::vector<ByteRange> sentences = splitSentences(plan.detail);
    for (std::size_t i = 0; i < std::min(sentences.size(), plan.sentences.size()); ++i) {
        if (plan.sentences[i].state != PartState::Stale) continue;
        stale.push_back(
            {positions.positionOf(sentences[i].begin), positions.positionOf(sentences[i].end), i});
    }
    if (named == m_named && stale == m_stale) return;
    m_named = std::move(named);
    m_stale = std::move(stale);
    rehighlight();
}

void DescriptionMarks::setHovered(ItemId item) {
    if (item == m_hovered) return;
    m_hovered = item;
    rehighlight();
}

ItemId DescriptionMarks::itemAt(int position) const {
    const auto found = std::find_if(m_named.begin(), m_named.end(), [&](const Named& named) {
        return named.begin <= position && position < named.end;
    });
    return found == m_named.end() ? ItemId{} : found->item;
}

std::optional<std::size_t> DescriptionMarks::staleSentenceAt(int position) const {
    const auto found = std::find_if(m_stale.begin(), m_stale.end(), [&](const Stale& stale) {
        return stale.begin <= position && position <= stale.end;
    });
    return found == m_stale.end() ? std::nullopt : std::optional(found->sentence);
}

void DescriptionMarks::highlightBlock(const QString& text) {
    const QPalette palette = QGuiApplication::palette();
    const QColor base = palette.color(QPalette::Base);
    const int block = currentBlock().position();
    const auto addFormat = [&](int begin, int end, auto change) {
        for (int at = std::max(begin - block, 0); at < std::min(end - block, static_cast<int>(text.size()));
             ++at) {
            QTextCharFormat changed = format(at);
            change(changed);
            setFormat(at, 1, changed);
        }
    };
    for (const Stale& stale : m_stale) {
        addFormat(stale.begin, stale.end, [&](QTextCharFormat& changed) {
            changed.setFontStrikeOut(true);
            changed.setForeground(QColor(ui::colors(palette).quietText));
            changed.setBackground(
                QBrush(ui::mixed(base, palette.color(QPalette::Text), 0.2), Qt::BDiagPattern));
        });
    }
    for (const Named& named : m_named) {
        addFormat(named.begin, named.end, [&](QTextCharFormat& changed) {
            const QColor color = itemColor(named.index);
            changed.setUnderlineStyle(QTextCharFormat::SingleUnderline);
            changed.setUnderlineColor(ui::schemeOf(palette) == ui::Scheme::Dark ? color.lighter(140) : color);
            if (named.item == m_hovered) changed.setBackground(ui::mixed(base, color, 0.3));
        });
    }
}

}  // namespace kaleido
