#pragma once

#include "engine/plan/plan.h"

#include <cstddef>
#include <vector>

namespace kaleido {

// The order of several items at once, as pure functions. Items keep their order among themselves; ids must be there.

/// Takes the items out and puts them in again in front of the `place` farthest of the others.
Plan placeItems(Plan plan, const std::vector<ItemId>& items, std::size_t place);
/// Moves each of the items past its next neighbour, nearer or farther, as far as there is one.
Plan bringNearer(Plan plan, const std::vector<ItemId>& items);
Plan sendFarther(Plan plan, const std::vector<ItemId>& items);

}  // namespace kaleido
