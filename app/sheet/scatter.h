#pragma once

#include "engine/base/picture.h"

#include <cstddef>
#include <vector>

namespace kaleido::sheet {

/// A point of a scatter plot; the plane's x runs to the right and y upwards, −1 … 1 across the plot.
struct ScatterPoint {
    double x = 0, y = 0;
    std::size_t series = 0;  ///< its colour: theme::categorical()
};

/// A circle that is outlined behind the points, e.g. where a normal distribution has most of its mass.
struct ScatterCircle {
    double x = 0, y = 0;
    double radius = 0;
    std::size_t series = 0;
};

/// Draws points into a square picture of `side` pixels, for a cell of a grid. Points that lie outside the plot are drawn at
/// its edge, where they left it.
Picture drawScatter(const std::vector<ScatterPoint>& points, const std::vector<ScatterCircle>& circles,
                    int side);

}  // namespace kaleido::sheet
