#include "app/eval/chart_svg.h"

#include "app/eval/chart_plot.h"
#include "app/eval/html_text.h"
#include "app/eval/shown_text.h"
#include "app/sheet/theme.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

namespace kaleido {
namespace {

constexpr std::size_t kMostDots = 60;  ///< of a curve: more would run into each other
constexpr double kNameGap = 10;        ///< between a curve's end and its name

/// Tells curves apart whose colours are the same.
std::string dashes(std::size_t series) {
    constexpr std::array kDashes{"", " stroke-dasharray=\"7 4\"", " stroke-dasharray=\"2 4\""};
    return kDashes[series / sheet::theme::kCategoricalCount % kDashes.size()];
}

std::string colorClass(std::size_t series) {
    return fmt::format("c{}", series % sheet::theme::kCategoricalCount);
}

std::string svgText(double x, double y, std::string_view style, std::string_view text) {
    return textElement("text", fmt::format(" x=\"{:.1f}\" y=\"{:.1f}\" class=\"{}\"", x, y, style), text);
}

std::string svgLine(double x1, double y1, double x2, double y2, std::string_view style) {
    return fmt::format("<line x1=\"{:.1f}\" y1=\"{:.1f}\" x2=\"{:.1f}\" y2=\"{:.1f}\" class=\"{}\"/>", x1, y1,
                       x2, y2, style);
}

std::string axesMarkup(const ResultChart& chart, const ChartPlot& plot) {
    std::string markup;
    for (const PlotTick& tick : plot.ticksY) {
        markup += svgLine(plot.left, tick.at, plot.right, tick.at, "grid");
        markup += svgText(plot.left - 8, tick.at + 4.5, "tick end", tick.label) + "\n";
    }
    markup += svgLine(plot.left, plot.bottom, plot.right, plot.bottom, "axis");
    for (const PlotTick& tick : plot.ticksX) {
        markup += svgLine(tick.at, plot.bottom, tick.at, plot.bottom + 5, "axis");
        markup += svgText(tick.at, plot.bottom + 20, "tick middle", tick.label) + "\n";
    }
    markup += svgText(0, 14, "name", shownLine(chart.yTitle));
    return markup + svgText(plot.right, plot.bottom + 42, "name end", shownLine(chart.xTitle)) + "\n";
}

/// A dot with its numbers, which a browser shows under the pointer.
std::string dotMarkup(const PlotCurve& curve, const PlotPoint& point) {
    const std::string told = fmt::format("{}{}{:.4g}: {:.4g}", curve.name, curve.name.empty() ? "" : ", ",
                                         point.valueX, point.valueY);
    return fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4\">{}</circle>", point.x, point.y,
                       textElement("title", "", told));
}

std::string curveMarkup(const PlotCurve& curve) {
    std::string path;
    for (const PlotPoint& point : curve.points)
        path += fmt::format("{}{:.1f} {:.1f}", path.empty() ? "M" : "L", point.x, point.y);
    std::string markup = fmt::format("<g class=\"curve {}\"><path d=\"{}\"{}/>", colorClass(curve.series),
                                     path, dashes(curve.series));
    if (curve.points.size() <= kMostDots) {
        for (const PlotPoint& point : curve.points) markup += "\n" + dotMarkup(curve, point);
    }
    return markup + "</g>\n";
}

std::string namesMarkup(const ChartPlot& plot) {
    std::string markup;
    for (std::size_t i = 0; i < plot.nameHeights.size(); ++i) {
        const PlotCurve& curve = plot.curves[i];
        markup += svgText(plot.right + kNameGap - 4, plot.nameHeights[i] + 4.5,
                          "label " + colorClass(curve.series), curve.name) +
                  "\n";
    }
    return markup;
}

std::string legendMarkup(const ChartPlot& plot) {
    std::string markup = "<ul class=\"legend\">\n";
    for (const PlotCurve& curve : plot.curves) {
        markup += fmt::format(
            "<li><svg class=\"swatch curve {}\" viewBox=\"0 0 24 8\" aria-hidden=\"true\">"
            "<path d=\"M1 4L23 4\"{}/></svg>{}</li>\n",
            colorClass(curve.series), dashes(curve.series), escaped(curve.name));
    }
    return markup + "</ul>\n";
}

/// What the drawing shows, for those who cannot see it; the numbers stand in the table below it.
std::string spoken(const ResultChart& chart, const ChartPlot& plot) {
    std::string text = fmt::format("Line chart: {}. {} by {}", chart.title, chart.yTitle, chart.xTitle);
    for (const PlotCurve& curve : plot.curves) {
        const PlotPoint& first = curve.points.front();
        const PlotPoint& last = curve.points.back();
        text += fmt::format("; {}: {:.4g} at {:.4g}, {:.4g} at {:.4g}", curve.name, first.valueY,
                            first.valueX, last.valueY, last.valueX);
    }
    return text + ".";
}

}  // namespace

std::string chartMarkup(const ResultChart& chart) {
    const auto plot = layoutChart(chart);
    if (!plot) return "<p class=\"note\">No points were measured.</p>\n";
    std::string markup = plot->nameHeights.empty() ? legendMarkup(*plot) : "";
    markup += fmt::format(
        "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{}\">\n"
        "<svg class=\"chart\" viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\">\n",
        escaped(shownLine(chart.title)), ChartPlot::kWidth, ChartPlot::kHeight,
        escaped(shownLine(spoken(chart, *plot))));
    markup += axesMarkup(chart, *plot);
    for (const PlotCurve& curve : plot->curves) markup += curveMarkup(curve);
    return markup + namesMarkup(*plot) + "</svg>\n</div>\n";
}

ResultTable chartTable(const ResultChart& chart) {
    ResultTable table{.title = chart.title, .rowsAre = chart.xTitle};
    // A curve may come back to an x: the second value of one has a row of its own.
    std::map<std::pair<double, int>, ResultRow> rows;
    for (std::size_t s = 0; s < chart.series.size(); ++s) {
        const ResultSeries& series = chart.series[s];
        table.columns.push_back({series.name, NumberStyle::Plain3});
        std::map<double, int> seen;
        for (std::size_t i = 0; i < std::min(series.x.size(), series.y.size()); ++i) {
            if (!std::isfinite(series.x[i])) continue;
            ResultRow& row = rows[{series.x[i], seen[series.x[i]]++}];
            row.name = fmt::format("{:.6g}", series.x[i]);
            row.values.resize(chart.series.size());
            row.values[s] = series.y[i];
        }
    }
    for (auto& [x, row] : rows) table.rows.push_back(std::move(row));
    return table;
}

}  // namespace kaleido
