#pragma once

#include <QIcon>

class QColor;
class QPainter;
class QRectF;

namespace kaleido {

/// Small signs on buttons and in lists, drawn in one colour and sharp at any size.
enum class Glyph { Eye, EyeOff, Lock, LockOpen, Stale, Notice, Warning, Error, Pin, Add, Remove };

/// Fills the largest square in the middle of `rect`.
void drawGlyph(QPainter& painter, Glyph glyph, const QRectF& rect, const QColor& color);
/// In the colour that the application's palette has for the text of buttons when it is painted.
QIcon glyphIcon(Glyph glyph);

}  // namespace kaleido
