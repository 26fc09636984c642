#include "engine/plan/shapes.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace kaleido {
namespace {

constexpr double kRadians = std::numbers::pi / 180;

/// scale · v + shift takes [low, high] of `from` to that of `to`; a flat `from` is only shifted.
struct AxisMap {
    double scale = 1;
    double shift = 0;

    double operator()(double v) const { return scale * v + shift; }
};

AxisMap axisMap(double fromLow, double fromHigh, double toLow, double toHigh) {
    const double size = fromHigh - fromLow;
    const double scale = size > 0 ? (toHigh - toLow) / size : 1;
    return {scale, toLow - scale * fromLow};
}

}  // namespace

Vec2 centreOf(const Box& box) {
    return {(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2};
}

std::optional<Vec2> centreOf(const Item& item) {
    if (item.box) return centreOf(*item.box);
    if (item.blob) return item.blob->centre;
    return std::nullopt;
}

double areaOf(const Box& box) {
    return std::max(0.0, box.x1 - box.x0) * std::max(0.0, box.y1 - box.y0);
}

Box intersection(const Box& a, const Box& b) {
    return {std::max(a.x0, b.x0), std::max(a.y0, b.y0), std::min(a.x1, b.x1), std::min(a.y1, b.y1)};
}

Box united(const Box& a, const Box& b) {
    return {std::min(a.x0, b.x0), std::min(a.y0, b.y0), std::max(a.x1, b.x1), std::max(a.y1, b.y1)};
}

double iou(const Box& a, const Box& b) {
    const double common = areaOf(intersection(a, b));
    const double total = areaOf(a) + areaOf(b) - common;
    return total > 0 ? common / total : 0;
}

Box boundsOf(const Blob& blob, double aspect) {
    const double c = std::cos(blob.angle * kRadians);
    const double s = std::sin(blob.angle * kRadians);
    const double halfWidth = std::hypot(blob.rx * c, blob.ry * s) / aspect;
    const double halfHeight = std::hypot(blob.rx * s, blob.ry * c);
    return {blob.centre.x - halfWidth, blob.centre.y - halfHeight, blob.centre.x + halfWidth,
            blob.centre.y + halfHeight};
}

std::optional<Box> boundsOf(const Item& item, double aspect) {
    if (item.box && item.blob) return united(*item.box, boundsOf(*item.blob, aspect));
    if (item.blob) return boundsOf(*item.blob, aspect);
    return item.box;
}

Blob blobInside(const Box& box, double aspect) {
    return {centreOf(box), (box.x1 - box.x0) * aspect / 2, (box.y1 - box.y0) / 2, 0};
}

bool contains(const Box& box, Vec2 point) {
    return box.x0 <= point.x && point.x <= box.x1 && box.y0 <= point.y && point.y <= box.y1;
}

bool contains(const Blob& blob, Vec2 point, double aspect) {
    if (!(blob.rx > 0) || !(blob.ry > 0)) return false;
    const double dx = (point.x - blob.centre.x) * aspect;
    const double dy = point.y - blob.centre.y;
    const double c = std::cos(blob.angle * kRadians);
    const double s = std::sin(blob.angle * kRadians);
    return std::hypot((c * dx + s * dy) / blob.rx, (c * dy - s * dx) / blob.ry) <= 1;
}

Blob canonicalBlob(const Blob& blob) {
    Blob result = blob;
    if (result.rx < result.ry) {
        std::swap(result.rx, result.ry);
        result.angle += 90;
    }
    result.angle = std::fmod(result.angle, 180.0);
    if (result.angle < 0) result.angle += 180;
    if (result.angle >= 180) result.angle = 0;  // −1e-17 + 180 rounds to 180
    return result;
}

Box moved(const Box& box, Vec2 by) {
    return {box.x0 + by.x, box.y0 + by.y, box.x1 + by.x, box.y1 + by.y};
}

Blob moved(const Blob& blob, Vec2 by) {
    Blob result = blob;
    result.centre = {blob.centre.x + by.x, blob.centre.y + by.y};
    return result;
}

Box carried(const Box& box, const Box& from, const Box& to) {
    const AxisMap x = axisMap(from.x0, from.x1, to.x0, to.x1);
    const AxisMap y = axisMap(from.y0, from.y1, to.y0, to.y1);
    return {x(box.x0), y(box.y0), x(box.x1), y(box.y1)};
}

Blob carried(const Blob& blob, const Box& from, const Box& to) {
    const AxisMap x = axisMap(from.x0, from.x1, to.x0, to.x1);
    const AxisMap y = axisMap(from.y0, from.y1, to.y0, to.y1);
    Blob result = blob;
    result.centre = {x(blob.centre.x), y(blob.centre.y)};
    if (x.scale == y.scale) {  // the common case, kept exact
        result.rx *= x.scale;
        result.ry *= x.scale;
        return result;
    }
    // The new ellipse is M·(unit circle), M = scale · rotation · radii; its axes are the eigenvectors of
    // M·Mᵀ.
    const double c = std::cos(blob.angle * kRadians);
    const double s = std::sin(blob.angle * kRadians);
    const double ax = x.scale * c * blob.rx, ay = y.scale * s * blob.rx;   // image of the rx axis
    const double bx = -x.scale * s * blob.ry, by = y.scale * c * blob.ry;  // image of the ry axis
    const double xx = ax * ax + bx * bx, yy = ay * ay + by * by, xy = ax * ay + bx * by;
    const double middle = (xx + yy) / 2;
    const double spread = std::hypot((xx - yy) / 2, xy);
    const double longRadius = std::sqrt(middle + spread);
    const double shortRadius = std::sqrt(std::max(0.0, middle - spread));
    const bool round = spread <= 1e-12 * middle;
    const double wanted = std::atan2(ay, ax) / kRadians;
    const double longAngle = round ? wanted : std::atan2(2 * xy, xx - yy) / 2 / kRadians;
    // Quarter turns bring one of the two axes next to the image of the old rx axis.
    const double turns = std::round((wanted - longAngle) / 90);
    const bool rxIsLong = std::fmod(std::abs(turns), 2.0) == 0;
    result.rx = rxIsLong ? longRadius : shortRadius;
    result.ry = rxIsLong ? shortRadius : longRadius;
    result.angle = longAngle + 90 * turns;
    result.angle += 360 * std::round((blob.angle - result.angle) / 360);
    return result;
}

}  // namespace kaleido
