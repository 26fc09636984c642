#include "ui/tray/plan_overlay.h"

#include "app/sheet/plan_drawing.h"
#include "engine/plan/shapes.h"
#include "ui/cards/card_style.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace kaleido {
namespace {

QPointF inPixels(const QRectF& rect, Vec2 point) {
    return {rect.left() + point.x * rect.width(), rect.top() + point.y * rect.height()};
}

void outline(QPainter& painter, const QRectF& rect, const Item& item) {
    if (item.box) {
        painter.drawRect(QRectF(inPixels(rect, {item.box->x0, item.box->y0}),
                                inPixels(rect, {item.box->x1, item.box->y1})));
    }
    if (item.blob) {
        painter.save();
        painter.translate(inPixels(rect, item.blob->centre));
        painter.rotate(item.blob->angle);
        painter.drawEllipse(QPointF(), item.blob->rx * rect.height(), item.blob->ry * rect.height());
        painter.restore();
    }
}

void arrow(QPainter& painter, QPointF from, QPointF to) {
    constexpr double kHead = 6;
    const QPointF way = to - from;
    const double length = std::hypot(way.x(), way.y());
    if (length < kHead) return;
    const QPointF along = way / length * kHead;
    const QPointF across(-along.y() / 2, along.x() / 2);
    painter.drawLine(from, to);
    painter.drawPolyline(QPolygonF{to - along + across, to, to - along - across});
}

}  // namespace

PlanOverlay::PlanOverlay(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
}

void PlanOverlay::compare(const Plan& before, const Plan& after, const PlanDifference& difference) {
    m_before = before;
    m_after = after;
    m_difference = difference;
    update();
}

void PlanOverlay::paintEvent(QPaintEvent*) {
    const int side = std::min(width(), height());
    const QRect rect(0, 0, side, side);
    QPainter painter(this);
    painter.fillRect(rect, card::paper(palette()));
    sheet::Sheet drawing;
    sheet::addShapes(drawing, m_after, rect, sheet::Ground::Pane);
    card::drawSheet(painter, drawing);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(rect);
    painter.setBrush(Qt::NoBrush);
    for (const ItemDifference& one : m_difference.items) {
        if (!one.before || (one.after && !one.moved)) continue;
        const Item& item = m_before.items[*one.before];
        const QColor color =
            QColor::fromRgb(one.after ? sheet::theme::categorical(*one.after) : sheet::theme::kText);
        QPen pen(color, 1.5);
        pen.setDashPattern({3, 3});
        painter.setPen(pen);
        outline(painter, rect, item);
        if (!one.after) continue;
        const auto from = centreOf(item);
        const auto to = centreOf(m_after.items[*one.after]);
        painter.setPen(QPen(color, 1.5));
        if (from && to) arrow(painter, inPixels(rect, *from), inPixels(rect, *to));
    }
}

}  // namespace kaleido
