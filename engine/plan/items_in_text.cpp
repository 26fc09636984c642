#include "engine/plan/items_in_text.h"

#include "engine/plan/mentions.h"

#include <cstddef>

namespace kaleido {

std::vector<ItemInText> itemsInText(const Plan& plan) {
    std::vector<ItemInText> items(plan.items.size());
    const auto mentions = firstMentions(plan);
    for (std::size_t i = 0; i < items.size(); ++i) items[i].named = mentions[i].has_value();
    for (const PlaceClaim& claim : placeClaims(plan)) {
        ItemInText& item = items[claim.item];
        ++item.places;
        if (!contradicts(plan.items[claim.item], claim.place.place)) ++item.placesKept;
    }
    return items;
}

}  // namespace kaleido
