#pragma once

#include <QStringView>

class QColor;
class QPainter;
class QRectF;

namespace kaleido::ui {

/// Draws an icon of resources/icons in one colour, as large as fits into the middle of a rectangle: for delegates and
/// widgets that paint themselves.
void drawIcon(QPainter& painter, QStringView name, const QRectF& rect, const QColor& color);

}  // namespace kaleido::ui
