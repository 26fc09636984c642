#pragma once

#include "ui/canvas/frame.h"
#include "ui/canvas/view_transform.h"

#include <optional>
#include <vector>

namespace kaleido::canvas {

/// The places on a frame that can be dragged; clockwise from the top left, in the frame's own axes.
enum class Handle { TopLeft, Top, TopRight, Right, BottomRight, Bottom, BottomLeft, Left, Rotate };

inline constexpr double kHandleSize = 8;    ///< pixels, at any zoom
inline constexpr double kHandleReach = 8;   ///< pixels around a handle's middle in which it is taken
inline constexpr double kRotateStalk = 24;  ///< pixels from the top edge to the rotate handle

/// A frame as it is drawn, in pixels: a little outside the shape, and no side shorter than its handles need.
Frame onScreen(const Frame& frame, const ViewTransform& view);

/// −1, 0 or 1 an axis: which way a handle pulls. The rotate handle pulls nowhere.
Vec2 directionOf(Handle handle);

/// Where a handle stands in the view.
QPointF positionOf(Handle handle, const Frame& frame, const ViewTransform& view);

/// Those that there is room for; corners always.
std::vector<Handle> handlesOn(const Frame& frame, bool canRotate, const ViewTransform& view);

/// The nearest handle within reach of a point in the view.
std::optional<Handle> handleAt(QPointF point, const Frame& frame, bool canRotate, const ViewTransform& view);

struct ResizeOptions {
    bool keepAspect = false;
    bool fromCentre = false;
};

/// The frame after `handle` was dragged to a point of the picture; the opposite side, or the centre, stays where it is. A
/// frame never flips over: dragged past the other side it stays at the smallest size (kSmallestSide).
Frame resized(const Frame& frame, Handle handle, Vec2 to, ResizeOptions options);

/// The direction from the frame's centre to a point, clockwise from "up", in degrees.
double bearingOf(const Frame& frame, Vec2 point);
/// The nearest multiple of 15°.
double steppedAngle(double degrees);

}  // namespace kaleido::canvas
