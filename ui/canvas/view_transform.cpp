#include "ui/canvas/view_transform.h"

#include <QLineF>

#include <algorithm>

namespace kaleido::canvas {
namespace {

constexpr double kLeastInSight = 48;

}  // namespace

QPointF ViewTransform::toView(Vec2 point) const {
    return origin + QPointF(point.x, point.y) * scale;
}

QRectF ViewTransform::toView(const Box& box) const {
    return {toView(Vec2{box.x0, box.y0}), toView(Vec2{box.x1, box.y1})};
}

Vec2 ViewTransform::toPlan(QPointF point) const {
    const QPointF offset = (point - origin) / scale;
    return {offset.x(), offset.y()};
}

ViewTransform fitted(QSizeF view, double margin) {
    const double side = std::min(view.width(), view.height()) - 2 * margin;
    ViewTransform result{.scale = std::clamp(side, kSmallestScale, kLargestScale)};
    result.origin = {(view.width() - result.scale) / 2, (view.height() - result.scale) / 2};
    return result;
}

ViewTransform zoomedAt(const ViewTransform& from, QPointF fixed, double factor) {
    ViewTransform result{.scale = std::clamp(from.scale * factor, kSmallestScale, kLargestScale)};
    result.origin = fixed + (from.origin - fixed) * (result.scale / from.scale);
    return result;
}

ViewTransform panned(const ViewTransform& from, QPointF by) {
    return {.scale = from.scale, .origin = from.origin + by};
}

ViewTransform pinched(const ViewTransform& view, const Pinch& from, const Pinch& to) {
    const double before = QLineF(from.first, from.second).length();
    const double after = QLineF(to.first, to.second).length();
    const QPointF middle = (from.first + from.second) / 2;
    const ViewTransform zoomed = zoomedAt(view, middle, before > 0 && after > 0 ? after / before : 1);
    return panned(zoomed, (to.first + to.second) / 2 - middle);
}

ViewTransform inSight(const ViewTransform& from, QSizeF view) {
    const auto kept = [&](double at, double room) {
        return std::clamp(at, kLeastInSight - from.scale, std::max(kLeastInSight, room) - kLeastInSight);
    };
    return {.scale = from.scale,
            .origin = {kept(from.origin.x(), view.width()), kept(from.origin.y(), view.height())}};
}

}  // namespace kaleido::canvas
