#pragma once

#include "engine/plan/geometry.h"

#include <QPointF>
#include <QRectF>
#include <QSizeF>

namespace kaleido::canvas {

/// How the picture is looked at: fractions of the picture ⇄ device-independent pixels of the view. Pictures are square, as
/// for the edits.
struct ViewTransform {
    double scale = 512;   ///< pixels a side of the picture
    QPointF origin = {};  ///< the picture's top left corner in the view

    QPointF toView(Vec2 point) const;
    QRectF toView(const Box& box) const;
    Vec2 toPlan(QPointF point) const;
    /// A length on the screen as a fraction of the picture.
    double toPlan(double pixels) const { return pixels / scale; }
    QRectF picture() const { return {origin, QSizeF(scale, scale)}; }

    bool operator==(const ViewTransform&) const = default;
};

inline constexpr double kSmallestScale = 64;
inline constexpr double kLargestScale = 32768;

/// The whole picture in the middle of the view, with a margin around it.
ViewTransform fitted(QSizeF view, double margin);
/// What is under `fixed` stays there. The scale stays within its bounds.
ViewTransform zoomedAt(const ViewTransform& from, QPointF fixed, double factor);
ViewTransform panned(const ViewTransform& from, QPointF by);
/// Two fingers go from `from` to `to`: the picture follows both.
struct Pinch {
    QPointF first, second;
};
ViewTransform pinched(const ViewTransform& view, const Pinch& from, const Pinch& to);
/// The nearest one that leaves a part of the picture in sight, so that it cannot get lost.
ViewTransform inSight(const ViewTransform& from, QSizeF view);

}  // namespace kaleido::canvas
