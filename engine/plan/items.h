#pragma once

#include "engine/plan/plan.h"

#include <cstddef>
#include <optional>

namespace kaleido {

/// Where the item with this id is in plan.items, or nothing.
std::optional<std::size_t> findItem(const Plan& plan, ItemId id);

/// An id that no item of the plan has: one more than the largest.
ItemId nextItemId(const Plan& plan);

}  // namespace kaleido
