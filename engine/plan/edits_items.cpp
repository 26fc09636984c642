#include "engine/plan/edits.h"
#include "engine/plan/items.h"
#include "engine/plan/limits.h"
#include "engine/plan/mentions.h"
#include "engine/plan/shapes.h"
#include "engine/plan/stale.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace kaleido {
namespace {

std::size_t indexOf(const Plan& plan, ItemId id) {
    const auto index = findItem(plan, id);
    if (!index) throw std::out_of_range("edits: the plan has no such item");
    return *index;
}

void requireFinite(bool finite) {
    if (!finite) throw std::invalid_argument("edits: a coordinate is not a number");
}

bool isFinite(const Box& box) {
    return std::isfinite(box.x0) && std::isfinite(box.y0) && std::isfinite(box.x1) && std::isfinite(box.y1);
}

bool isFinite(const Blob& blob) {
    return std::isfinite(blob.centre.x) && std::isfinite(blob.centre.y) && std::isfinite(blob.rx) &&
           std::isfinite(blob.ry) && std::isfinite(blob.angle);
}

void grow(double& low, double& high) {
    if (low > high) std::swap(low, high);
    if (high - low >= kSmallestSide) return;
    const double middle = (low + high) / 2;
    low = middle - kSmallestSide / 2;
    high = middle + kSmallestSide / 2;
}

Box wellFormed(Box box) {
    requireFinite(isFinite(box));
    grow(box.x0, box.x1);
    grow(box.y0, box.y1);
    return box;
}

Blob wellFormed(Blob blob) {
    requireFinite(isFinite(blob));
    blob.rx = std::max(std::abs(blob.rx), kSmallestRadius);
    blob.ry = std::max(std::abs(blob.ry), kSmallestRadius);
    return blob;
}

/// The plan with `change` applied to each of the items; those that differ then become Edited, with what that makes stale.
template <typename Change>
Plan withItems(const Plan& plan, const std::vector<ItemId>& ids, Change change) {
    Plan after = plan;
    std::vector<std::size_t> changed;
    for (const ItemId id : ids) {
        const std::size_t index = indexOf(plan, id);
        Item& item = after.items[index];
        change(item);
        if (item == plan.items[index]) continue;
        item.state = PartState::Edited;
        changed.push_back(index);
    }
    if (!changed.empty()) makeStaleAround(plan, after, changed);
    return after;
}

template <typename Change>
Plan withItem(const Plan& plan, ItemId id, Change change) {
    return withItems(plan, {id}, change);
}

/// Gives `item` a blob and lets its box follow the bounds.
void putBlob(Item& item, const Blob& blob) {
    if (item.blob == blob) return;
    if (item.box && item.blob)
        item.box = wellFormed(carried(*item.box, boundsOf(*item.blob), boundsOf(blob)));
    item.blob = blob;
}

/// Inserts the item, as drawn by hand, at this index.
Plan inserted(Plan plan, Item item, std::size_t index) {
    item.id = nextItemId(plan);
    item.origin = Origin::Drawn;
    item.state = PartState::Edited;
    if (item.box) item.box = wellFormed(*item.box);
    if (item.blob) item.blob = wellFormed(*item.blob);
    makeCellsStale(plan, boundsOf(item));
    plan.items.insert(plan.items.begin() + static_cast<std::ptrdiff_t>(index), std::move(item));
    return plan;
}

void shift(Item& item, Vec2 by) {
    if (item.box) item.box = moved(*item.box, by);
    if (item.blob) item.blob = moved(*item.blob, by);
}

}  // namespace

Plan moveItem(Plan plan, ItemId id, Vec2 by) {
    return moveItems(plan, {id}, by);
}

Plan moveItems(const Plan& plan, const std::vector<ItemId>& ids, Vec2 by) {
    requireFinite(std::isfinite(by.x) && std::isfinite(by.y));
    return withItems(plan, ids, [&](Item& item) { shift(item, by); });
}

Plan setBox(Plan plan, ItemId id, Box box) {
    box = wellFormed(box);
    return withItem(plan, id, [&](Item& item) {
        if (item.box == box) return;
        if (item.box && item.blob) item.blob = wellFormed(carried(*item.blob, *item.box, box));
        item.box = box;
    });
}

Plan setBlob(Plan plan, ItemId id, Blob blob) {
    blob = wellFormed(blob);
    return withItem(plan, id, [&](Item& item) { putBlob(item, blob); });
}

Plan resizeItem(Plan plan, ItemId id, const Box& from, const Box& to) {
    return resizeItems(plan, {id}, from, to);
}

Plan resizeItems(const Plan& plan, const std::vector<ItemId>& ids, const Box& from, const Box& to) {
    requireFinite(isFinite(from) && isFinite(to));
    return withItems(plan, ids, [&](Item& item) {
        if (from == to) return;
        if (item.box) item.box = wellFormed(carried(*item.box, from, to));
        if (item.blob) item.blob = wellFormed(carried(*item.blob, from, to));
    });
}

Plan rotateItem(Plan plan, ItemId id, double degrees) {
    requireFinite(std::isfinite(degrees));
    return withItem(plan, id, [&](Item& item) {
        if (!item.blob) return;
        Blob turned = *item.blob;
        turned.angle += degrees;
        putBlob(item, turned);
    });
}

Plan removeBox(Plan plan, ItemId id) {
    return withItem(plan, id, [](Item& item) { item.box.reset(); });
}

Plan removeBlob(Plan plan, ItemId id) {
    return withItem(plan, id, [](Item& item) { item.blob.reset(); });
}

Plan setWords(Plan plan, ItemId id, std::string_view words) {
    return withItem(plan, id, [&](Item& item) { item.words = words; });
}

Plan addItem(Plan plan, Item item) {
    const std::size_t front = plan.items.size();
    return inserted(std::move(plan), std::move(item), front);
}

Plan duplicateItem(Plan plan, ItemId id, Vec2 by) {
    requireFinite(std::isfinite(by.x) && std::isfinite(by.y));
    const std::size_t index = indexOf(plan, id);
    Item copy = plan.items[index];
    copy.locked = false;
    shift(copy, by);
    return inserted(std::move(plan), std::move(copy), index + 1);
}

Plan removeItem(Plan plan, ItemId id) {
    const std::size_t index = indexOf(plan, id);
    makeSentencesStale(plan, sentencesMentioning(plan, {index}));
    makeCellsStale(plan, boundsOf(plan.items[index]));
    plan.items.erase(plan.items.begin() + static_cast<std::ptrdiff_t>(index));
    return plan;
}

Plan reorderItem(Plan plan, ItemId id, std::size_t index) {
    const std::size_t from = indexOf(plan, id);
    const std::size_t to = std::min(index, plan.items.size() - 1);
    if (from == to) return plan;
    Item item = plan.items[from];
    item.state = PartState::Edited;
    plan.items.erase(plan.items.begin() + static_cast<std::ptrdiff_t>(from));
    const auto area = boundsOf(item);
    // Where it and an item that it passes overlap, another one is in front now.
    for (std::size_t i = std::min(from, to); i < std::max(from, to); ++i) {
        const auto other = boundsOf(plan.items[i]);
        if (area && other) makeCellsStale(plan, intersection(*area, *other));
    }
    plan.items.insert(plan.items.begin() + static_cast<std::ptrdiff_t>(to), std::move(item));
    return plan;
}

}  // namespace kaleido
