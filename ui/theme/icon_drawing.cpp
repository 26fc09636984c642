#include "ui/theme/icon_drawing.h"

#include "ui/theme/icon_file.h"

#include <QColor>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <algorithm>
#include <cmath>

namespace kaleido::ui {
namespace {

QPixmap rendered(QStringView name, int side, double ratio, const QColor& color) {
    const QString key =
        QStringLiteral("kaleido-icon/%1/%2/%3/%4").arg(name).arg(side).arg(ratio).arg(color.rgba());
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap)) return pixmap;
    pixmap =
        QPixmap(static_cast<int>(std::lround(side * ratio)), static_cast<int>(std::lround(side * ratio)));
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    QSvgRenderer(iconFile(name).replace("\"#000\"", '"' + color.name().toLatin1() + '"')).render(&painter);
    painter.end();
    pixmap.setDevicePixelRatio(ratio);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

}  // namespace

void drawIcon(QPainter& painter, QStringView name, const QRectF& rect, const QColor& color) {
    const int side = static_cast<int>(std::min(rect.width(), rect.height()));
    if (side < 1) return;
    const QPointF at(rect.center().x() - side / 2.0, rect.center().y() - side / 2.0);
    painter.drawPixmap(at.toPoint(), rendered(name, side, painter.device()->devicePixelRatioF(), color));
}

}  // namespace kaleido::ui
