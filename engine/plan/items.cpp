#include "engine/plan/items.h"

#include <algorithm>

namespace kaleido {

std::optional<std::size_t> findItem(const Plan& plan, ItemId id) {
    for (std::size_t i = 0; i < plan.items.size(); ++i) {
        if (plan.items[i].id == id) return i;
    }
    return std::nullopt;
}

ItemId nextItemId(const Plan& plan) {
    std::uint64_t largest = 0;
    for (const Item& item : plan.items) largest = std::max(largest, item.id.value);
    return ItemId{largest + 1};
}

}  // namespace kaleido
