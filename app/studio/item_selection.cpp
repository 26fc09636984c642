#include "app/studio/item_selection.h"

#include "engine/plan/items.h"

#include <algorithm>

namespace kaleido {
namespace {

bool has(const std::vector<ItemId>& items, ItemId item) {
    return std::find(items.begin(), items.end(), item) != items.end();
}

}  // namespace

bool ItemSelection::contains(ItemId item) const {
    return has(m_items, item);
}

std::optional<ItemId> ItemSelection::single() const {
    return m_items.size() == 1 ? std::optional(m_items.front()) : std::nullopt;
}

void ItemSelection::select(std::vector<ItemId> items) {
    if (items == m_items) return;
    m_items = std::move(items);
    Q_EMIT changed();
}

void ItemSelection::toggle(ItemId item) {
    std::vector<ItemId> items = m_items;
    if (std::erase(items, item) == 0) items.push_back(item);
    select(std::move(items));
}

void ItemSelection::keepOnly(const Plan& plan) {
    std::vector<ItemId> items = m_items;
    std::erase_if(items, [&](ItemId item) { return !findItem(plan, item); });
    select(std::move(items));
    if (m_hovered && !findItem(plan, m_hovered)) hover({});
    if (std::erase_if(m_hidden, [&](ItemId item) { return !findItem(plan, item); }) > 0)
        Q_EMIT hiddenChanged();
}

void ItemSelection::hover(ItemId item) {
    if (item == m_hovered) return;
    m_hovered = item;
    Q_EMIT hoveredChanged();
}

bool ItemSelection::isHidden(ItemId item) const {
    return has(m_hidden, item);
}

void ItemSelection::setHidden(ItemId item, bool hidden) {
    if (hidden == isHidden(item)) return;
    if (hidden)
        m_hidden.push_back(item);
    else
        std::erase(m_hidden, item);
    Q_EMIT hiddenChanged();
}

}  // namespace kaleido
