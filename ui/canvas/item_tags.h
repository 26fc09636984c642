#pragma once

#include "engine/plan/plan.h"
#include "ui/canvas/view_transform.h"

#include <QFontMetricsF>
#include <QRectF>
#include <QString>

#include <vector>

class QPainter;

namespace kaleido::canvas {

/// The small label of an item: its number and its words on its colour, and a padlock if it is locked.
struct Tag {
    std::size_t index = 0;  ///< of the item in the plan
    QRectF rect;            ///< in the view
    QString words;          ///< shortened; empty where there was only room for the number
    bool locked = false;
};

/// An item with its place in the plan.
struct IndexedItem {
    std::size_t index = 0;
    Item item;

    bool operator==(const IndexedItem&) const = default;
};

/// A tag for each item that is in sight, at its top left corner or nearby. Tags do not overlap while there is room; nearer
/// items (later ones) choose first, and those that find no room show their number only.
std::vector<Tag> placeTags(const std::vector<IndexedItem>& items, const ViewTransform& view,
                           const QRectF& area, const QFontMetricsF& metrics);

void paintTag(QPainter& painter, const Tag& tag);

}  // namespace kaleido::canvas
