#include "app/sheet/plot_sheet.h"

#include "app/sheet/axis.h"

#include <fmt/format.h>

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <memory>
#include <optional>

namespace kaleido::sheet {
namespace {

using namespace theme;

constexpr int kTickSpacingX = 96;
constexpr int kTickSpacingY = 40;
constexpr int kMaxTickLabel = 16 * kUnit;
constexpr int kSwatch = 16;
constexpr int kLegendGap = 5 * kUnit;
constexpr double kRoom = 0.04;

struct Axes {
    Axis x;
    Axis y;
};

std::optional<Axes> axesFor(const PlotContent& content) {
    std::vector<double> xs;
    std::vector<double> ys;
    for (const Series& series : content.series) {
        const Axis x{.logarithmic = content.logX};
        const Axis y{.logarithmic = content.logY};
        for (std::size_t i = 0; i < std::min(series.x.size(), series.y.size()); ++i) {
            if (!x.shows(series.x[i]) || !y.shows(series.y[i])) continue;
            xs.push_back(series.x[i]);
            ys.push_back(series.y[i]);
        }
    }
    const auto x = axisFor(xs, content.logX, 0);
    const auto y = axisFor(ys, content.logY, kRoom);
    if (!x || !y) return std::nullopt;
    return Axes{*x, *y};
}

/// The points that the axes show, averaged by factor `smoothing` (corrected for its start, as in Adam).
QPolygonF curve(const Series& series, const Axes& axes, const QRect& area, double smoothing) {
    QPolygonF points;
    double mean = 0;
    double weight = 0;
    for (std::size_t i = 0; i < std::min(series.x.size(), series.y.size()); ++i) {
        if (!axes.x.shows(series.x[i]) || !axes.y.shows(series.y[i])) continue;
        mean = smoothing * mean + (1 - smoothing) * series.y[i];
        weight = smoothing * weight + (1 - smoothing);
        points << QPointF(area.left() + axes.x.position(series.x[i]) * area.width(),
                          area.top() + (1 - axes.y.position(mean / weight)) * area.height());
    }
    return points;
}

void addCurves(Sheet& sheet, const PlotContent& content, const Axes& axes, const QRect& area) {
    const auto shared = std::make_shared<const std::vector<Series>>(content.series);
    sheet.add(ElementKind::Drawing, area, [shared, axes, area](QPainter& painter) {
        painter.setClipRect(area);
        for (std::size_t i = 0; i < shared->size(); ++i) {
            const Series& series = (*shared)[i];
            QColor color = QColor::fromRgb(categorical(i));
            const QPen line(color, 1.75, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
            if (series.smoothing > 0) {
                color.setAlpha(64);
                painter.setPen(QPen(color, 1));
                painter.drawPolyline(curve(series, axes, area, 0));
            }
            painter.setPen(line);
            const QPolygonF points = curve(series, axes, area, series.smoothing);
            painter.drawPolyline(points);
            if (points.size() == 1) painter.drawEllipse(points[0], 2, 2);
        }
    });
}

/// A tick's label, measured.
struct Tick {
    double value = 0;
    TextBlock label;
};

std::vector<Tick> ticksOf(const Axis& axis, int wanted) {
    std::vector<Tick> ticks;
    for (const double value : axis.ticks(wanted)) {
        ticks.push_back({value, TextBlock(tickLabel(value), kSmall, kMaxTickLabel)});
    }
    return ticks;
}

int widestLabel(const std::vector<Tick>& ticks) {
    int width = 0;
    for (const Tick& tick : ticks) width = std::max(width, tick.label.size().width());
    return width;
}

void addTicksY(Sheet& sheet, const Axis& axis, const std::vector<Tick>& ticks, const QRect& area) {
    for (const Tick& tick : ticks) {
        const int y = area.top() + static_cast<int>((1 - axis.position(tick.value)) * area.height());
        addRule(sheet, QRect(area.left(), y, area.width(), 1));
        const QSize size = tick.label.size();
        sheet.addText(tick.label, QPoint(area.left() - kGap - size.width(), y - size.height() / 2));
    }
}

void addTicksX(Sheet& sheet, const Axis& axis, const QRect& area) {
    addRule(sheet, QRect(area.left(), area.bottom(), area.width(), 1));
    int free = area.left() - kMaxTickLabel;  // where the last label ended
    for (const Tick& tick : ticksOf(axis, area.width() / kTickSpacingX)) {
        const int x = area.left() + static_cast<int>(axis.position(tick.value) * area.width());
        const int left = x - tick.label.size().width() / 2;
        if (left < free + kGap) continue;
        addRule(sheet, QRect(x, area.bottom(), 1, kUnit));
        sheet.addText(tick.label, QPoint(left, area.bottom() + kGap));
        free = left + tick.label.size().width();
    }
}

/// "loss 0.0372": the newest value that can be shown.
std::string lastValue(const Series& series) {
    for (std::size_t i = series.y.size(); i > 0; --i) {
        if (Axis{}.shows(series.y[i - 1])) return fmt::format("{:.4g}", series.y[i - 1]);
    }
    return "–";
}

/// Returns the legend's height.
int addSeriesLegend(Sheet& sheet, const PlotContent& content, const QRect& place) {
    int x = place.left();
    int y = place.top();
    for (std::size_t i = 0; i < content.series.size(); ++i) {
        const TextBlock name(content.series[i].name, kBody, place.width() / 2);
        const TextBlock value(lastValue(content.series[i]), kQuiet, place.width() / 3);
        const int width = kSwatch + kGap + name.size().width() + kGap + value.size().width();
        if (x > place.left() && x + width > place.right() + 1) {
            x = place.left();
            y += kBody.lineHeight + kUnit;
        }
        const QRect swatch(x, y + kBody.lineHeight / 2 - 1, kSwatch, 3);
        sheet.add(ElementKind::Surface, swatch, [swatch, i](QPainter& painter) {
            painter.fillRect(swatch, QColor::fromRgb(categorical(i)));
        });
        sheet.addText(name, QPoint(x + kSwatch + kGap, y));
        sheet.addText(value, QPoint(x + kSwatch + 2 * kGap + name.size().width(), y));
        x += width + kLegendGap;
    }
    return content.series.empty() ? 0 : y + kBody.lineHeight - place.top();
}

/// Axes, ticks and curves below the legend.
void addChart(Sheet& sheet, const PlotContent& content, const QRect& place) {
    const auto axes = axesFor(content);
    if (!axes) {
        sheet.addText(TextBlock("No points yet", kQuiet, place.width()), place, Qt::AlignCenter);
        return;
    }
    const QRect yTitle = sheet.addText(TextBlock(content.yTitle, kSmall, place.width()), place.topLeft());
    const int below = kGap + kSmall.lineHeight + (content.xTitle.empty() ? 0 : kUnit + kSmall.lineHeight);
    const int top = place.top() + (yTitle.height() > 0 ? yTitle.height() + kGap : 0);
    const auto ticksY = ticksOf(axes->y, (place.bottom() - below - top) / kTickSpacingY);
    const QRect area(QPoint(place.left() + widestLabel(ticksY) + kGap, top),
                     QPoint(place.right() - kMaxTickLabel / 2, place.bottom() - below));
    addTicksY(sheet, axes->y, ticksY, area);
    addTicksX(sheet, axes->x, area);
    addCurves(sheet, content, *axes, area);
    const QRect titleRow(area.left(), place.bottom() + 1 - kSmall.lineHeight, area.width(),
                         kSmall.lineHeight);
    sheet.addText(TextBlock(content.xTitle, kSmall, area.width()), titleRow, Qt::AlignRight | Qt::AlignTop);
}

}  // namespace

Sheet layoutPlot(const PlotContent& content) {
    const int width = contentWidthFor(content.width);
    Sheet sheet;
    const int top = addHeader(sheet, content.frame, width);
    const QRect card(kMargin, top, width, content.height);
    addCardSurface(sheet, card);
    const QRect inner = card.adjusted(kPadding, kPadding, -kPadding, -kPadding);
    const int legend = addSeriesLegend(sheet, content, inner);
    addChart(sheet, content, inner.adjusted(0, legend > 0 ? legend + 3 * kUnit : 0, 0, 0));
    addFooterAndFinish(sheet, content.frame, width, card.bottom() + 1);
    return sheet;
}

}  // namespace kaleido::sheet
