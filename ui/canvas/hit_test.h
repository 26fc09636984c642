#pragma once

#include "engine/plan/plan.h"

#include <functional>
#include <vector>

namespace kaleido::canvas {

/// Whether an item takes part, e.g. because it is to be seen. An empty function means all of them.
using ItemFilter = std::function<bool(ItemId)>;

/// The items whose box or tilted blob lies under a point or within `reach` of it (fractions of the picture), the nearest to
/// the viewer first.
std::vector<ItemId> itemsAt(const Plan& plan, Vec2 point, double reach, const ItemFilter& filter = {});

/// The items whose box or blob an upright area touches, in the plan's order.
std::vector<ItemId> itemsTouching(const Plan& plan, const Box& area, const ItemFilter& filter = {});

/// What a click on a stack of items selects when `current` is what the click before has selected: the next one below,
/// after the lowest the first. None if the stack is empty.
ItemId nextInStack(const std::vector<ItemId>& stack, ItemId current);

}  // namespace kaleido::canvas
