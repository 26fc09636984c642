#pragma once

#include "app/eval/evaluation_results.h"
#include "app/sheet/axis.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace kaleido {

/// A place in a chart's drawing; y runs downwards.
struct PlotPoint {
    double x = 0;
    double y = 0;
    double valueX = 0;
    double valueY = 0;
};

/// The points of one curve that can be shown, in their order.
struct PlotCurve {
    std::size_t series = 0;
    std::string name{};
    std::vector<PlotPoint> points{};  ///< at least one
};

/// A round value on an axis and where it stands along it.
struct PlotTick {
    double at = 0;
    std::string label{};
};

/// Where everything of a chart stands, in pixels of a drawing of kWidth × kHeight.
struct ChartPlot {
    static constexpr double kWidth = 900;
    static constexpr double kHeight = 360;
    static constexpr double kLabelHeight = 19;  ///< of a name beside its curve's end

    double left = 0, top = 0, right = 0, bottom = 0;  ///< the area that the axes enclose
    std::vector<PlotTick> ticksX{};
    std::vector<PlotTick> ticksY{};
    std::vector<PlotCurve> curves{};
    /// The height at which each curve's name stands, if all of them can stand beside the curves' ends; else empty.
    std::vector<double> nameHeights{};
};

/// Lays a chart out; nothing if no point can be shown.
std::optional<ChartPlot> layoutChart(const ResultChart& chart);

}  // namespace kaleido
