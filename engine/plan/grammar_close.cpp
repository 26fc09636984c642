#include "engine/plan/grammar.h"

#include <algorithm>

namespace kaleido {
namespace {

bool opensSegment(SymbolKind kind) {
    return kind == SymbolKind::Text || kind == SymbolKind::Bbox || kind == SymbolKind::Blob ||
           kind == SymbolKind::Voken || kind == SymbolKind::Color;
}

/// The first symbol of each entry in the segment that starts at `mark`, up to its end.
std::vector<Symbol> entryWords(const std::vector<Symbol>& symbols, std::size_t mark) {
    std::vector<Symbol> words;
    bool starts = true;
    for (std::size_t i = mark + 1; i < symbols.size() && symbols[i].kind != SymbolKind::End; ++i) {
        if (starts) words.push_back(symbols[i]);
        starts = symbols[i].kind == SymbolKind::ItemEnd;
    }
    return words;
}

void closeShapes(std::vector<Symbol>& symbols, std::size_t mark) {
    while (symbols.size() > mark + 1 && symbols.back().kind != SymbolKind::ItemEnd) symbols.pop_back();
    const bool second = mark > 0 && symbols[mark].kind == SymbolKind::Blob &&
                        std::any_of(symbols.begin(), symbols.begin() + static_cast<std::ptrdiff_t>(mark),
                                    [](const Symbol& s) { return s.kind == SymbolKind::Bbox; });
    if (second) {
        std::size_t first = 0;
        while (symbols[first].kind != SymbolKind::Bbox) ++first;
        const std::vector<Symbol> words = entryWords(symbols, first);
        for (std::size_t i = entryWords(symbols, mark).size(); i < words.size(); ++i) {
            Symbol copy = words[i];
            if (copy.kind == SymbolKind::Words) copy.role = SymbolRole::Copied;
            const int item = copy.item;
            symbols.push_back(std::move(copy));
            symbols.push_back({.kind = SymbolKind::Mask, .role = SymbolRole::Unknown, .item = item});
            symbols.push_back({.kind = SymbolKind::ItemEnd, .role = SymbolRole::Forced, .item = item});
        }
    }
    symbols.push_back({.kind = SymbolKind::End, .role = SymbolRole::Forced});
}

}  // namespace

std::vector<Symbol> closePlan(std::vector<Symbol> symbols, const PlanFormat& format) {
    std::size_t mark = symbols.size();
    while (mark > 0 && !opensSegment(symbols[mark - 1].kind)) --mark;
    if (mark == 0) return symbols;
    const SymbolKind kind = symbols[--mark].kind;
    if (kind == SymbolKind::Voken || kind == SymbolKind::Color) {
        const int cells = kind == SymbolKind::Voken ? format.tokenColumns * format.tokenRows
                                                    : format.colorColumns * format.colorRows;
        while (symbols.size() < mark + 1 + static_cast<std::size_t>(cells)) {
            symbols.push_back({.kind = SymbolKind::Mask, .role = SymbolRole::Unknown});
        }
    } else if (symbols.back().kind == SymbolKind::End) {
        return symbols;
    } else if (kind == SymbolKind::Text) {
        symbols.push_back({.kind = SymbolKind::End, .role = SymbolRole::Forced});
    } else {
        closeShapes(symbols, mark);
    }
    return symbols;
}

}  // namespace kaleido
