#include "app/studio/item_order.h"

#include "engine/plan/edits.h"

#include <algorithm>

namespace kaleido {
namespace {

bool has(const std::vector<ItemId>& items, ItemId id) {
    return std::find(items.begin(), items.end(), id) != items.end();
}

}  // namespace

Plan placeItems(Plan plan, const std::vector<ItemId>& items, std::size_t place) {
    std::vector<ItemId> below, above;  // of the place, far to near
    std::size_t others = 0;
    for (const Item& item : plan.items) {
        if (!has(items, item.id))
            ++others;
        else
            (others < place ? below : above).push_back(item.id);
    }
    std::size_t at = std::min(place, others) + below.size();
    // Those next to the place first, so that none passes another of them.
    for (std::size_t i = below.size(); i-- > 0;)
        plan = reorderItem(std::move(plan), below[i], std::min(place, others) + i);
    for (const ItemId id : above) plan = reorderItem(std::move(plan), id, at++);
    return plan;
}

Plan bringNearer(Plan plan, const std::vector<ItemId>& items) {
    for (std::size_t i = plan.items.size(); i-- > 1;) {
        const ItemId id = plan.items[i - 1].id;
        if (has(items, id) && !has(items, plan.items[i].id)) plan = reorderItem(std::move(plan), id, i);
    }
    return plan;
}

Plan sendFarther(Plan plan, const std::vector<ItemId>& items) {
    for (std::size_t i = 1; i < plan.items.size(); ++i) {
        const ItemId id = plan.items[i].id;
        if (has(items, id) && !has(items, plan.items[i - 1].id))
            plan = reorderItem(std::move(plan), id, i - 1);
    }
    return plan;
}

}  // namespace kaleido
