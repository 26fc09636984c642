#pragma once

#include "app/sheet/sheet.h"
#include "engine/plan/plan.h"

#include <QPoint>
#include <QRect>

#include <vector>

namespace kaleido::sheet {

/// What the shapes stand on: an empty pane (filled shapes) or a picture (outlines with a light edge).
enum class Ground { Pane, Picture };

/// Adds the boxes and blobs of a plan's items, in the items' colours and far to near, with a numbered badge on each.
/// `rect` is the whole picture. Stale shapes are hatched and dashed; what lies outside is cut off.
void addShapes(Sheet& sheet, const Plan& plan, const QRect& rect, Ground ground);

/// Where the badges of the items stand, one a plan item: within `rect`, never overlapping; an empty rectangle for an
/// item without a shape.
std::vector<QRect> placeBadges(const Plan& plan, const QRect& rect);

/// Adds the colour mosaic: each cell in the middle of its colour's level, unknown and stale cells hatched. `levels` a
/// channel as in PlanFormat::colorLevels.
void addMosaic(Sheet& sheet, const CodeGrid& colors, int levels, const QRect& rect);

/// Adds the items' words as a list, each with its badge, one line an item. Returns its height.
int addLegend(Sheet& sheet, const Plan& plan, QPoint at, int width);

}  // namespace kaleido::sheet
