#pragma once

#include "engine/base/picture.h"

#include <QImage>

namespace kaleido::sheet {

/// How small pictures are enlarged: pixels as squares, or smooth (Lanczos, three lobes).
enum class Filter { Nearest, Lanczos };

/// The picture as an image of its own size (Format_RGB888, its own copy). Null if the picture is empty.
QImage toImage(const Picture& picture);

/// An opaque image as a picture.
Picture toPicture(const QImage& image);

/// The picture at another size, width and height ≥ 1. Nearest takes the pixel under each new pixel's centre; Lanczos
/// widens its kernel when it makes things smaller and extends the edge pixels outwards. Empty stays empty.
Picture resized(const Picture& picture, int width, int height, Filter filter);

}  // namespace kaleido::sheet
