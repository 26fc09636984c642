#pragma once

#include "engine/plan/format.h"

#include <optional>
#include <vector>

namespace kaleido {

/// Counts what a plan that is being sampled takes, so that whatever is still to come has room: at most maxTokens
/// positions in the decoder, the start token included. An item's words stand once in each shape segment.
class TokenBudget {
public:
    TokenBudget(Kinds kinds, const PlanFormat& format);

    /// Pieces of given or finished text.
    void addText(int pieces) { m_text += pieces; }
    /// An item, with the number of pieces of its words if that is known already.
    void addItem(std::optional<int> pieces) { m_words.push_back(pieces); }
    /// The number becomes known.
    void setWords(std::size_t item, int pieces) { m_words[item] = pieces; }

    /// Whether everything added so far fits, with one piece for each unknown words, an item if there is none yet
    /// and one piece of text if there is none yet.
    bool fits() const;
    /// Pieces that sampled text may take, leaving kMaxWordPieces for each unknown words, or fewer if that would
    /// leave the text less than 32.
    int roomForText() const;
    /// Pieces that the next unknown words may take, up to kMaxWordPieces: a fair share of what is left.
    int roomForWords() const;
    /// Whether one more item fits, with kMaxWordPieces.
    bool roomForItem() const;

private:
    int left(int piecesOfUnknownWords) const;
    bool needsItem() const { return m_segments > 0 && m_words.empty(); }

    int m_limit;  ///< positions behind the start token
    int m_maxItems;
    bool m_hasText;
    int m_segments;  ///< shape segments: 0 … 2
    int m_fixed;     ///< marks of all segments and the cells of the grids
    int m_perItem;   ///< places and closing marks of one item in all shape segments
    int m_text = 0;
    std::vector<std::optional<int>> m_words;
};

}  // namespace kaleido
