#include "ui/canvas/item_painter.h"

#include "app/sheet/hatching.h"
#include "app/sheet/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace kaleido::canvas {
namespace {

constexpr int kBoxFill = 22;
constexpr int kBlobFill = 60;
constexpr int kHoverFill = 44;  ///< on top of the fill
constexpr int kHatch = 230, kHatchEdge = 130;
constexpr int kHalo = 170;
constexpr double kLine = 2;
constexpr double kHoverLine = 3;

QColor withAlpha(QColor color, int alpha) {
    color.setAlpha(alpha);
    return color;
}

struct Pens {
    QPen halo;
    QPen line;
    QBrush fill;
};

Pens pensFor(const QPainter& painter, const ItemLook& look, bool stale, int fill) {
    const QColor color = QColor::fromRgb(sheet::theme::categorical(look.index));
    const QColor light = QColor::fromRgb(sheet::theme::kCard);
    const double width = look.hovered ? kHoverLine : kLine;
    Pens pens;
    pens.halo = QPen(withAlpha(light, kHalo), width + 2);
    pens.line = QPen(color, width);
    for (QPen* pen : {&pens.halo, &pens.line}) pen->setJoinStyle(Qt::MiterJoin);
    if (stale) pens.line.setDashPattern({4, 3});
    pens.fill = stale ? sheet::hatching(painter, withAlpha(color, kHatch), withAlpha(light, kHatchEdge))
                      : QBrush(withAlpha(color, look.hovered ? fill + kHoverFill : fill));
    return pens;
}

void paintBox(QPainter& painter, const Box& box, const Pens& pens, const ViewTransform& view) {
    const QRectF rect = onPixels(painter, view.toView(box));
    painter.setRenderHint(QPainter::Antialiasing, false);  // upright: sharp, and four times as fast
    painter.fillRect(rect, pens.fill);
    painter.setBrush(Qt::NoBrush);
    for (const QPen& pen : {pens.halo, pens.line}) {
        painter.setPen(pen);
        painter.drawRect(rect);
    }
}

/// The line around an ellipse, as what lies between two others: much quicker to fill than a curve is to stroke.
QPainterPath ringOf(double rx, double ry, double width) {
    QPainterPath ring;
    ring.addEllipse(QPointF(), rx + width / 2, ry + width / 2);
    if (std::min(rx, ry) > width / 2) ring.addEllipse(QPointF(), rx - width / 2, ry - width / 2);
    return ring;
}

void paintBlob(QPainter& painter, const Blob& blob, const Pens& pens, const ViewTransform& view) {
    const double rx = blob.rx * view.scale, ry = blob.ry * view.scale;
    QPainterPath ellipse;
    ellipse.addEllipse(QPointF(), rx, ry);
    QTransform place;
    const QPointF centre = view.toView(blob.centre);
    place.translate(centre.x(), centre.y());
    place.rotate(blob.angle);  // Qt turns clockwise on the screen, as blobs do
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillPath(place.map(ellipse), pens.fill);  // the edge is covered by the line
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.fillPath(place.map(ringOf(rx, ry, pens.halo.widthF())), pens.halo.color());
    if (pens.line.style() == Qt::SolidLine)
        painter.fillPath(place.map(ringOf(rx, ry, pens.line.widthF())), pens.line.color());
    else
        painter.strokePath(place.map(ellipse), pens.line);
}

}  // namespace

QRectF onPixels(const QPainter& painter, const QRectF& rect) {
    const double ratio = painter.device()->devicePixelRatioF();
    const auto whole = [ratio](double value) { return std::round(value * ratio) / ratio; };
    return {QPointF(whole(rect.left()), whole(rect.top())),
            QPointF(whole(rect.right()), whole(rect.bottom()))};
}

void paintItem(QPainter& painter, const Item& item, const ItemLook& look, const ViewTransform& view) {
    const bool stale = item.state == PartState::Stale;
    if (item.box) paintBox(painter, *item.box, pensFor(painter, look, stale, kBoxFill), view);
    if (item.blob) paintBlob(painter, *item.blob, pensFor(painter, look, stale, kBlobFill), view);
}

void paintPadlock(QPainter& painter, const QRectF& rect, const QColor& color) {
    const double unit = rect.height() / 10;
    const QPointF centre = rect.center();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(color, 1.5 * unit));
    QPainterPath shackle(QPointF(centre.x() - 2.25 * unit, centre.y()));
    shackle.arcTo(QRectF(centre.x() - 2.25 * unit, centre.y() - 4.25 * unit, 4.5 * unit, 4.5 * unit), 180,
                  -180);
    shackle.lineTo(centre.x() + 2.25 * unit, centre.y());
    painter.drawPath(shackle);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRoundedRect(QRectF(centre.x() - 4 * unit, centre.y() - 0.5 * unit, 8 * unit, 5.5 * unit),
                            unit, unit);
    painter.restore();
}

}  // namespace kaleido::canvas
