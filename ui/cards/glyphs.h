#pragma once

#include <QIcon>

class QColor;
class QPainter;
class QRectF;

namespace kaleido {

/// The small drawings on buttons and cards: lines on a grid of 16 × 16, sharp at any scale.
enum class Glyph {
    Pin,
    Bin,
    BringBack,
    NewPlan,
    MoreLike,
    Star,
    StarFilled,
    Repaint,
    Vary,
    Open,
    Copy,
    Plan,
    MovedOn,
    Dots
};

/// Draws it as large as fits into the rectangle.
void drawGlyph(QPainter& painter, Glyph glyph, const QRectF& rect, const QColor& color);

/// As an icon in the text colour of the application's palette, whatever that is when it is drawn.
QIcon glyphIcon(Glyph glyph);

}  // namespace kaleido
