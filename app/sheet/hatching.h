#pragma once

#include <QBrush>
#include <QColor>

class QPainter;

namespace kaleido::sheet {

/// Slanting lines, as what is out of date is filled with: as wide and as far apart on every device, whatever its pixels. An edge of
/// another colour beside each line keeps it visible on any ground.
QBrush hatching(const QPainter& painter, const QColor& line, const QColor& edge = Qt::transparent);

}  // namespace kaleido::sheet
