#pragma once

#include <QIcon>

class QColor;
class QPainter;
class QPalette;
class QRectF;

namespace kaleido {

/// Small signs on buttons and in lists, drawn in one colour and sharp at any size.
enum class Glyph { Eye, EyeOff, Lock, LockOpen, Stale, Notice, Warning, Error, Pin, Add, Remove };

/// Fills the largest square in the middle of `rect`.
void drawGlyph(QPainter& painter, Glyph glyph, const QRectF& rect, const QColor& color);
/// In the colour that this gives (see tints.h) for the application's palette when it is painted; by default that of the text
/// of buttons.
QIcon glyphIcon(Glyph glyph, QColor (*color)(const QPalette&) = nullptr);

}  // namespace kaleido
