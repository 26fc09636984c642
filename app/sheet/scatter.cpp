#include "app/sheet/scatter.h"

#include "app/sheet/picture_image.h"
#include "app/sheet/theme.h"

#include <QPainter>

#include <algorithm>

namespace kaleido::sheet {
namespace {

constexpr double kDot = 1.5;     ///< radius in pixels
constexpr float kAlpha = 0.45F;  ///< so that many points look denser than few

QColor colorOf(std::size_t series, float alpha) {
    QColor color(theme::categorical(series));
    color.setAlphaF(alpha);
    return color;
}

}  // namespace

Picture drawScatter(const std::vector<ScatterPoint>& points, const std::vector<ScatterCircle>& circles,
                    int side) {
    QImage image(side, side, QImage::Format_RGB888);
    image.fill(QColor(theme::kCard));
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    const double half = side / 2.0;
    const auto place = [&](double x, double y) { return QPointF(half + x * half, half - y * half); };

    painter.setBrush(Qt::NoBrush);
    for (const ScatterCircle& circle : circles) {
        painter.setPen(QPen(colorOf(circle.series, 1), 1));
        painter.drawEllipse(place(circle.x, circle.y), circle.radius * half, circle.radius * half);
    }
    painter.setPen(Qt::NoPen);
    const double edge = 1 - kDot / half;
    for (const ScatterPoint& point : points) {
        painter.setBrush(colorOf(point.series, kAlpha));
        painter.drawEllipse(place(std::clamp(point.x, -edge, edge), std::clamp(point.y, -edge, edge)), kDot,
                            kDot);
    }
    painter.end();
    return toPicture(image);
}

}  // namespace kaleido::sheet
