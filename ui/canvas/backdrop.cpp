#include "ui/canvas/backdrop.h"

#include "app/sheet/theme.h"

#include <QPainter>
#include <QPixmap>

#include <algorithm>

namespace kaleido::canvas {
namespace {

constexpr int kCheck = 8;  ///< pixels a square of the checkerboard
constexpr double kGrip = 12;

/// Paper is light whatever the theme, so that items look as they do on exported sheets.
void paintCheckerboard(QPainter& painter, const QRectF& rect) {
    using namespace sheet::theme;
    QPixmap tile(2 * kCheck, 2 * kCheck);
    tile.fill(QColor::fromRgb(kCard));
    QPainter squares(&tile);
    for (const int at : {0, kCheck}) squares.fillRect(at, at, kCheck, kCheck, QColor::fromRgb(kPane));
    squares.end();
    painter.save();
    painter.setBrushOrigin(rect.topLeft());
    painter.fillRect(rect, QBrush(tile));
    painter.restore();
}

/// The largest rectangle of this shape in the middle of `rect`.
QRectF fitted(const QRectF& rect, QSize shape) {
    QRectF target(QPointF(), QSizeF(shape).scaled(rect.size(), Qt::KeepAspectRatio));
    target.moveCenter(rect.center());
    return target;
}

/// Pixels as squares when enlarged.
void paintImage(QPainter& painter, const QRectF& rect, const QImage& image) {
    if (image.isNull()) return;
    const bool shrinks = image.width() > rect.width() * painter.device()->devicePixelRatioF();
    painter.setRenderHint(QPainter::SmoothPixmapTransform, shrinks);
    painter.drawImage(rect, image);
}

void paintWord(QPainter& painter, const QRectF& rect, Qt::Alignment side, const QString& word) {
    const QFontMetricsF metrics(painter.font());
    QRectF plate(0, 0, metrics.horizontalAdvance(word) + 16, metrics.height() + 4);
    if (rect.width() < plate.width() + 16) return;
    plate.moveBottom(rect.bottom() - 8);
    if (side == Qt::AlignLeft)
        plate.moveLeft(rect.left() + 8);
    else
        plate.moveRight(rect.right() - 8);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor::fromRgb(sheet::theme::kText));
    painter.drawRoundedRect(plate, 3, 3);
    painter.setPen(QColor::fromRgb(sheet::theme::kCard));
    painter.drawText(plate, Qt::AlignCenter, word);
}

}  // namespace

void Backdrop::setReference(const QImage& reference, double opacity) {
    m_reference = reference;
    m_referenceOpacity = std::clamp(opacity, 0.0, 1.0);
}

void Backdrop::setWipe(const QImage& before, const QImage& after) {
    m_wipe = Wipe{before, after};
    m_divider = 0.5;
}

void Backdrop::setDivider(double at) {
    m_divider = std::clamp(at, 0.0, 1.0);
}

void Backdrop::paint(QPainter& painter, const QRectF& rect) const {
    paintCheckerboard(painter, rect);
    if (m_wipe) {
        const double middle = rect.left() + m_divider * rect.width();
        painter.save();
        painter.setClipRect(QRectF(rect.topLeft(), QPointF(middle, rect.bottom())), Qt::IntersectClip);
        paintImage(painter, rect, m_wipe->before);
        painter.restore();
        painter.save();
        painter.setClipRect(QRectF(QPointF(middle, rect.top()), rect.bottomRight()), Qt::IntersectClip);
        paintImage(painter, rect, m_wipe->after);
        painter.restore();
        return;
    }
    paintImage(painter, rect, m_picture);
    if (m_reference.isNull()) return;
    painter.save();
    painter.setOpacity(m_referenceOpacity);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(fitted(rect, m_reference.size()), m_reference);
    painter.restore();
}

void Backdrop::paintDivider(QPainter& painter, const QRectF& rect, const QString& before,
                            const QString& after) const {
    if (!m_wipe) return;
    const double x = rect.left() + m_divider * rect.width();
    painter.setRenderHint(QPainter::Antialiasing, true);
    paintWord(painter, QRectF(rect.topLeft(), QPointF(x, rect.bottom())), Qt::AlignLeft, before);
    paintWord(painter, QRectF(QPointF(x, rect.top()), rect.bottomRight()), Qt::AlignRight, after);
    const QColor dark = QColor::fromRgb(sheet::theme::kText), light = QColor::fromRgb(sheet::theme::kCard);
    const QPointF middle(x, rect.center().y());
    for (const auto& [color, width] : {std::pair(dark, 4.0), std::pair(light, 2.0)}) {
        painter.setPen(QPen(color, width));
        painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom()));
    }
    painter.setPen(QPen(dark, 1));
    painter.setBrush(light);
    painter.drawEllipse(middle, kGrip, kGrip);
    painter.setPen(QPen(dark, 2));
    for (const double side : {-1.0, 1.0}) {
        const QPointF tip = middle + QPointF(side * 7, 0);
        painter.drawPolyline(QPolygonF{tip + QPointF(-side * 3, -3), tip, tip + QPointF(-side * 3, 3)});
    }
}

}  // namespace kaleido::canvas
