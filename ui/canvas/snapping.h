#pragma once

#include "engine/plan/plan.h"
#include "ui/canvas/hit_test.h"

#include <Qt>

#include <vector>

namespace kaleido::canvas {

/// A line that shows what something has snapped to; fractions of the picture.
struct Guide {
    Qt::Orientation orientation = Qt::Vertical;
    double at = 0;    ///< x of a vertical line, y of a horizontal one
    double from = 0;  ///< its ends along the other axis
    double to = 0;

    bool operator==(const Guide&) const = default;
};

/// How far to move something so that it snaps, and the guides to show then.
struct Snap {
    Vec2 by;
    std::vector<Guide> guides;
};

/// Edges and centres that things snap to: those of the picture and of the items that do not move.
class SnapLines {
public:
    /// Without the `moving` items, nor those that `filter` leaves out.
    SnapLines(const Plan& plan, const std::vector<ItemId>& moving, const ItemFilter& filter = {});

    /// For a box that is moved: its edges and its middle snap, each axis for itself, to what is within `reach`.
    Snap box(const Box& moving, double reach) const;
    /// For a point that is dragged along the axes given.
    Snap point(Vec2 moving, bool alongX, bool alongY, double reach) const;

private:
    struct Line {
        double at, from, to;
    };
    struct Mover {
        std::vector<double> places;  ///< that may snap, on this axis
        double from, to;             ///< its ends along the other axis
    };

    void add(const Box& box);
    static double snapped(const std::vector<Line>& lines, const Mover& mover, double reach,
                          Qt::Orientation along, std::vector<Guide>& guides);

    std::vector<Line> m_vertical, m_horizontal;
};

}  // namespace kaleido::canvas
