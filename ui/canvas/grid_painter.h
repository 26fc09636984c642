#pragma once

#include "engine/plan/plan.h"

#include <QImage>
#include <QRectF>

#include <vector>

class QPainter;

namespace kaleido::canvas {

class CellRegion;

/// What visual tokens look like, as far as that is known.
struct TokenImages {
    std::vector<QImage> tiles{};         ///< by code; may be empty
    QImage picture{};                    ///< of a whole grid; may be null
    std::vector<int> pictureCodes = {};  ///< of that grid

    /// Null if there is none.
    QImage tile(int code) const;
};

/// Draws the colour mosaic over the picture, so that both are seen. Unknown cells are left out, stale ones hatched, locked
/// ones have a padlock. `levels` as in PlanFormat::colorLevels.
void paintMosaic(QPainter& painter, const CodeGrid& colors, int levels, const QRectF& rect);

/// Draws the visual tokens: where the picture has the same codes, the picture, elsewhere their tiles or else their codes where
/// there is room; grid lines, stale cells hatched, locked ones with a padlock.
void paintTokens(QPainter& painter, const CodeGrid& tokens, const TokenImages& images, const QRectF& rect);

/// Draws lines around the cells that are seen on any picture.
void paintGridLines(QPainter& painter, const CodeGrid& grid, const QRectF& rect);

/// Draws a line around the selected cells, and a dashed one in that where keys go on from.
void paintRegion(QPainter& painter, const CodeGrid& grid, const CellRegion& region, const QRectF& rect);

}  // namespace kaleido::canvas
