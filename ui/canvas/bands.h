#pragma once

#include <functional>

class QFont;
class QImage;
class QPainter;

namespace kaleido::canvas {

/// Paints many shapes on an image, its horizontal bands side by side on Qt's global thread pool, and returns when all are there.
/// `paint` is called once a band, in the coordinates of the whole image, on several threads at a time: it may only read.
///
/// Elsewhere Qt shares out the filling of each single shape among these threads, and waits for it. For a few hundred small shapes
/// that costs more than the filling; on a thread of the pool it does not happen.
void paintInBands(QImage& image, const QFont& font, const std::function<void(QPainter&)>& paint);

}  // namespace kaleido::canvas
