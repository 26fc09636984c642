#include "ui/cards/glyphs.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>
#include <QPalette>
#include <QPixmap>

#include <cmath>
#include <initializer_list>
#include <numbers>

namespace kaleido {
namespace {

constexpr double kGrid = 16;

/// Lines to be drawn along, and areas to be filled.
struct Strokes {
    QPainterPath lines;
    QPainterPath areas;
};

void addLine(QPainterPath& path, std::initializer_list<QPointF> points) {
    for (const QPointF* point = points.begin(); point != points.end(); ++point)
        point == points.begin() ? path.moveTo(*point) : path.lineTo(*point);
}

QPainterPath star() {
    QPainterPath path;
    for (int i = 0; i < 10; ++i) {
        const double angle = (i * 36 - 90) * std::numbers::pi / 180;
        const double radius = i % 2 == 0 ? 6.5 : 2.8;
        const QPointF point(8 + radius * std::cos(angle), 8.5 + radius * std::sin(angle));
        i == 0 ? path.moveTo(point) : path.lineTo(point);
    }
    path.closeSubpath();
    return path;
}

Strokes strokesOf(Glyph glyph) {
    Strokes strokes;
    QPainterPath& lines = strokes.lines;
    QPainterPath& areas = strokes.areas;
    switch (glyph) {
        case Glyph::Pin:
            addLine(areas,
                    {{5, 2}, {11, 2}, {10, 3.5}, {10, 7}, {12, 9.5}, {4, 9.5}, {6, 7}, {6, 3.5}, {5, 2}});
            addLine(lines, {{8, 9.5}, {8, 14}});
            break;
        case Glyph::Bin:
            addLine(lines, {{3, 4.5}, {13, 4.5}});
            addLine(lines, {{6, 4.5}, {6, 2.75}, {10, 2.75}, {10, 4.5}});
            addLine(lines, {{4.25, 4.5}, {5, 13.25}, {11, 13.25}, {11.75, 4.5}});
            break;
        case Glyph::BringBack:
            addLine(lines, {{3, 6}, {9.5, 6}});
            lines.cubicTo(14.5, 6, 14.5, 13, 9.5, 13);
            lines.lineTo(6, 13);
            addLine(lines, {{6, 3}, {3, 6}, {6, 9}});
            break;
        case Glyph::NewPlan:
            lines.addRoundedRect(QRectF(2.5, 2.5, 11, 11), 1, 1);
            addLine(lines, {{8, 5.5}, {8, 10.5}});
            addLine(lines, {{5.5, 8}, {10.5, 8}});
            break;
        case Glyph::MoreLike:
            lines.addRoundedRect(QRectF(2.5, 2.5, 7.5, 7.5), 1, 1);
            addLine(lines, {{12, 8.5}, {12, 14.5}});
            addLine(lines, {{9, 11.5}, {15, 11.5}});
            break;
        case Glyph::Star:
            lines = star();
            break;
        case Glyph::StarFilled:
            areas = star();
            break;
        case Glyph::Repaint:
            lines.arcMoveTo(QRectF(3, 3, 10, 10), 40);
            lines.arcTo(QRectF(3, 3, 10, 10), 40, 290);
            addLine(areas, {{13.75, 1.75}, {13.75, 6.5}, {9, 6.5}, {13.75, 1.75}});
            break;
        case Glyph::Vary:
            lines.addRoundedRect(QRectF(2.5, 2.5, 11, 11), 2, 2);
            for (const QPointF& eye : {QPointF(5.5, 5.5), QPointF(8, 8), QPointF(10.5, 10.5)})
                areas.addEllipse(eye, 1.25, 1.25);
            break;
        case Glyph::Open:
            addLine(lines, {{9.5, 2.75}, {13.25, 2.75}, {13.25, 6.5}});
            addLine(lines, {{13.25, 2.75}, {9, 7}});
            addLine(lines, {{6.5, 13.25}, {2.75, 13.25}, {2.75, 9.5}});
            addLine(lines, {{2.75, 13.25}, {7, 9}});
            break;
        case Glyph::Copy:
            lines.addRoundedRect(QRectF(5.5, 5.5, 8, 8), 1, 1);
            addLine(lines, {{3, 10.5}, {2.5, 10.5}, {2.5, 2.5}, {10.5, 2.5}, {10.5, 3}});
            break;
        case Glyph::Plan:
            lines.addRoundedRect(QRectF(2.5, 2.5, 11, 11), 1, 1);
            areas.addRect(QRectF(4.5, 8.5, 4, 3));
            areas.addEllipse(QPointF(10, 6.5), 2, 2);
            break;
        case Glyph::MovedOn:
            addLine(lines, {{3, 13}, {3.75, 10}, {10.75, 3}, {13, 5.25}, {6, 12.25}, {3, 13}});
            break;
        case Glyph::Dots:
            for (const double x : {3.5, 8.0, 12.5}) areas.addEllipse(QPointF(x, 8), 1.5, 1.5);
            break;
    }
    return strokes;
}

class GlyphEngine : public QIconEngine {
public:
    explicit GlyphEngine(Glyph glyph) : m_glyph(glyph) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
        const auto group = mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active;
        const auto role = mode == QIcon::Selected ? QPalette::HighlightedText : QPalette::WindowText;
        drawGlyph(*painter, m_glyph, rect, QGuiApplication::palette().color(group, role));
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }
    QIconEngine* clone() const override { return new GlyphEngine(m_glyph); }

private:
    Glyph m_glyph;
};

}  // namespace

void drawGlyph(QPainter& painter, Glyph glyph, const QRectF& rect, const QColor& color) {
    const double scale = std::min(rect.width(), rect.height()) / kGrid;
    const Strokes strokes = strokesOf(glyph);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(rect.center() - QPointF(kGrid, kGrid) * scale / 2);
    painter.scale(scale, scale);
    painter.fillPath(strokes.areas, color);
    painter.strokePath(strokes.lines, QPen(color, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.restore();
}

QIcon glyphIcon(Glyph glyph) {
    return QIcon(new GlyphEngine(glyph));
}

}  // namespace kaleido
