#pragma once

#include "engine/plan/format.h"
#include "engine/plan/parts.h"
#include "engine/plan/plan.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace kaleido {

// What hands do to a plan, as pure functions. An edited part becomes Edited; what contradicts it now becomes
// Stale, unless it is locked (see stale.h). An edit that changes nothing returns the plan as it was. Ids and
// indices must be there (std::out_of_range) and coordinates finite (std::invalid_argument): both are broken
// promises of the caller. Pictures are taken as square.

/// Shifts box and blob. They may stick out of the picture.
Plan moveItem(Plan plan, ItemId id, Vec2 by);
/// The same of several at once, in about the time of one.
Plan moveItems(const Plan& plan, const std::vector<ItemId>& ids, Vec2 by);
/// Gives the item this box; its blob follows as if glued to the old box. Corners are sorted, sides below 1/64
/// grow to it about their middle.
Plan setBox(Plan plan, ItemId id, Box box);
/// Gives the item this blob; its box follows the bounds of the blob. Radii are made positive and at least 1/128.
Plan setBlob(Plan plan, ItemId id, Blob blob);
/// Applies to box and blob the map that takes `from` to `to`, as when a selection is resized.
Plan resizeItem(Plan plan, ItemId id, const Box& from, const Box& to);
Plan resizeItems(const Plan& plan, const std::vector<ItemId>& ids, const Box& from, const Box& to);
/// Turns the blob clockwise about its centre; its box follows the bounds of the blob. Without a blob, nothing.
Plan rotateItem(Plan plan, ItemId id, double degrees);
/// Takes the box, or the blob, away.
Plan removeBox(Plan plan, ItemId id);
Plan removeBlob(Plan plan, ItemId id);
/// Gives the item these words (kept as they are, so that typing is not disturbed).
Plan setWords(Plan plan, ItemId id, std::string_view words);

/// Puts a drawn item in front of all others. It gets a new id, the origin Drawn and the state Edited.
Plan addItem(Plan plan, Item item);
/// Puts a copy right in front of the item, shifted; unlocked, otherwise as addItem().
Plan duplicateItem(Plan plan, ItemId id, Vec2 by);
Plan removeItem(Plan plan, ItemId id);
/// Moves the item to this index (0 = farthest); indices past the end mean the nearest.
Plan reorderItem(Plan plan, ItemId id, std::size_t index);

/// Replaces one sentence by this text, which may be none or several sentences; the index one past the last
/// appends. Fresh items that the text no longer names, or now places elsewhere, become Stale.
Plan setSentence(Plan plan, std::size_t index, std::string_view text);
/// Replaces the description; sentences that were there before keep their states.
Plan setDetail(Plan plan, std::string_view detail);

/// Sets one cell of the grid, which the plan must have (see withGrids).
Plan setToken(Plan plan, std::size_t cell, int code);
Plan setColor(Plan plan, std::size_t cell, int code);
/// The plan with grids of unknown cells where it has none, for painting into.
Plan withGrids(Plan plan, const PlanFormat& format);

// Detail, Tokens, Colors and Plan mean all parts they consist of; a caption has no state.

/// Locks or unlocks; a locked part is not stale any more.
Plan setLocked(Plan plan, PartRef part, bool locked);
/// What is Stale counts again as it is (Fresh).
Plan keepStale(Plan plan, PartRef part);
/// What is Edited may be resampled again (Fresh).
Plan releaseEdited(Plan plan, PartRef part);

}  // namespace kaleido
