#include "ui/canvas/snapping.h"

#include "engine/plan/shapes.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace kaleido::canvas {
namespace {

constexpr double kSamePlace = 1e-9;

}  // namespace

SnapLines::SnapLines(const Plan& plan, const std::vector<ItemId>& moving, const ItemFilter& filter) {
    add({0, 0, 1, 1});
    for (const Item& item : plan.items) {
        if (std::find(moving.begin(), moving.end(), item.id) != moving.end()) continue;
        if (filter && !filter(item.id)) continue;
        if (const auto bounds = boundsOf(item)) add(*bounds);
    }
}

void SnapLines::add(const Box& box) {
    const Vec2 middle = centreOf(box);
    for (const double x : {box.x0, middle.x, box.x1}) m_vertical.push_back({x, box.y0, box.y1});
    for (const double y : {box.y0, middle.y, box.y1}) m_horizontal.push_back({y, box.x0, box.x1});
}

double SnapLines::snapped(const std::vector<Line>& lines, const Mover& mover, double reach,
                          Qt::Orientation along, std::vector<Guide>& guides) {
    std::optional<double> best;
    for (const Line& line : lines) {
        for (const double place : mover.places) {
            const double by = line.at - place;
            if (std::abs(by) <= reach && (!best || std::abs(by) < std::abs(*best))) best = by;
        }
    }
    if (!best) return 0;
    std::vector<Guide> found;
    for (const Line& line : lines) {
        const bool met = std::any_of(mover.places.begin(), mover.places.end(), [&](double place) {
            return std::abs(place + *best - line.at) < kSamePlace;
        });
        if (!met) continue;
        const Guide guide{along, line.at, std::min(line.from, mover.from), std::max(line.to, mover.to)};
        const auto same = std::find_if(found.begin(), found.end(), [&](const Guide& other) {
            return std::abs(other.at - guide.at) < kSamePlace;
        });
        if (same == found.end()) {
            found.push_back(guide);
        } else {
            same->from = std::min(same->from, guide.from);
            same->to = std::max(same->to, guide.to);
        }
    }
    guides.insert(guides.end(), found.begin(), found.end());
    return *best;
}

Snap SnapLines::box(const Box& moving, double reach) const {
    const Vec2 middle = centreOf(moving);
    const Mover across{{moving.x0, middle.x, moving.x1}, moving.y0, moving.y1};
    const Mover down{{moving.y0, middle.y, moving.y1}, moving.x0, moving.x1};
    Snap snap;
    snap.by.x = snapped(m_vertical, across, reach, Qt::Vertical, snap.guides);
    snap.by.y = snapped(m_horizontal, down, reach, Qt::Horizontal, snap.guides);
    return snap;
}

Snap SnapLines::point(Vec2 moving, bool alongX, bool alongY, double reach) const {
    Snap snap;
    if (alongX)
        snap.by.x = snapped(m_vertical, {{moving.x}, moving.y, moving.y}, reach, Qt::Vertical, snap.guides);
    if (alongY)
        snap.by.y =
            snapped(m_horizontal, {{moving.y}, moving.x, moving.x}, reach, Qt::Horizontal, snap.guides);
    return snap;
}

}  // namespace kaleido::canvas
