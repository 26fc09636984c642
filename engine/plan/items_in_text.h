#pragma once

#include "engine/plan/plan.h"

#include <vector>

namespace kaleido {

/// What a plan's description says of one item.
struct ItemInText {
    bool named = false;  ///< the description has its words (mentions.h)
    int places = 0;      ///< how often the description says where it is
    int placesKept = 0;  ///< of these, how often the item is there

    /// Named, and at every place that it is said to be.
    bool agrees() const { return named && places == placesKept; }
    bool operator==(const ItemInText&) const = default;
};

/// Whether the description of a plan agrees with its items, item by item in their order: how far the latents of one plan,
/// sampled one after the other, are of one mind, and whether a description sampled anew respects a locked item. A place
/// that is said once for a thing and what it stands on counts for the latter alone; an item without a shape is at every
/// place.
std::vector<ItemInText> itemsInText(const Plan& plan);

}  // namespace kaleido
