#pragma once

#include "engine/plan/geometry.h"
#include "ui/canvas/item_tags.h"
#include "ui/canvas/view_transform.h"

#include <QPixmap>
#include <QSize>

#include <functional>
#include <optional>
#include <vector>

namespace kaleido::canvas {

/// Items that a gesture moves all alike, kept as one image: painting hundreds of them anew for each frame would be felt.
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

    /// Paints the scene with `paintScene`, or its image from before if all that has changed since is that the items were shifted. Then
    /// the image stands on whole pixels of the device.
    void paint(QPainter& painter, Scene scene, const std::function<void(QPainter&)>& paintScene);
    void clear();

private:
    void render(const QFont& font, const std::function<void(QPainter&)>& paintScene);

    std::optional<Scene> m_base;  ///< what the image shows
    QPixmap m_image;              ///< null: it was not worth one yet
};

/// How far `to` is shifted against `from`, in fractions of the picture; nothing if anything else differs.
std::optional<Vec2> shiftBetween(const MovingLayer::Scene& from, const MovingLayer::Scene& to);

}  // namespace kaleido::canvas
