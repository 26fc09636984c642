#pragma once

#include "engine/base/error.h"
#include "engine/plan/bins.h"
#include "engine/plan/grammar.h"
#include "engine/plan/token_budget.h"

#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kaleido {

/// One decoder token: a mark or number of the grammar, or, for SymbolKind::Words, the tokenizer piece `value`.
struct PlanToken {
    SymbolKind kind = SymbolKind::Words;
    int value = 0;

    bool operator==(const PlanToken&) const = default;
};

/// The tokenizer as the automaton sees it. Ordinary pieces decode to clean UTF-8 of at most 64 bytes each.
struct PieceCodec {
    std::function<std::vector<int>(std::string_view text)> encode;
    std::function<std::string(const std::vector<int>& pieces)> decode;
};

/// What may stand next. Either `forced`, or any one of the rest.
struct NextToken {
    std::optional<PlanToken> forced;
    bool pieces = false;         ///< any ordinary piece (no padding, end, unknown or control piece) …
    bool visiblePieces = false;  ///< … that does not decode to nothing but spaces
    bool end = false;
    std::optional<BinRange> places;
    int vokens = 0;  ///< codes below this
    int colors = 0;  ///< codes below this
};

/// Walks through the grammar of one plan token by token, so that whatever is chosen among what it allows makes a
/// well-formed plan of at most format.maxTokens positions (the start token included). Given parts and what
/// follows from the grammar are forced: given sentences and items first, the blob segment's words, every closing
/// mark. Each asked segment comes, with at least one sentence or item; sampled words have 1 … kMaxWordPieces
/// pieces. It holds values only; copy it to try something.
class GrammarAutomaton {
public:
    /// `base` is valid for `format`; its given parts are what the new plan must hold, brought to the front by
    /// givenFirst(). Fails if they leave no room for the rest.
    static Result<GrammarAutomaton> start(const Plan& base, const Given& given, Kinds kinds,
                                          const PlanFormat& format, PieceCodec codec);

    bool done() const { return m_queue.empty() && m_state == State::Done; }
    /// What may stand next; nothing once done().
    NextToken next() const;
    /// Takes the choice and returns the token that stands in the plan: the same one, except that a place which
    /// ends the sampled words of an item with a given shape becomes the given place. Throws std::logic_error if
    /// next() does not allow it.
    PlanToken take(PlanToken chosen);
    /// The symbols so far, with what is forced already; closePlan() makes a readable plan of them, readPlan() reads
    /// them once done().
    std::vector<Symbol> symbols() const;

private:
    enum class State { Text, ItemOrEnd, Words, Shape, Code, Done };
    struct Entry {
        std::string words = {};
        std::vector<int> pieces = {};
        GivenItem given = {};
        std::vector<int> box = {};   ///< bins if given, or sampled by now
        std::vector<int> blob = {};  ///< bins if given
    };

    GrammarAutomaton(Kinds kinds, const PlanFormat& format, PieceCodec codec);

    Result<void> addGiven(const Plan& plan, const Given& given);
    void enterSegment();
    void enterText();
    void enterItem();
    void enterShape();
    void enterCell();
    PlanToken endWords(PlanToken place);
    void takePlace(int bin);
    void takePiece(int piece);
    void finishRun(SymbolRole role, int item);

    SymbolKind segment() const { return m_segments[m_segment]; }
    bool isFirstShapes() const;
    bool isShapeGiven(const Entry& entry) const;
    std::size_t placesOf(SymbolKind shapes) const { return shapes == SymbolKind::Blob ? 5 : 4; }
    BinRange placeRange() const;
    void record(SymbolKind kind, SymbolRole role, int item = -1, int value = 0, std::string text = {});
    void queue(SymbolKind kind, SymbolRole role, int item = -1, int value = 0);
    void queueWords(const std::string& text, const std::vector<int>& pieces, SymbolRole role, int item);

    Kinds m_kinds;
    PlanFormat m_format;
    PieceCodec m_codec;
    TokenBudget m_budget;
    std::vector<SymbolKind> m_segments;  ///< the asked ones, in order
    std::size_t m_segment = 0;
    std::vector<Entry> m_sentences;       ///< given ones; only words and pieces
    std::vector<Entry> m_items;           ///< given ones, then the sampled ones
    std::vector<int> m_tokens, m_colors;  ///< given codes a cell, kUnknownCode where open

    State m_state = State::Done;
    std::deque<PlanToken> m_queue;  ///< forced, in front of what m_state says
    std::vector<int> m_run;         ///< pieces of the words or text being sampled
    bool m_runShows = false;        ///< whether they decode to more than spaces
    int m_runRoom = 0;              ///< how many there may be
    std::size_t m_item = 0;
    std::vector<int> m_bins;  ///< of the shape being sampled
    std::size_t m_cell = 0;
    std::vector<Symbol> m_symbols;
};

}  // namespace kaleido
