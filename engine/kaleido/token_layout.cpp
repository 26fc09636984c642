#include "engine/kaleido/token_layout.h"

#include <array>
#include <stdexcept>

namespace kaleido {
namespace {

/// The one-token symbols in the order of their ids, behind `<given>`.
constexpr std::array kMarks = {SymbolKind::Text,  SymbolKind::Bbox,    SymbolKind::Blob, SymbolKind::Voken,
                               SymbolKind::Color, SymbolKind::ItemEnd, SymbolKind::End,  SymbolKind::Mask};

}  // namespace

std::int64_t TokenLayout::id(SymbolKind kind, int value) const {
    switch (kind) {
        case SymbolKind::Place:
            return firstPlace() + value;
        case SymbolKind::VokenCode:
            return firstVoken() + value;
        case SymbolKind::ColorCode:
            return firstColor() + value;
        default:
            break;
    }
    for (std::size_t i = 0; i < kMarks.size(); ++i) {
        if (kMarks[i] == kind) return m_pieces + 1 + static_cast<std::int64_t>(i);
    }
    throw std::logic_error("words are not one token");
}

TokenLayout::Meaning TokenLayout::meaning(std::int64_t id) const {
    if (id < 0 || id == kPad || id == kEndOfSequence) return {};
    if (id < m_pieces) return {SymbolKind::Words, static_cast<int>(id), true};
    const auto mark = id - m_pieces - 1;
    if (mark >= 0 && mark < static_cast<std::int64_t>(kMarks.size())) {
        return {kMarks[static_cast<std::size_t>(mark)], 0, true};
    }
    const auto within = [id](std::int64_t first, int count) { return id >= first && id < first + count; };
    if (within(firstPlace(), m_format.bins))
        return {SymbolKind::Place, static_cast<int>(id - firstPlace()), true};
    if (within(firstVoken(), m_format.tokenCodes)) {
        return {SymbolKind::VokenCode, static_cast<int>(id - firstVoken()), true};
    }
    if (within(firstColor(), m_format.colorCodes())) {
        return {SymbolKind::ColorCode, static_cast<int>(id - firstColor()), true};
    }
    return {};
}

}  // namespace kaleido
