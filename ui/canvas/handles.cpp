#include "ui/canvas/handles.h"

#include "engine/plan/limits.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace kaleido::canvas {
namespace {

constexpr double kRadians = std::numbers::pi / 180;
constexpr double kSmallestHalf = kSmallestSide / 2;
constexpr double kOutset = 3;           ///< pixels from the shape to its frame
constexpr double kLeastApart = 20;      ///< pixels between opposite corners' handles
constexpr double kRoomForMiddles = 40;  ///< pixels of a side that has a handle in its middle

constexpr std::array kCorners{Handle::TopLeft, Handle::TopRight, Handle::BottomRight, Handle::BottomLeft};

Vec2 turned(Vec2 offset, double degrees) {
    const double c = std::cos(degrees * kRadians), s = std::sin(degrees * kRadians);
    return {c * offset.x - s * offset.y, s * offset.x + c * offset.y};
}

/// Half of a side that is pulled to `reach`, as seen from the centre in the direction of the pull.
double pulled(double half, double reach, bool fromCentre) {
    return std::max(fromCentre ? reach : (half + reach) / 2, kSmallestHalf);
}

}  // namespace

Frame onScreen(const Frame& frame, const ViewTransform& view) {
    const QPointF centre = view.toView(frame.centre);
    return {.centre = {centre.x(), centre.y()},
            .halfWidth = std::max(frame.halfWidth * view.scale + kOutset, kLeastApart / 2),
            .halfHeight = std::max(frame.halfHeight * view.scale + kOutset, kLeastApart / 2),
            .angle = frame.angle};
}

Vec2 directionOf(Handle handle) {
    switch (handle) {
        case Handle::TopLeft:
            return {-1, -1};
        case Handle::Top:
            return {0, -1};
        case Handle::TopRight:
            return {1, -1};
        case Handle::Right:
            return {1, 0};
        case Handle::BottomRight:
            return {1, 1};
        case Handle::Bottom:
            return {0, 1};
        case Handle::BottomLeft:
            return {-1, 1};
        case Handle::Left:
            return {-1, 0};
        case Handle::Rotate:
            break;
    }
    return {};
}

QPointF positionOf(Handle handle, const Frame& frame, const ViewTransform& view) {
    Frame shown = onScreen(frame, view);
    Vec2 direction = directionOf(handle);
    if (handle == Handle::Rotate) {
        shown.halfHeight += kRotateStalk;
        direction = {0, -1};
    }
    const Vec2 point = pointIn(shown, direction);
    return {point.x, point.y};
}

std::vector<Handle> handlesOn(const Frame& frame, bool canRotate, const ViewTransform& view) {
    std::vector<Handle> handles(kCorners.begin(), kCorners.end());
    if (2 * frame.halfWidth * view.scale >= kRoomForMiddles)
        handles.insert(handles.end(), {Handle::Top, Handle::Bottom});
    if (2 * frame.halfHeight * view.scale >= kRoomForMiddles)
        handles.insert(handles.end(), {Handle::Left, Handle::Right});
    if (canRotate) handles.push_back(Handle::Rotate);
    return handles;
}

std::optional<Handle> handleAt(QPointF point, const Frame& frame, bool canRotate, const ViewTransform& view) {
    std::optional<Handle> nearest;
    double least = kHandleReach;
    for (const Handle handle : handlesOn(frame, canRotate, view)) {
        const QPointF offset = positionOf(handle, frame, view) - point;
        const double distance = std::hypot(offset.x(), offset.y());
        if (distance > least) continue;
        nearest = handle;
        least = distance;
    }
    return nearest;
}

Frame resized(const Frame& frame, Handle handle, Vec2 to, ResizeOptions options) {
    const Vec2 pull = directionOf(handle);
    const Vec2 local = turned({to.x - frame.centre.x, to.y - frame.centre.y}, -frame.angle);
    Frame result = frame;
    if (pull.x != 0) result.halfWidth = pulled(frame.halfWidth, pull.x * local.x, options.fromCentre);
    if (pull.y != 0) result.halfHeight = pulled(frame.halfHeight, pull.y * local.y, options.fromCentre);
    if (options.keepAspect && frame.halfWidth > 0 && frame.halfHeight > 0) {
        const double x = result.halfWidth / frame.halfWidth, y = result.halfHeight / frame.halfHeight;
        const double least = std::max(kSmallestHalf / frame.halfWidth, kSmallestHalf / frame.halfHeight);
        const double factor = std::max(pull.x == 0 ? y : pull.y == 0 ? x : std::max(x, y), least);
        result.halfWidth = frame.halfWidth * factor;
        result.halfHeight = frame.halfHeight * factor;
    }
    if (options.fromCentre) return result;
    const Vec2 shift = turned(
        {pull.x * (result.halfWidth - frame.halfWidth), pull.y * (result.halfHeight - frame.halfHeight)},
        frame.angle);
    result.centre = {frame.centre.x + shift.x, frame.centre.y + shift.y};
    return result;
}

double bearingOf(const Frame& frame, Vec2 point) {
    return std::atan2(point.x - frame.centre.x, frame.centre.y - point.y) / kRadians;
}

double steppedAngle(double degrees) {
    return 15 * std::round(degrees / 15);
}

}  // namespace kaleido::canvas
