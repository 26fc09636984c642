#pragma once

#include "engine/plan/plan.h"

#include <QImage>
#include <QRectF>

#include <functional>

class QPainter;

namespace kaleido::canvas {

/// Gives the picture of a visual token; a null image if there is none. May be empty.
using TokenTiles = std::function<QImage(int code)>;

/// Draws the colour mosaic over the picture, so that both are seen. Unknown cells are left out, stale ones hatched, locked
/// ones have a padlock. `levels` as in PlanFormat::colorLevels.
void paintMosaic(QPainter& painter, const CodeGrid& colors, int levels, const QRectF& rect);

/// Draws the visual tokens: their tiles where there are any, else their codes where there is room; grid lines, stale cells
/// hatched, locked ones with a padlock.
void paintTokens(QPainter& painter, const CodeGrid& tokens, const TokenTiles& tiles, const QRectF& rect);

}  // namespace kaleido::canvas
