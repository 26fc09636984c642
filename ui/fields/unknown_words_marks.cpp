#include "ui/fields/unknown_words_marks.h"

#include "app/studio/text_positions.h"
#include "ui/theme/colors.h"

#include <QGuiApplication>
#include <QPalette>
#include <QTextDocument>

#include <algorithm>

namespace kaleido {

UnknownWordsMarks::UnknownWordsMarks(QTextDocument* document, const ModelWords& words)
    : QSyntaxHighlighter(document), m_words(words) {
    connect(document, &QTextDocument::contentsChanged, this, &UnknownWordsMarks::readDocument);
}

const UnknownWordsMarks::Word* UnknownWordsMarks::at(int position) const {
    const auto found = std::find_if(m_marked.begin(), m_marked.end(), [&](const Word& word) {
        return word.begin <= position && position <= word.end;
    });
    return found == m_marked.end() ? nullptr : &*found;
}

void UnknownWordsMarks::setTypingAt(std::optional<int> position) {
    if (position == m_typingAt) return;
    m_typingAt = position;
    mark();
}

void UnknownWordsMarks::readDocument() {
    const QString text = document()->toPlainText();
    if (text == m_text) return;
    m_text = text;
    m_unknown.clear();
    const TextPositions positions(text);
    for (WordOffer& offer : m_words.unknownIn(text.toStdString())) {
        const int begin = positions.positionOf(offer.begin);
        const int end = positions.positionOf(offer.end);
        m_unknown.push_back({begin, end, std::move(offer)});
    }
    mark();
}

void UnknownWordsMarks::mark() {
    std::vector<Word> marked = m_unknown;
    std::erase_if(marked, [&](const Word& word) { return word.end == m_typingAt; });
    if (marked == m_marked) return;
    m_marked = std::move(marked);
    rehighlight();
    Q_EMIT wordsChanged();
}

void UnknownWordsMarks::highlightBlock(const QString& text) {
    QTextCharFormat underlined;
    underlined.setUnderlineStyle(QTextCharFormat::SpellCheckUnderline);
    underlined.setUnderlineColor(QColor(ui::colors(QGuiApplication::palette()).warning));
    const int block = currentBlock().position();
    for (const Word& word : m_marked) {
        const int begin = std::max(word.begin - block, 0);
        const int end = std::min(word.end - block, static_cast<int>(text.size()));
        if (begin < end) setFormat(begin, end - begin, underlined);
    }
}

}  // namespace kaleido
