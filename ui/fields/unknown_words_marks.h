#pragma once

#include "app/studio/known_words.h"

#include <QSyntaxHighlighter>

#include <optional>
#include <vector>

namespace kaleido {

/// Underlines the words of a document that the model does not know, and knows what to offer for them. The word that is being
/// typed is spared until it is finished.
class UnknownWordsMarks : public QSyntaxHighlighter {
    Q_OBJECT

public:
    /// A word, and where it stands in the document.
    struct Word {
        int begin = 0;
        int end = 0;
        WordOffer offer{};

        bool operator==(const Word&) const = default;
    };

    UnknownWordsMarks(QTextDocument* document, const ModelWords& words);

    /// Those that are underlined, in order.
    const std::vector<Word>& words() const { return m_marked; }
    /// The one that this position is in or beside; null if there is none.
    const Word* at(int position) const;
    /// The word that ends here is being typed; nothing: none is.
    void setTypingAt(std::optional<int> position);

Q_SIGNALS:
    void wordsChanged();

protected:
    void highlightBlock(const QString& text) override;

private:
    void readDocument();
    void mark();

    const ModelWords m_words;
    QString m_text;
    std::vector<Word> m_unknown, m_marked;
    std::optional<int> m_typingAt;
};

}  // namespace kaleido
