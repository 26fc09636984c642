#include "ui/canvas/alignment.h"

#include "engine/plan/edits.h"
#include "engine/plan/items.h"
#include "engine/plan/shapes.h"

#include <algorithm>
#include <utility>

namespace kaleido::canvas {
namespace {

struct Placed {
    ItemId id;
    Box bounds;
};

/// The items that have a shape.
std::vector<Placed> placed(const Plan& plan, const std::vector<ItemId>& items) {
    std::vector<Placed> result;
    for (const ItemId id : items) {
        const auto index = findItem(plan, id);
        const auto bounds = index ? boundsOf(plan.items[*index]) : std::nullopt;
        if (bounds) result.push_back({id, *bounds});
    }
    return result;
}

Vec2 shiftTo(const Box& area, const Box& box, Alignment alignment) {
    switch (alignment) {
        case Alignment::Left:
            return {area.x0 - box.x0, 0};
        case Alignment::Centre:
            return {centreOf(area).x - centreOf(box).x, 0};
        case Alignment::Right:
            return {area.x1 - box.x1, 0};
        case Alignment::Top:
            return {0, area.y0 - box.y0};
        case Alignment::Middle:
            return {0, centreOf(area).y - centreOf(box).y};
        case Alignment::Bottom:
            return {0, area.y1 - box.y1};
    }
    return {};
}

}  // namespace

Plan aligned(const Plan& plan, const std::vector<ItemId>& items, Alignment alignment) {
    const std::vector<Placed> all = placed(plan, items);
    if (all.empty()) return plan;
    Box area = all.front().bounds;
    for (const Placed& one : all) area = united(area, one.bounds);
    if (all.size() == 1) area = {0, 0, 1, 1};
    Plan result = plan;
    for (const Placed& one : all) {
        const Vec2 by = shiftTo(area, one.bounds, alignment);
        if (by != Vec2{}) result = moveItem(std::move(result), one.id, by);
    }
    return result;
}

Plan distributed(const Plan& plan, const std::vector<ItemId>& items, Qt::Orientation along) {
    std::vector<Placed> all = placed(plan, items);
    if (all.size() < 3) return plan;
    const bool across = along == Qt::Horizontal;
    const auto low = [&](const Placed& one) { return across ? one.bounds.x0 : one.bounds.y0; };
    const auto high = [&](const Placed& one) { return across ? one.bounds.x1 : one.bounds.y1; };
    std::stable_sort(all.begin(), all.end(),
                     [&](const Placed& a, const Placed& b) { return low(a) + high(a) < low(b) + high(b); });
    double gap = low(all.back()) - high(all.front());
    for (std::size_t i = 1; i + 1 < all.size(); ++i) gap -= high(all[i]) - low(all[i]);
    gap /= static_cast<double>(all.size() - 1);
    Plan result = plan;
    double at = high(all.front()) + gap;
    for (std::size_t i = 1; i + 1 < all.size(); ++i) {
        const double by = at - low(all[i]);
        if (by != 0) result = moveItem(std::move(result), all[i].id, across ? Vec2{by, 0} : Vec2{0, by});
        at += high(all[i]) - low(all[i]) + gap;
    }
    return result;
}

}  // namespace kaleido::canvas
