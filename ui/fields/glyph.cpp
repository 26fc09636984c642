#include "ui/fields/glyph.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>
#include <QPalette>

#include <algorithm>

namespace kaleido {
namespace {

// All on a grid of 16 × 16, lines 1.5 wide.

void drawEye(QPainter& painter, bool open) {
    QPainterPath lids(QPointF(1.5, 8));
    lids.cubicTo(4.5, 2.9, 11.5, 2.9, 14.5, 8);
    lids.cubicTo(11.5, 13.1, 4.5, 13.1, 1.5, 8);
    painter.drawPath(lids);
    painter.drawEllipse(QPointF(8, 8), 2.1, 2.1);
    if (!open) painter.drawLine(QPointF(3, 13.5), QPointF(13, 2.5));
}

void drawLock(QPainter& painter, bool closed, const QColor& color) {
    QPainterPath shackle(QPointF(5, 8));
    shackle.lineTo(5, 5);
    shackle.arcTo(QRectF(5, 2, 6, 6), 180, closed ? -180 : -150);
    if (closed) shackle.lineTo(11, 8);
    painter.drawPath(shackle);
    const QRectF body(3.25, 7.75, 9.5, 6.5);
    if (closed) {
        painter.setBrush(color);
    }
    painter.drawRoundedRect(body, 1.5, 1.5);
}

void drawTriangle(QPainter& painter) {
    QPainterPath triangle(QPointF(8, 2));
    triangle.lineTo(14.5, 13.5);
    triangle.lineTo(1.5, 13.5);
    triangle.closeSubpath();
    painter.drawPath(triangle);
    painter.drawLine(QPointF(8, 6.5), QPointF(8, 9.5));
    painter.drawPoint(QPointF(8, 11.6));
}

void drawStale(QPainter& painter) {
    painter.drawRoundedRect(QRectF(2.5, 2.5, 11, 11), 2, 2);
    painter.drawLine(QPointF(2.9, 8.6), QPointF(8.6, 2.9));
    painter.drawLine(QPointF(3, 13), QPointF(13, 3));
    painter.drawLine(QPointF(7.4, 13.1), QPointF(13.1, 7.4));
}

void drawPin(QPainter& painter) {
    QPainterPath head(QPointF(5.5, 2));
    head.lineTo(10.5, 2);
    head.lineTo(10, 6.5);
    head.lineTo(12.5, 9.5);
    head.lineTo(3.5, 9.5);
    head.lineTo(6, 6.5);
    head.closeSubpath();
    painter.drawPath(head);
    painter.drawLine(QPointF(8, 9.5), QPointF(8, 14.5));
}

void draw(QPainter& painter, Glyph glyph, const QColor& color) {
    switch (glyph) {
        case Glyph::Eye:
        case Glyph::EyeOff:
            return drawEye(painter, glyph == Glyph::Eye);
        case Glyph::Lock:
        case Glyph::LockOpen:
            return drawLock(painter, glyph == Glyph::Lock, color);
        case Glyph::Stale:
            return drawStale(painter);
        case Glyph::Notice:
            painter.drawEllipse(QPointF(8, 8), 6, 6);
            painter.drawPoint(QPointF(8, 5.2));
            return painter.drawLine(QPointF(8, 7.8), QPointF(8, 11));
        case Glyph::Warning:
            return drawTriangle(painter);
        case Glyph::Error:
            painter.drawEllipse(QPointF(8, 8), 6, 6);
            painter.drawLine(QPointF(5.8, 5.8), QPointF(10.2, 10.2));
            return painter.drawLine(QPointF(5.8, 10.2), QPointF(10.2, 5.8));
        case Glyph::Pin:
            return drawPin(painter);
        case Glyph::Add:
            painter.drawLine(QPointF(8, 3), QPointF(8, 13));
            return painter.drawLine(QPointF(3, 8), QPointF(13, 8));
        case Glyph::Remove:
            painter.drawLine(QPointF(4, 4), QPointF(12, 12));
            return painter.drawLine(QPointF(4, 12), QPointF(12, 4));
    }
}

class GlyphEngine : public QIconEngine {
public:
    GlyphEngine(Glyph glyph, QColor (*color)(const QPalette&)) : m_glyph(glyph), m_color(color) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
        const auto group = mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active;
        const QPalette palette = QGuiApplication::palette();
        drawGlyph(*painter, m_glyph, rect,
                  m_color != nullptr ? m_color(palette) : palette.color(group, QPalette::ButtonText));
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }

    QIconEngine* clone() const override { return new GlyphEngine(m_glyph, m_color); }

private:
    Glyph m_glyph;
    QColor (*m_color)(const QPalette&);
};

}  // namespace

void drawGlyph(QPainter& painter, Glyph glyph, const QRectF& rect, const QColor& color) {
    const double side = std::min(rect.width(), rect.height());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(rect.center() - QPointF(side, side) / 2);
    painter.scale(side / 16, side / 16);
    painter.setPen(QPen(color, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    draw(painter, glyph, color);
    painter.restore();
}

QIcon glyphIcon(Glyph glyph, QColor (*color)(const QPalette&)) {
    return QIcon(new GlyphEngine(glyph, color));
}

}  // namespace kaleido
