#pragma once

#include "engine/plan/parts.h"
#include "engine/plan/plan.h"

#include <cstddef>
#include <span>

namespace kaleido {

// What hands do to several cells of one grid at a time, as pure functions. `grid` is Tokens or Colors, anything else
// std::invalid_argument; the plan must have the cells (std::out_of_range). See edits.h for what the states mean.

/// Gives the cells this code; locked ones stay.
Plan setCells(Plan plan, PartKind grid, std::span<const std::size_t> cells, int code);
/// Locks or unlocks the cells; one that is not known has nothing to keep and is not locked.
Plan setCellsLocked(Plan plan, PartKind grid, std::span<const std::size_t> cells, bool locked);
/// Whether any of the cells may be resampled: is not locked.
bool anyUnlocked(const Plan& plan, PartKind grid, std::span<const std::size_t> cells);

/// What the planner samples these cells from: of their grid all others that are known and up to date are kept, and of
/// themselves what is locked. A cell that was painted by hand is not kept: it was asked for by name. To be sampled with that
/// grid's kind alone, so that all else is kept as well.
Plan withCellsFree(Plan plan, PartKind grid, std::span<const std::size_t> cells);
/// The plan with these cells as they are in `sampled`, but for the locked ones and those that it does not have; nothing else
/// of it.
Plan withCellsOf(Plan plan, PartKind grid, std::span<const std::size_t> cells, const Plan& sampled);

}  // namespace kaleido
