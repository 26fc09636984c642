#include "engine/plan/edits.h"

#include <stdexcept>

namespace kaleido {
namespace {

bool isStale(const CodeGrid& grid, std::size_t cell) {
    return cell < grid.parts.size() && grid.parts[cell].state == PartState::Stale;
}

void setCell(CodeGrid& grid, std::size_t cell, int code) {
    if (cell >= grid.codes.size()) throw std::out_of_range("edits: the grid has no such cell");
    if (grid.codes[cell] == code && !isStale(grid, cell)) return;
    grid.codes[cell] = code;
    grid.parts.resize(grid.codes.size());
    grid.parts[cell].state = PartState::Edited;
}

CodeGrid unknownGrid(int columns, int rows) {
    const auto cells = static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows);
    return {columns, rows, std::vector<int>(cells, kUnknownCode), std::vector<Part>(cells)};
}

/// Calls change(state, locked) for each part that `part` means.
template <typename Change>
void forEachPart(Plan& plan, PartRef part, Change change) {
    const auto one = [&](auto& parts) {
        if (part.index >= parts.size()) throw std::out_of_range("edits: the plan has no such part");
        change(parts[part.index].state, parts[part.index].locked);
    };
    const auto all = [&](auto& parts) {
        for (auto& each : parts) change(each.state, each.locked);
    };
    switch (part.kind) {
        case PartKind::Caption:
            return;
        case PartKind::Sentence:
            return one(plan.sentences);
        case PartKind::Item:
            return one(plan.items);
        case PartKind::Token:
            return one(plan.tokens.parts);
        case PartKind::Color:
            return one(plan.colors.parts);
        case PartKind::Detail:
            return all(plan.sentences);
        case PartKind::Tokens:
            return all(plan.tokens.parts);
        case PartKind::Colors:
            return all(plan.colors.parts);
        case PartKind::Plan:
            all(plan.sentences);
            all(plan.items);
            all(plan.tokens.parts);
            return all(plan.colors.parts);
    }
}

}  // namespace

Plan setToken(Plan plan, std::size_t cell, int code) {
    setCell(plan.tokens, cell, code);
    return plan;
}

Plan setColor(Plan plan, std::size_t cell, int code) {
    setCell(plan.colors, cell, code);
    return plan;
}

Plan withGrids(Plan plan, const PlanFormat& format) {
    if (plan.tokens.empty()) plan.tokens = unknownGrid(format.tokenColumns, format.tokenRows);
    if (plan.colors.empty()) plan.colors = unknownGrid(format.colorColumns, format.colorRows);
    return plan;
}

Plan setLocked(Plan plan, PartRef part, bool lock) {
    forEachPart(plan, part, [&](PartState& state, bool& locked) {
        locked = lock;
        if (lock && state == PartState::Stale) state = PartState::Fresh;
    });
    return plan;
}

Plan keepStale(Plan plan, PartRef part) {
    forEachPart(plan, part, [](PartState& state, bool&) {
        if (state == PartState::Stale) state = PartState::Fresh;
    });
    return plan;
}

Plan releaseEdited(Plan plan, PartRef part) {
    forEachPart(plan, part, [](PartState& state, bool&) {
        if (state == PartState::Edited) state = PartState::Fresh;
    });
    return plan;
}

}  // namespace kaleido
