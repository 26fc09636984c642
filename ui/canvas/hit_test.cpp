#include "ui/canvas/hit_test.h"

#include "engine/plan/shapes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace kaleido::canvas {
namespace {

Box grown(const Box& box, double by) {
    return {box.x0 - by, box.y0 - by, box.x1 + by, box.y1 + by};
}

Blob grown(Blob blob, double by) {
    blob.rx += by;
    blob.ry += by;
    return blob;
}

bool isUnder(const Item& item, Vec2 point, double reach) {
    return (item.box && contains(grown(*item.box, reach), point)) ||
           (item.blob && contains(grown(*item.blob, reach), point));
}

bool overlap(const Box& a, const Box& b) {
    return a.x0 <= b.x1 && b.x0 <= a.x1 && a.y0 <= b.y1 && b.y0 <= a.y1;
}

/// The point in the coordinates in which the blob is the unit circle about the origin.
Vec2 inBlob(const Blob& blob, Vec2 point) {
    const double radians = blob.angle * std::numbers::pi / 180;
    const double c = std::cos(radians), s = std::sin(radians);
    const double dx = point.x - blob.centre.x, dy = point.y - blob.centre.y;
    return {(c * dx + s * dy) / blob.rx, (c * dy - s * dx) / blob.ry};
}

/// The distance of the segment from the origin.
double distanceOf(Vec2 a, Vec2 b) {
    const double dx = b.x - a.x, dy = b.y - a.y;
    const double length = dx * dx + dy * dy;
    const double t = length > 0 ? std::clamp(-(a.x * dx + a.y * dy) / length, 0.0, 1.0) : 0.0;
    return std::hypot(a.x + t * dx, a.y + t * dy);
}

bool touches(const Blob& blob, const Box& area) {
    if (!(blob.rx > 0) || !(blob.ry > 0)) return false;
    if (contains(area, blob.centre)) return true;
    const std::array<Vec2, 4> corners{inBlob(blob, {area.x0, area.y0}), inBlob(blob, {area.x1, area.y0}),
                                      inBlob(blob, {area.x1, area.y1}), inBlob(blob, {area.x0, area.y1})};
    for (std::size_t i = 0; i < corners.size(); ++i) {
        if (distanceOf(corners[i], corners[(i + 1) % corners.size()]) <= 1) return true;
    }
    return false;
}

}  // namespace

std::vector<ItemId> itemsAt(const Plan& plan, Vec2 point, double reach, const ItemFilter& filter) {
    std::vector<ItemId> stack;
    for (auto item = plan.items.rbegin(); item != plan.items.rend(); ++item) {
        if (isUnder(*item, point, reach) && (!filter || filter(item->id))) stack.push_back(item->id);
    }
    return stack;
}

std::vector<ItemId> itemsTouching(const Plan& plan, const Box& area, const ItemFilter& filter) {
    std::vector<ItemId> found;
    for (const Item& item : plan.items) {
        const bool touched =
            (item.box && overlap(*item.box, area)) || (item.blob && touches(*item.blob, area));
        if (touched && (!filter || filter(item.id))) found.push_back(item.id);
    }
    return found;
}

ItemId nextInStack(const std::vector<ItemId>& stack, ItemId current) {
    if (stack.empty()) return {};
    const auto found = std::find(stack.begin(), stack.end(), current);
    return found == stack.end() || found + 1 == stack.end() ? stack.front() : *(found + 1);
}

}  // namespace kaleido::canvas
