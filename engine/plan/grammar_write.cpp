#include "engine/plan/bins.h"
#include "engine/plan/grammar.h"
#include "engine/plan/plain_text.h"
#include "engine/plan/sentences.h"
#include "engine/plan/stale.h"

#include <algorithm>
#include <stdexcept>

namespace kaleido {
namespace {

/// What is to be written of one item; what is absent is written as <mask>.
struct Entry {
    int item = 0;
    std::string words = {};
    std::vector<int> box = {};   ///< bins
    std::vector<int> blob = {};  ///< bins
    GivenItem given = {};
    bool hasBox = false;  ///< whether the plan has one, known or masked
    bool hasBlob = false;
};

template <std::size_t N>
std::vector<int> toVector(const std::array<int, N>& bins) {
    return {bins.begin(), bins.end()};
}

class Writer {
public:
    Writer(const Plan& plan, Kinds kinds, const PlanFormat& format, Purpose purpose, const Given& given)
        : m_plan(plan), m_kinds(kinds), m_format(format), m_purpose(purpose), m_given(given) {}

    std::vector<Symbol> write() {
        if (m_kinds.text) writeText();
        writeItems();
        if (m_kinds.tokens) {
            writeGrid(m_plan.tokens, m_given.tokens, m_format.tokenColumns * m_format.tokenRows,
                      SymbolKind::Voken, SymbolKind::VokenCode);
        }
        if (m_kinds.colors) {
            writeGrid(m_plan.colors, m_given.colors, m_format.colorColumns * m_format.colorRows,
                      SymbolKind::Color, SymbolKind::ColorCode);
        }
        return std::move(m_symbols);
    }

private:
    void writeText();
    void writeItems();
    void writeShapes(const std::vector<Entry>& entries, bool blobs, bool first);
    void writeGrid(const CodeGrid& grid, const std::vector<bool>& given, int cells, SymbolKind mark,
                   SymbolKind code);

    std::vector<Entry> entries() const;
    /// The role of a part that is known.
    SymbolRole roleOf(bool given) const {
        return given && m_purpose != Purpose::Condition ? SymbolRole::Given : SymbolRole::Sampled;
    }
    void add(SymbolKind kind, SymbolRole role, int item = -1, int value = 0, std::string text = {}) {
        m_symbols.push_back({kind, value, std::move(text), role, item});
    }
    void addMask(int item = -1) { add(SymbolKind::Mask, SymbolRole::Unknown, item); }
    /// In a segment from `start` on that lost something nothing is to be learnt.
    void silence(std::size_t start) {
        for (std::size_t i = start; i < m_symbols.size(); ++i) {
            if (m_symbols[i].role == SymbolRole::Sampled) m_symbols[i].role = SymbolRole::Forced;
        }
    }

