#include "app/sheet/hatching.h"

#include <QImage>
#include <QPainter>

#include <cmath>
#include <utility>

namespace kaleido::sheet {

QBrush hatching(const QPainter& painter, const QColor& line, const QColor& edge) {
    constexpr double kPeriod = 8, kLine = 1.25, kEdge = 3.25;  // device-independent pixels
    const double ratio = painter.device()->devicePixelRatioF();
    const int side = static_cast<int>(std::lround(kPeriod * ratio));
    QImage tile(side, side, QImage::Format_ARGB32_Premultiplied);
    tile.fill(Qt::transparent);
    QPainter lines(&tile);
    lines.setRenderHint(QPainter::Antialiasing);
    for (const auto& [color, width] : {std::pair(edge, kEdge), std::pair(line, kLine)}) {
        if (color.alpha() == 0) continue;
        lines.setPen(QPen(color, width * ratio));
        // The neighbours' lines reach into the corners.
        for (const int x : {-side, 0, side})
            lines.drawLine(QPoint(x - 1, side + 1), QPoint(x + side + 1, -1));
    }
    lines.end();
    QBrush brush(tile);
    brush.setTransform(QTransform::fromScale(1 / ratio, 1 / ratio));
    return brush;
}

}  // namespace kaleido::sheet
