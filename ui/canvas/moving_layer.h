#pragma once

#include "engine/plan/geometry.h"
#include "ui/canvas/item_tags.h"
#include "ui/canvas/view_transform.h"

#include <QImage>
#include <QSize>

#include <functional>
#include <optional>
#include <vector>

namespace kaleido::canvas {

/// Many items that a gesture changes, on one image of their own; where all move alike it is shifted instead of painted anew.
class MovingLayer {
public:
    /// All that their picture depends on.
    struct Scene {
        ViewTransform view;
        QSize size;
        double ratio = 1;
        std::vector<IndexedItem> items = {};
        std::vector<ItemId> selected = {};
        ItemId hovered = {};
    };

    /// Paints the scene with `paintScene`, on several threads (see paintInBands); or its image from before, on whole pixels of the
    /// device, if all that has changed since is that the items were shifted.
    void paint(QPainter& painter, Scene scene, const std::function<void(QPainter&)>& paintScene);
    void clear();

private:
    void render(const QFont& font, const std::function<void(QPainter&)>& paintScene);

    std::optional<Scene> m_base;  ///< what the image shows
    QImage m_image;
};

/// How far `to` is shifted against `from`, in fractions of the picture; nothing if anything else differs.
std::optional<Vec2> shiftBetween(const MovingLayer::Scene& from, const MovingLayer::Scene& to);

}  // namespace kaleido::canvas
