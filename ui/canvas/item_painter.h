#pragma once

#include "engine/plan/plan.h"
#include "ui/canvas/view_transform.h"

#include <QColor>

class QPainter;

namespace kaleido::canvas {

/// How an item is told from the others.
struct ItemLook {
    std::size_t index = 0;  ///< in the plan; gives its colour and number
    bool hovered = false;
};

/// Draws an item's box and blob: translucent, in its colour, with a light edge that keeps it visible on any picture; stale ones
/// hatched and dashed.
void paintItem(QPainter& painter, const Item& item, const ItemLook& look, const ViewTransform& view);

/// A closed padlock that fills the height of `rect`.
void paintPadlock(QPainter& painter, const QRectF& rect, const QColor& color);

/// On whole pixels of the painter's device, so that upright lines are sharp.
QRectF onPixels(const QPainter& painter, const QRectF& rect);

}  // namespace kaleido::canvas
