#include "engine/plan/grammar_automaton.h"

#include "engine/plan/plain_text.h"
#include "engine/plan/sentences.h"

#include <fmt/format.h>

#include <stdexcept>

namespace kaleido {
namespace {

bool allows(const NextToken& next, const PlanToken& token) {
    if (next.forced) return *next.forced == token;
    switch (token.kind) {
        case SymbolKind::Words:
            return next.pieces;
        case SymbolKind::End:
            return next.end;
        case SymbolKind::Place:
            return next.places && next.places->contains(token.value);
        case SymbolKind::VokenCode:
            return token.value >= 0 && token.value < next.vokens;
        case SymbolKind::ColorCode:
            return token.value >= 0 && token.value < next.colors;
        default:
            return false;
    }
}

std::vector<SymbolKind> segmentsOf(Kinds kinds) {
    std::vector<SymbolKind> segments;
    if (kinds.text) segments.push_back(SymbolKind::Text);
    if (kinds.boxes) segments.push_back(SymbolKind::Bbox);
    if (kinds.blobs) segments.push_back(SymbolKind::Blob);
    if (kinds.tokens) segments.push_back(SymbolKind::Voken);
    if (kinds.colors) segments.push_back(SymbolKind::Color);
    return segments;
}

/// The given codes, kUnknownCode for every other cell.
std::vector<int> givenCodes(const CodeGrid& grid, const std::vector<bool>& given, int cells) {
    std::vector<int> codes(static_cast<std::size_t>(cells), kUnknownCode);
    for (std::size_t i = 0; i < codes.size() && i < grid.codes.size() && i < given.size(); ++i) {
        if (given[i]) codes[i] = grid.codes[i];
    }
    return codes;
}

}  // namespace

GrammarAutomaton::GrammarAutomaton(Kinds kinds, const PlanFormat& format, PieceCodec codec)
    : m_kinds(kinds),
      m_format(format),
      m_codec(std::move(codec)),
      m_budget(kinds, format),
      m_segments(segmentsOf(kinds)) {}

Result<GrammarAutomaton> GrammarAutomaton::start(const Plan& base, const Given& given, Kinds kinds,
                                                 const PlanFormat& format, PieceCodec codec) {
    GrammarAutomaton automaton(kinds, format, std::move(codec));
    const auto [plan, flags] = givenFirst(base, given);
    const Result<void> added = automaton.addGiven(plan, flags);
    if (!added) return added.error();
    if (!automaton.m_budget.fits()) {
        return Error{
            Code::BadPlan,
            fmt::format("the locked parts leave no room for the rest of the plan: the model knows at most "
                        "{} tokens; unlock some or shorten their words",
                        format.maxTokens),
            "", ""};
    }
    automaton.enterSegment();
    return automaton;
}

Result<void> GrammarAutomaton::addGiven(const Plan& plan, const Given& given) {
    const std::vector<std::string> texts = sentencesOf(plan.detail);
    for (std::size_t i = 0; m_kinds.text && i < texts.size() && given.sentence(i); ++i) {
        Entry sentence{.words = closedSentence(texts[i])};
        sentence.pieces = m_codec.encode(sentence.words);
        m_budget.addText(static_cast<int>(sentence.pieces.size()));
        m_sentences.push_back(std::move(sentence));
    }
    const bool items = m_kinds.boxes || m_kinds.blobs;
    for (std::size_t i = 0; items && i < plan.items.size() && given.item(i).any(); ++i) {
        const Item& item = plan.items[i];
        Entry entry{.given = given.item(i)};
        if (entry.given.words) {
            entry.words = tidyText(item.words);
            entry.pieces = m_codec.encode(entry.words);
            if (entry.pieces.empty()) {
                return Error{Code::BadPlan,
                             fmt::format("item {}: the model cannot read its label; change it", i + 1), "",
                             ""};
            }
        }
        const auto toVector = [](const auto& bins) { return std::vector<int>(bins.begin(), bins.end()); };
        if (entry.given.box) entry.box = toVector(boxBins(*item.box, m_format.bins));
        if (entry.given.blob) entry.blob = toVector(blobBins(*item.blob, m_format.bins));
        m_budget.addItem(entry.given.words ? std::optional(static_cast<int>(entry.pieces.size()))
                                           : std::nullopt);
        m_items.push_back(std::move(entry));
    }
    if (m_items.size() > static_cast<std::size_t>(m_format.maxItems)) {
        return Error{Code::BadPlan,
                     fmt::format("{} items are locked or drawn, the model knows at most {}; remove some",
                                 m_items.size(), m_format.maxItems),
                     "", ""};
    }
    m_tokens = givenCodes(plan.tokens, given.tokens, m_format.tokenColumns * m_format.tokenRows);
    m_colors = givenCodes(plan.colors, given.colors, m_format.colorColumns * m_format.colorRows);
    return {};
}

NextToken GrammarAutomaton::next() const {
    NextToken next;
    if (!m_queue.empty()) {
        next.forced = m_queue.front();
        return next;
    }
    switch (m_state) {
        case State::Text:
            next.pieces = m_run.size() < static_cast<std::size_t>(m_runRoom);
            next.end = m_runShows || !m_sentences.empty();
            break;
        case State::ItemOrEnd:
            next.pieces = next.end = true;
            break;
        case State::Words:
            next.pieces = m_run.size() < static_cast<std::size_t>(m_runRoom);
            if (m_runShows) {
                const bool given = isShapeGiven(m_items[m_item]);
                next.places = given ? BinRange{0, m_format.bins - 1} : placeRange();
            }
            break;
        case State::Shape:
            next.places = placeRange();
            break;
        case State::Code:
            (segment() == SymbolKind::Voken ? next.vokens : next.colors) =
                segment() == SymbolKind::Voken ? m_format.tokenCodes : m_format.colorCodes();
            break;
        case State::Done:
            break;
    }
    // A tokenizer may put a lone space in front, but there must be room for something behind it.
    next.visiblePieces = next.pieces && !m_runShows && (!m_run.empty() || m_runRoom == 1);
    return next;
}

PlanToken GrammarAutomaton::take(PlanToken chosen) {
    const NextToken choice = next();
    if (!allows(choice, chosen)) throw std::logic_error("GrammarAutomaton: this token is not allowed here");
    if (choice.forced) {
        m_queue.pop_front();
        return chosen;
    }
    if (m_state == State::Words && chosen.kind == SymbolKind::Place) return endWords(chosen);
    switch (chosen.kind) {
        case SymbolKind::Words:
            takePiece(chosen.value);
            if (choice.visiblePieces && !m_runShows) {
                throw std::logic_error("GrammarAutomaton: this piece shows nothing");
            }
            break;
        case SymbolKind::End:
            finishRun(SymbolRole::Sampled, -1);
            record(SymbolKind::End, SymbolRole::Sampled);
            ++m_segment;
            enterSegment();
            break;
        case SymbolKind::Place:
            takePlace(chosen.value);
            break;
        default:
            record(chosen.kind, SymbolRole::Sampled, -1, chosen.value);
            ++m_cell;
            enterCell();
            break;
    }
    return chosen;
}

std::vector<Symbol> GrammarAutomaton::symbols() const {
    GrammarAutomaton copy = *this;
    if (m_runShows)
        copy.finishRun(SymbolRole::Sampled, m_state == State::Text ? -1 : static_cast<int>(m_item));
    return copy.m_symbols;
}

}  // namespace kaleido
