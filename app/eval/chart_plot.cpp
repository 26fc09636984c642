#include "app/eval/chart_plot.h"

#include "app/eval/shown_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace kaleido {
namespace {

// Widths of most characters in whichever font the reader has, with some reserve.
constexpr double kTickCharacter = 7.8;
constexpr double kNameCharacter = 10;
constexpr double kTop = 36;     ///< for the title of y
constexpr double kBelow = 52;   ///< for the ticks' labels and the title of x
constexpr double kBeside = 28;  ///< at the right, for half a tick's label
constexpr double kGap = 12;
constexpr double kTickSpacingX = 96;
constexpr int kTicksY = 7;
constexpr double kLeastSpacing = 44;  ///< of labels below the axis
constexpr double kRoomX = 0.025;
constexpr double kRoomY = 0.07;
constexpr std::size_t kFewValues = 10;  ///< up to here the axis is labelled with the values themselves
constexpr std::size_t kFewCurves = 8;   ///< up to here names may stand beside the curves
constexpr int kLongestName = 24;        ///< that may stand there
constexpr double kNearEnd = 0.05;       ///< of the width: where a curve counts as ending at the right

/// Values of what can be shown, curve by curve.
std::vector<PlotCurve> shownCurves(const ResultChart& chart) {
    const sheet::Axis x{.logarithmic = chart.logX};
    const sheet::Axis y;
    std::vector<PlotCurve> curves;
    for (std::size_t s = 0; s < chart.series.size(); ++s) {
        const ResultSeries& series = chart.series[s];
        PlotCurve curve{s, shownLine(series.name), {}};
        for (std::size_t i = 0; i < std::min(series.x.size(), series.y.size()); ++i) {
            if (!x.shows(series.x[i]) || !y.shows(series.y[i])) continue;
            curve.points.push_back({.valueX = series.x[i], .valueY = series.y[i]});
        }
        if (!curve.points.empty()) curves.push_back(std::move(curve));
    }
    return curves;
}

std::vector<double> valuesOf(const std::vector<PlotCurve>& curves, double PlotPoint::*value) {
    std::vector<double> values;
    for (const PlotCurve& curve : curves) {
        for (const PlotPoint& point : curve.points) values.push_back(point.*value);
    }
    std::ranges::sort(values);
    values.erase(std::unique(values.begin(), values.end()), values.end());
    return values;
}

/// From nothing on where values reach down far, so that a height tells a size; else close around the values. Up to a
/// round value if that is near.
sheet::Axis heightAxis(const std::vector<double>& values) {
    sheet::Axis axis = *sheet::axisFor(values, false, kRoomY);
    const double least = values.front();
    if (least >= 0 && (axis.low < 0 || least < values.back() / 2)) axis.low = 0;
    const auto ticks = axis.ticks(kTicksY);
    if (ticks.size() < 2) return axis;
    const double step = ticks[1] - ticks[0];
    if (ticks.back() + step - axis.high < step / 2) axis.high = ticks.back() + step;
    return axis;
}

/// Few values are labelled themselves, since they are what was chosen: steps 4, 8, 16; many by round numbers.
std::vector<PlotTick> ticksBelow(const sheet::Axis& axis, const std::vector<double>& values, double left,
                                 double width) {
    const bool few = values.size() <= kFewValues;
    std::vector<PlotTick> ticks;
    for (const double value : few ? values : axis.ticks(static_cast<int>(width / kTickSpacingX))) {
        const double at = left + axis.position(value) * width;
        if (ticks.empty() || at - ticks.back().at >= kLeastSpacing)
            ticks.push_back({at, sheet::tickLabel(value)});
    }
    return ticks;
}

double widestLabel(const std::vector<PlotTick>& ticks) {
    double width = 0;
    for (const PlotTick& tick : ticks) width = std::max(width, displayWidth(tick.label) * kTickCharacter);
    return width;
}

/// Whether names can stand beside the curves' ends: few, short, and all ends at the right.
bool namesFitBeside(const std::vector<PlotCurve>& curves, const sheet::Axis& axis, double lastX) {
    if (curves.size() > kFewCurves) return false;
    return std::ranges::all_of(curves, [&](const PlotCurve& curve) {
        const double end = axis.position(curve.points.back().valueX);
        return displayWidth(curve.name) <= kLongestName && axis.position(lastX) - end <= kNearEnd;
    });
}

/// The nearest heights to those wanted, which ascend, that are at least a label apart and within top … bottom: least
/// squares by pooling neighbours that would overlap (isotonic regression of the heights less their rank).
std::vector<double> movedApart(const std::vector<double>& wanted, double top, double bottom) {
    struct Pool {
        double mean;
        double count;
    };
    std::vector<Pool> pools;
    for (std::size_t k = 0; k < wanted.size(); ++k) {
        Pool pool{wanted[k] - static_cast<double>(k) * ChartPlot::kLabelHeight, 1};
        while (!pools.empty() && pools.back().mean > pool.mean) {
            const Pool& before = pools.back();
            const double count = before.count + pool.count;
            pool = {(before.mean * before.count + pool.mean * pool.count) / count, count};
            pools.pop_back();
        }
        pools.push_back(pool);
    }
    const double most = bottom - static_cast<double>(wanted.size() - 1) * ChartPlot::kLabelHeight;
    std::vector<double> heights;
    for (const Pool& pool : pools) {
        for (double i = 0; i < pool.count; ++i) {
            const double rank = static_cast<double>(heights.size());
            heights.push_back(std::clamp(pool.mean, top, most) + rank * ChartPlot::kLabelHeight);
        }
    }
    return heights;
}

/// Heights of the names beside the curves' ends, in the order of the curves.
std::vector<double> nameHeights(const std::vector<PlotCurve>& curves, double top, double bottom) {
    std::vector<std::size_t> order(curves.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto endOf = [&](std::size_t i) { return curves[i].points.back().y; };
    std::ranges::stable_sort(order, {}, endOf);
    std::vector<double> ends;
    for (const std::size_t i : order) ends.push_back(endOf(i));
    const auto moved = movedApart(ends, top, bottom);
    std::vector<double> heights(curves.size());
    for (std::size_t k = 0; k < order.size(); ++k) heights[order[k]] = moved[k];
    return heights;
}

}  // namespace

std::optional<ChartPlot> layoutChart(const ResultChart& chart) {
    ChartPlot plot{.curves = shownCurves(chart)};
    if (plot.curves.empty()) return std::nullopt;
    const auto xs = valuesOf(plot.curves, &PlotPoint::valueX);
    const sheet::Axis x = *sheet::axisFor(xs, chart.logX, kRoomX);
    const sheet::Axis y = heightAxis(valuesOf(plot.curves, &PlotPoint::valueY));

    plot.top = kTop;
    plot.bottom = ChartPlot::kHeight - kBelow;
    const double height = plot.bottom - plot.top;
    for (const double value : y.ticks(kTicksY))
        plot.ticksY.push_back({plot.bottom - y.position(value) * height, sheet::tickLabel(value)});
    plot.left = widestLabel(plot.ticksY) + kGap;

    const bool named = namesFitBeside(plot.curves, x, xs.back());
    double beside = kBeside;
    for (const PlotCurve& curve : plot.curves)
        beside = named ? std::max(beside, displayWidth(curve.name) * kNameCharacter + kGap) : beside;
    plot.right = ChartPlot::kWidth - beside;
    plot.ticksX = ticksBelow(x, xs, plot.left, plot.right - plot.left);

    for (PlotCurve& curve : plot.curves) {
        for (PlotPoint& point : curve.points) {
            point.x = plot.left + x.position(point.valueX) * (plot.right - plot.left);
            point.y = plot.bottom - y.position(point.valueY) * height;
        }
    }
    if (named) plot.nameHeights = nameHeights(plot.curves, plot.top, plot.bottom);
    return plot;
}

}  // namespace kaleido
