#include "engine/plan/cells.h"

#include "engine/plan/edits.h"

#include <algorithm>
#include <stdexcept>

namespace kaleido {
namespace {

/// Of a plan that may be changed or one that may not.
template <typename AnyPlan>
auto& gridOf(AnyPlan& plan, PartKind grid) {
    if (grid == PartKind::Tokens) return plan.tokens;
    if (grid == PartKind::Colors) return plan.colors;
    throw std::invalid_argument("cells: not a grid");
}

bool isLocked(const CodeGrid& grid, std::size_t cell) {
    return cell < grid.parts.size() && grid.parts[cell].locked;
}

void requireCells(const CodeGrid& grid, std::span<const std::size_t> cells) {
    if (std::any_of(cells.begin(), cells.end(), [&](std::size_t cell) { return cell >= grid.codes.size(); }))
        throw std::out_of_range("cells: the grid has no such cell");
}

}  // namespace

Plan setCells(Plan plan, PartKind grid, std::span<const std::size_t> cells, int code) {
    requireCells(gridOf(plan, grid), cells);
    for (const std::size_t cell : cells) {
        if (isLocked(gridOf(plan, grid), cell)) continue;
        plan = grid == PartKind::Tokens ? setToken(std::move(plan), cell, code)
                                        : setColor(std::move(plan), cell, code);
    }
    return plan;
}

Plan setCellsLocked(Plan plan, PartKind grid, std::span<const std::size_t> cells, bool locked) {
    requireCells(gridOf(plan, grid), cells);
    const PartKind one = grid == PartKind::Tokens ? PartKind::Token : PartKind::Color;
    for (const std::size_t cell : cells) {
        CodeGrid& all = gridOf(plan, grid);
        if (locked && all.codes[cell] == kUnknownCode) continue;
        all.parts.resize(all.codes.size());
        plan = setLocked(std::move(plan), {one, cell}, locked);
    }
    return plan;
}

bool anyUnlocked(const Plan& plan, PartKind grid, std::span<const std::size_t> cells) {
    const CodeGrid& all = gridOf(plan, grid);
    return std::any_of(cells.begin(), cells.end(), [&](std::size_t cell) { return !isLocked(all, cell); });
}

Plan withCellsFree(Plan plan, PartKind grid, std::span<const std::size_t> cells) {
    CodeGrid& all = gridOf(plan, grid);
    requireCells(all, cells);
    all.parts.resize(all.codes.size());
    for (std::size_t cell = 0; cell < all.codes.size(); ++cell) {
        Part& part = all.parts[cell];
        if (part.locked) continue;
        const bool free = std::find(cells.begin(), cells.end(), cell) != cells.end();
        // Stale cells contradict the items: the new ones are not to agree with them.
        if (free)
            part.state = PartState::Fresh;
        else
            part.locked = all.codes[cell] != kUnknownCode && part.state != PartState::Stale;
    }
    return plan;
}

Plan withCellsOf(Plan plan, PartKind grid, std::span<const std::size_t> cells, const Plan& sampled) {
    CodeGrid& all = gridOf(plan, grid);
    const CodeGrid& drawn = gridOf(sampled, grid);
    requireCells(all, cells);
    all.parts.resize(all.codes.size());
    for (const std::size_t cell : cells) {
        if (all.parts[cell].locked || cell >= drawn.codes.size()) continue;
        all.codes[cell] = drawn.codes[cell];
        all.parts[cell] = {};
    }
    return plan;
}

}  // namespace kaleido
