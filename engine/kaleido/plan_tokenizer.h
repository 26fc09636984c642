#pragma once

#include "engine/base/error.h"
#include "engine/kaleido/token_layout.h"
#include "engine/kaleido/token_sampling.h"
#include "engine/plan/grammar.h"
#include "engine/plan/plan.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace kaleido {

class SentencePiece;

/// Where in a token sequence a known shape has been read: the position of its `</item>`.
struct ShapeMark {
    int position = 0;     ///< index of `</item>` in the token sequence
    int item = 0;         ///< index into Plan::items
    bool isBlob = false;  ///< of the blob segment; else of the bbox segment

    bool operator==(const ShapeMark&) const = default;
};

/// A plan as token ids z₁ … z_N, without start and end of sequence.
struct TokenSequence {
    std::vector<std::int64_t> ids;
    std::vector<SymbolRole> roles;  ///< one for each id
    std::vector<ShapeMark> shapes;  ///< the shapes that are known, in order

    bool operator==(const TokenSequence&) const = default;
};

/// Turns symbols into token ids and back: words by sentencepiece, everything else by the token layout. A user's words
/// never become a special token.
class PlanTokenizer {
public:
    PlanTokenizer(std::shared_ptr<const SentencePiece> pieces, const PlanFormat& format);

    const TokenLayout& layout() const { return m_layout; }

    /// Pieces of plain words, which are normalised as captions are: people write "Cat" and the pieces are of lower case.
    /// (What is too long for a caption is taken as it is.)
    std::vector<std::int64_t> words(const std::string& text) const;
    /// The runs of piece ids that show something (neither special nor nothing but a space).
    const std::vector<TokenRange>& visiblePieces() const { return m_visible; }
    /// The words that pieces spell.
    std::string spell(const std::vector<std::int64_t>& pieces) const;

    TokenSequence tokens(const std::vector<Symbol>& symbols) const;
    /// Ids back to symbols, all Sampled; runs of pieces become one Words symbol. Padding and end of sequence are skipped;
    /// any other id that is no symbol is an error.
    Result<std::vector<Symbol>> symbols(const std::vector<std::int64_t>& ids) const;

    /// Encoder input `caption </s> [<given> parts </s>]`. `given` may be empty. A caption whose pieces do not leave room
    /// within maxTokens is cut before its `</s>`.
    std::vector<std::int64_t> encoderInput(const std::string& caption,
                                           const std::vector<Symbol>& given = {}) const;

private:
    std::shared_ptr<const SentencePiece> m_pieces;
    TokenLayout m_layout;
    std::vector<TokenRange> m_visible;
};

}  // namespace kaleido