    const Plan& m_plan;
    const Kinds m_kinds;
    const PlanFormat& m_format;
    const Purpose m_purpose;
    const Given& m_given;
    std::vector<Symbol> m_symbols;
};

void Writer::writeText() {
    struct Sentence {
        std::string text;
        bool given;
    };
    std::vector<Sentence> kept;
    bool dropped = false;
    const std::vector<std::string> texts = sentencesOf(m_plan.detail);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const bool stale = m_purpose == Purpose::Condition && isStaleSentence(m_plan, i);
        dropped = dropped || stale;
        const bool hidden = m_purpose == Purpose::Given && !m_given.sentence(i);
        if (!stale && !hidden) kept.push_back({texts[i], m_given.sentence(i)});
    }
    if (kept.empty()) return;
    const std::size_t start = m_symbols.size();
    add(SymbolKind::Text, SymbolRole::Forced);
    for (std::size_t i = 0; i < kept.size(); ++i) {
        const bool last = i + 1 == kept.size();
        add(SymbolKind::Words, roleOf(kept[i].given), -1, 0,
            last ? kept[i].text : closedSentence(kept[i].text));
    }
    add(SymbolKind::End, m_purpose == Purpose::Given ? SymbolRole::Forced : SymbolRole::Sampled);
    if (dropped) silence(start);
}

std::vector<Entry> Writer::entries() const {
    std::vector<Entry> result;
    for (std::size_t i = 0; i < m_plan.items.size(); ++i) {
        const Item& item = m_plan.items[i];
        const GivenItem given = m_given.item(i);
        const bool onlyGiven = m_purpose == Purpose::Given;
        if (onlyGiven && !given.any()) continue;
        const bool stale = m_purpose == Purpose::Condition && isStale(item.state, item.locked);
        Entry entry{.item = static_cast<int>(i), .given = given};
        if (!onlyGiven || given.words) entry.words = tidyText(item.words);
        entry.hasBox = item.box && (!onlyGiven || given.box);
        entry.hasBlob = item.blob && (!onlyGiven || given.blob);
        if (entry.hasBox && !stale) entry.box = toVector(boxBins(*item.box, m_format.bins));
        if (entry.hasBlob && !stale) entry.blob = toVector(blobBins(*item.blob, m_format.bins));
        result.push_back(std::move(entry));
    }
    return result;
}

void Writer::writeItems() {
    const std::vector<Entry> all = entries();
    if (all.empty()) return;
    bool boxes =
        m_kinds.boxes && std::any_of(all.begin(), all.end(), [](const Entry& e) { return e.hasBox; });
    bool blobs =
        m_kinds.blobs && std::any_of(all.begin(), all.end(), [](const Entry& e) { return e.hasBlob; });
    if (!boxes && !blobs) {
        boxes = m_kinds.boxes;
        blobs = m_kinds.blobs && !boxes;
    }
    if (boxes) writeShapes(all, false, true);
    if (blobs) writeShapes(all, true, !boxes);
}

void Writer::writeShapes(const std::vector<Entry>& entries, bool blobs, bool first) {
    const std::size_t start = m_symbols.size();
    bool masked = false;
    add(blobs ? SymbolKind::Blob : SymbolKind::Bbox, SymbolRole::Forced);
    for (const Entry& entry : entries) {
        if (entry.words.empty()) {
            addMask(entry.item);
        } else {
            add(SymbolKind::Words, first ? roleOf(entry.given.words) : SymbolRole::Copied, entry.item, 0,
                entry.words);
        }
        const std::vector<int>& bins = blobs ? entry.blob : entry.box;
        if (bins.empty()) addMask(entry.item);
        masked = masked || (bins.empty() && (blobs ? entry.hasBlob : entry.hasBox));
        const SymbolRole role = roleOf(blobs ? entry.given.blob : entry.given.box);
        for (const int bin : bins) add(SymbolKind::Place, role, entry.item, bin);
        add(SymbolKind::ItemEnd, SymbolRole::Forced, entry.item);
    }
    const bool decides = first && m_purpose != Purpose::Given;
    add(SymbolKind::End, decides ? SymbolRole::Sampled : SymbolRole::Forced);
    if (masked) silence(start);
}

void Writer::writeGrid(const CodeGrid& grid, const std::vector<bool>& given, int cells, SymbolKind mark,
                       SymbolKind code) {
    if (grid.empty()) return;
    if (grid.codes.size() != static_cast<std::size_t>(cells)) {
        throw std::invalid_argument("writePlan: a grid has not the size that the plan format says");
    }
    const auto isGiven = [&](std::size_t i) { return i < given.size() && given[i]; };
    const std::size_t start = m_symbols.size();
    bool anything = false, masked = false;
    add(mark, SymbolRole::Forced);
    for (std::size_t i = 0; i < grid.codes.size(); ++i) {
        const Part part = i < grid.parts.size() ? grid.parts[i] : Part{};
        const bool known = grid.codes[i] != kUnknownCode && (m_purpose != Purpose::Given || isGiven(i));
        const bool stale = m_purpose == Purpose::Condition && isStale(part.state, part.locked);
        anything = anything || known;
        masked = masked || (known && stale);
        if (known && !stale) {
            add(code, roleOf(isGiven(i)), -1, grid.codes[i]);
        } else {
            addMask();
        }
    }
    if (!anything) m_symbols.resize(start);
    if (masked) silence(start);
}

}  // namespace

std::vector<Symbol> writePlan(const Plan& plan, Kinds kinds, const PlanFormat& format, Purpose purpose,
                              const Given& given) {
    return Writer(plan, kinds, format, purpose, given).write();
}

std::vector<Symbol> writePlan(const Plan& plan, Kinds kinds, const PlanFormat& format, Purpose purpose) {
    return writePlan(plan, kinds, format, purpose, givenFromLocks(plan));
}

std::vector<ItemMark> itemMarks(const std::vector<Symbol>& symbols) {
    std::vector<ItemMark> marks;
    bool blobs = false;
    for (std::size_t i = 0; i < symbols.size(); ++i) {
        const Symbol& symbol = symbols[i];
        if (symbol.kind == SymbolKind::Bbox || symbol.kind == SymbolKind::Blob) {
            blobs = symbol.kind == SymbolKind::Blob;
        }
        if (symbol.kind != SymbolKind::ItemEnd) continue;
        marks.push_back({i, symbol.item, blobs, i > 0 && symbols[i - 1].kind == SymbolKind::Place});
    }
    return marks;
}

}  // namespace kaleido
