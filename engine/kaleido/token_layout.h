#pragma once

#include "engine/plan/format.h"
#include "engine/plan/grammar.h"

#include <cstdint>

namespace kaleido {

/// Where each kind of token lies in the planner's vocabulary (plan format, "Token ids"): the sentencepiece pieces first,
/// then `<given> <text> <bbox> <blob> <voken> <color> </item> <end> <mask>` and 7 reserved, then the place bins, the
/// visual codes and the colours; rounded up to a multiple of 64.
class TokenLayout {
public:
    static constexpr std::int64_t kPad = 0;  ///< also the decoder's start token
    static constexpr std::int64_t kEndOfSequence = 1;
    static constexpr std::int64_t kUnknownPiece = 2;

    /// `pieces`: size of the sentencepiece vocabulary.
    TokenLayout(int pieces, const PlanFormat& format) : m_pieces(pieces), m_format(format) {}

    int pieces() const { return m_pieces; }
    const PlanFormat& format() const { return m_format; }

    std::int64_t given() const { return m_pieces; }
    /// The id of a symbol that is one token; Words have none (broken promise).
    std::int64_t id(SymbolKind kind, int value = 0) const;
    /// The symbol of an id. A piece comes back as Words with an empty text and the id as value; padding, end of sequence,
    /// `<given>` and reserved ids are no symbols and come back as nothing.
    struct Meaning {
        SymbolKind kind = SymbolKind::Words;
        int value = 0;
        bool symbol = false;
    };
    Meaning meaning(std::int64_t id) const;

    std::int64_t firstPlace() const { return m_pieces + kSpecials; }
    std::int64_t firstVoken() const { return firstPlace() + m_format.bins; }
    std::int64_t firstColor() const { return firstVoken() + m_format.tokenCodes; }
    /// Rows of the embedding: all ids, rounded up to a multiple of 64.
    std::int64_t vocabSize() const { return (firstColor() + m_format.colorCodes() + 63) / 64 * 64; }

private:
    static constexpr int kSpecials = 16;
    int m_pieces;
    PlanFormat m_format;
};

}  // namespace kaleido
