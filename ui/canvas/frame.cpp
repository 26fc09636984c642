#include "ui/canvas/frame.h"

#include "engine/plan/edits.h"
#include "engine/plan/items.h"
#include "engine/plan/shapes.h"

#include <cmath>
#include <numbers>

namespace kaleido::canvas {
namespace {

const Item* itemOf(const Plan& plan, ItemId id) {
    const auto index = findItem(plan, id);
    return index ? &plan.items[*index] : nullptr;
}

Frame uprightFrame(const Box& box) {
    return {.centre = centreOf(box), .halfWidth = (box.x1 - box.x0) / 2, .halfHeight = (box.y1 - box.y0) / 2};
}

std::optional<Frame> frameOf(const Item& item) {
    if (item.box) return uprightFrame(*item.box);
    if (!item.blob) return std::nullopt;
    const Blob& blob = *item.blob;
    return Frame{.centre = blob.centre, .halfWidth = blob.rx, .halfHeight = blob.ry, .angle = blob.angle};
}

}  // namespace

std::optional<Frame> frameOf(const Plan& plan, const std::vector<ItemId>& items) {
    if (items.size() == 1) {
        const Item* item = itemOf(plan, items.front());
        return item == nullptr ? std::nullopt : frameOf(*item);
    }
    std::optional<Box> all;
    for (const ItemId id : items) {
        const Item* item = itemOf(plan, id);
        const std::optional<Box> bounds = item == nullptr ? std::nullopt : kaleido::boundsOf(*item);
        if (bounds) all = all ? united(*all, *bounds) : *bounds;
    }
    return all ? std::optional(uprightFrame(*all)) : std::nullopt;
}

Box boundsOf(const Frame& frame) {
    const double radians = frame.angle * std::numbers::pi / 180;
    const double c = std::abs(std::cos(radians)), s = std::abs(std::sin(radians));
    const double width = c * frame.halfWidth + s * frame.halfHeight;
    const double height = s * frame.halfWidth + c * frame.halfHeight;
    return {frame.centre.x - width, frame.centre.y - height, frame.centre.x + width, frame.centre.y + height};
}

Vec2 pointIn(const Frame& frame, Vec2 relative) {
    const double radians = frame.angle * std::numbers::pi / 180;
    const double c = std::cos(radians), s = std::sin(radians);
    const double x = relative.x * frame.halfWidth, y = relative.y * frame.halfHeight;
    return {frame.centre.x + c * x - s * y, frame.centre.y + s * x + c * y};
}

Plan withFrame(const Plan& plan, const std::vector<ItemId>& items, const Frame& from, const Frame& to) {
    if (from == to) return plan;
    if (items.size() == 1) {
        const Item* item = itemOf(plan, items.front());
        if (item == nullptr) return plan;
        if (item->box) return setBox(plan, item->id, boundsOf(to));
        return setBlob(plan, item->id, {to.centre, to.halfWidth, to.halfHeight, to.angle});
    }
    return resizeItems(plan, items, boundsOf(from), boundsOf(to));
}

Plan withItemsMoved(const Plan& plan, const std::vector<ItemId>& items, Vec2 by) {
    return by == Vec2{} ? plan : moveItems(plan, items, by);
}

}  // namespace kaleido::canvas
