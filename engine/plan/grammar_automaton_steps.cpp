// The steps of the automaton: what each segment begins with, and what follows a choice.
#include "engine/plan/grammar_automaton.h"
#include "engine/plan/limits.h"
#include "engine/plan/plain_text.h"

namespace kaleido {

bool GrammarAutomaton::isFirstShapes() const {
    return segment() == SymbolKind::Bbox || !m_kinds.boxes;
}

bool GrammarAutomaton::isShapeGiven(const Entry& entry) const {
    return segment() == SymbolKind::Blob ? entry.given.blob : entry.given.box;
}

BinRange GrammarAutomaton::placeRange() const {
    if (segment() == SymbolKind::Bbox) return boxBinRange(m_bins, m_format.bins);
    const std::vector<int>& box = m_items[m_item].box;
    return box.empty() ? blobBinRange(m_bins, m_format.bins)
                       : fillingBlobBinRange(m_bins, box, m_format.bins);
}

void GrammarAutomaton::record(SymbolKind kind, SymbolRole role, int item, int value, std::string text) {
    m_symbols.push_back({kind, value, std::move(text), role, item});
}

void GrammarAutomaton::queue(SymbolKind kind, SymbolRole role, int item, int value) {
    record(kind, role, item, value);
    m_queue.push_back({kind, value});
}

void GrammarAutomaton::queueWords(const std::string& text, const std::vector<int>& pieces, SymbolRole role,
                                  int item) {
    record(SymbolKind::Words, role, item, 0, text);
    for (const int piece : pieces) m_queue.push_back({SymbolKind::Words, piece});
}

void GrammarAutomaton::enterSegment() {
    if (m_segment == m_segments.size()) {
        m_state = State::Done;
        return;
    }
    queue(segment(), SymbolRole::Forced);
    m_item = m_cell = 0;
    switch (segment()) {
        case SymbolKind::Text:
            return enterText();
        case SymbolKind::Bbox:
        case SymbolKind::Blob:
            return enterItem();
        default:
            return enterCell();
    }
}

void GrammarAutomaton::enterText() {
    for (const Entry& sentence : m_sentences) {
        queueWords(sentence.words, sentence.pieces, SymbolRole::Given, -1);
    }
    m_state = State::Text;
    m_runRoom = m_budget.roomForText();
}

void GrammarAutomaton::enterItem() {
    const bool first = isFirstShapes();
    if (m_item < m_items.size()) {
        const Entry& entry = m_items[m_item];
        if (!first || entry.given.words) {
            queueWords(entry.words, entry.pieces, first ? SymbolRole::Given : SymbolRole::Copied,
                       static_cast<int>(m_item));
            return enterShape();
        }
    } else if (first && m_items.empty()) {  // a segment has at least one item
        m_items.emplace_back();
        m_budget.addItem(std::nullopt);
    } else if (first && m_budget.roomForItem()) {
        m_state = State::ItemOrEnd;
        m_runRoom = kMaxWordPieces;
        return;
    } else {
        queue(SymbolKind::End, SymbolRole::Forced);
        ++m_segment;
        return enterSegment();
    }
    m_state = State::Words;
    m_runRoom = m_budget.roomForWords();
}

void GrammarAutomaton::enterShape() {
    const Entry& entry = m_items[m_item];
    if (!isShapeGiven(entry)) {
        m_state = State::Shape;
        m_bins.clear();
        return;
    }
    const int item = static_cast<int>(m_item);
    for (const int bin : segment() == SymbolKind::Blob ? entry.blob : entry.box)
        queue(SymbolKind::Place, SymbolRole::Given, item, bin);
    queue(SymbolKind::ItemEnd, SymbolRole::Forced, item);
    ++m_item;
    enterItem();
}

void GrammarAutomaton::enterCell() {
    const bool voken = segment() == SymbolKind::Voken;
    const std::vector<int>& codes = voken ? m_tokens : m_colors;
    const SymbolKind kind = voken ? SymbolKind::VokenCode : SymbolKind::ColorCode;
    while (m_cell < codes.size() && codes[m_cell] != kUnknownCode) {
        queue(kind, SymbolRole::Given, -1, codes[m_cell++]);
    }
    m_state = State::Code;
    if (m_cell < codes.size()) return;
    ++m_segment;
    enterSegment();
}

void GrammarAutomaton::takePiece(int piece) {
    if (m_state == State::ItemOrEnd) {
        m_items.emplace_back();
        m_budget.addItem(std::nullopt);
        m_state = State::Words;
    }
    m_run.push_back(piece);
    m_runShows = m_runShows || !tidyText(m_codec.decode(m_run)).empty();
}

void GrammarAutomaton::finishRun(SymbolRole role, int item) {
    if (m_runShows) record(SymbolKind::Words, role, item, 0, tidyText(m_codec.decode(m_run)));
    if (m_state == State::Text) m_budget.addText(static_cast<int>(m_run.size()));
    m_run.clear();
    m_runShows = false;
}

PlanToken GrammarAutomaton::endWords(PlanToken place) {
    Entry& entry = m_items[m_item];
    entry.pieces = m_run;
    m_budget.setWords(m_item, static_cast<int>(m_run.size()));
    finishRun(SymbolRole::Sampled, static_cast<int>(m_item));
    entry.words = m_symbols.back().text;
    enterShape();
    if (m_queue.empty()) {
        takePlace(place.value);
        return place;
    }
    const PlanToken given = m_queue.front();
    m_queue.pop_front();
    return given;
}

void GrammarAutomaton::takePlace(int bin) {
    const int item = static_cast<int>(m_item);
    record(SymbolKind::Place, SymbolRole::Sampled, item, bin);
    m_bins.push_back(bin);
    if (m_bins.size() < placesOf(segment())) return;
    queue(SymbolKind::ItemEnd, SymbolRole::Forced, item);
    if (segment() == SymbolKind::Bbox) m_items[m_item].box = m_bins;
    m_bins.clear();
    ++m_item;
    enterItem();
}

}  // namespace kaleido
