#pragma once

#include "engine/plan/plan.h"

#include <QSyntaxHighlighter>

#include <cstddef>
#include <optional>
#include <vector>

namespace kaleido {

/// Shows in a description what it says of the plan: where it names items (underlined in their colours; filled for the one under
/// the pointer) and which sentences are stale (hatched and struck out).
class DescriptionMarks : public QSyntaxHighlighter {
    Q_OBJECT

public:
    explicit DescriptionMarks(QTextDocument* document) : QSyntaxHighlighter(document) {}

    /// `plan`: with the description as the document has it.
    void display(const Plan& plan);
    void setHovered(ItemId item);

    /// The item that is named at this position; none (false) if there is none.
    ItemId itemAt(int position) const;
    /// The stale sentence at this position.
    std::optional<std::size_t> staleSentenceAt(int position) const;
    int staleSentences() const { return static_cast<int>(m_stale.size()); }

protected:
    void highlightBlock(const QString& text) override;

private:
    struct Named {
        int begin = 0;
        int end = 0;
        std::size_t index = 0;  ///< of the item in the plan
        ItemId item;

        bool operator==(const Named&) const = default;
    };
    struct Stale {
        int begin = 0;
        int end = 0;
        std::size_t sentence = 0;

        bool operator==(const Stale&) const = default;
    };

    std::vector<Named> m_named;
    std::vector<Stale> m_stale;
    ItemId m_hovered;
};

}  // namespace kaleido
