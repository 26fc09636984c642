#include "engine/plan/token_budget.h"

#include "engine/plan/limits.h"

#include <algorithm>

namespace kaleido {
namespace {

constexpr int kComfortableText = 32;  ///< pieces; some two short sentences

}  // namespace

TokenBudget::TokenBudget(Kinds kinds, const PlanFormat& format)
    : m_limit(format.maxTokens - 1),
      m_maxItems(format.maxItems),
      m_hasText(kinds.text),
      m_segments((kinds.boxes ? 1 : 0) + (kinds.blobs ? 1 : 0)),
      m_fixed(2 * m_segments + (kinds.text ? 2 : 0) +
              (kinds.tokens ? 1 + format.tokenColumns * format.tokenRows : 0) +
              (kinds.colors ? 1 + format.colorColumns * format.colorRows : 0)),
      m_perItem((kinds.boxes ? 5 : 0) + (kinds.blobs ? 6 : 0)) {}

int TokenBudget::left(int piecesOfUnknownWords) const {
    int left = m_limit - m_fixed - m_text;
    for (const auto& words : m_words) {
        left -= m_perItem + m_segments * words.value_or(piecesOfUnknownWords);
    }
    if (needsItem()) left -= m_perItem + m_segments * piecesOfUnknownWords;
    return left;
}

bool TokenBudget::fits() const {
    const bool needsText = m_hasText && m_text == 0;
    return left(1) >= (needsText ? 1 : 0);
}

int TokenBudget::roomForText() const {
    for (int pieces = kMaxWordPieces; pieces > 1; --pieces) {
        if (left(pieces) >= kComfortableText) return left(pieces);
    }
    return std::max(0, left(1));
}

int TokenBudget::roomForWords() const {
    const auto unknown = static_cast<int>(std::count(m_words.begin(), m_words.end(), std::nullopt));
    if (unknown == 0) return 0;
    return std::min(kMaxWordPieces, left(0) / (m_segments * unknown));
}

bool TokenBudget::roomForItem() const {
    return static_cast<int>(m_words.size()) < m_maxItems &&
           left(1) >= m_perItem + m_segments * kMaxWordPieces;
}

}  // namespace kaleido
