#include "engine/plan/fit_blob.h"

#include "engine/plan/limits.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>
#include <vector>

namespace kaleido {
namespace {

constexpr double kThinnest = 0.02;  ///< of the length of a strip, the width that is still a line
constexpr double kLargest = 3;      ///< times the area of the smallest ellipse around the points

/// Symmetric: xx xy / xy yy.
struct Matrix {
    double xx = 0, xy = 0, yy = 0;

    double determinant() const { return xx * yy - xy * xy; }
    Matrix inverse() const {
        const double d = determinant();
        return {yy / d, -xy / d, xx / d};
    }
    Vec2 times(Vec2 v) const { return {xx * v.x + xy * v.y, xy * v.x + yy * v.y}; }
    /// vᵀ M v
    double form(Vec2 v) const { return xx * v.x * v.x + 2 * xy * v.x * v.y + yy * v.y * v.y; }
};

/// {p : (p − centre)ᵀ shape⁻¹ (p − centre) ≤ 1}
struct Ellipse {
    Vec2 centre;
    Matrix shape;

    double area() const { return std::numbers::pi * std::sqrt(shape.determinant()); }
};

Vec2 between(Vec2 from, Vec2 to) {
    return {to.x - from.x, to.y - from.y};
}

/// Mean and covariance, each point with its weight; the weights add up to 1.
Ellipse momentsOf(std::span<const Vec2> points, const std::vector<double>& weights) {
    Ellipse result;
    for (std::size_t i = 0; i < points.size(); ++i) {
        result.centre.x += weights[i] * points[i].x;
        result.centre.y += weights[i] * points[i].y;
    }
    for (std::size_t i = 0; i < points.size(); ++i) {
        const Vec2 d = between(result.centre, points[i]);
        result.shape.xx += weights[i] * d.x * d.x;
        result.shape.xy += weights[i] * d.x * d.y;
        result.shape.yy += weights[i] * d.y * d.y;
    }
    return result;
}

std::vector<double> evenly(std::size_t count) {
    return std::vector<double>(count, 1.0 / static_cast<double>(count));
}

/// The angle of the long axis, radians.
double tiltOf(const Matrix& shape) {
    return std::atan2(2 * shape.xy, shape.xx - shape.yy) / 2;
}

bool lieOnALine(std::span<const Vec2> points) {
    const double tilt = tiltOf(momentsOf(points, evenly(points.size())).shape);
    const auto extent = [&](double c, double s) {
        double low = std::numeric_limits<double>::infinity(), high = -low;
        for (const Vec2 point : points) {
            low = std::min(low, c * point.x + s * point.y);
            high = std::max(high, c * point.x + s * point.y);
        }
        return high - low;
    };
    const double length = extent(std::cos(tilt), std::sin(tilt));
    const double width = extent(-std::sin(tilt), std::cos(tilt));
    return width < std::max(kSmallestRadius, kThinnest * length);
}

/// The smallest ellipse around points that do not lie on a line. Weight goes to the point that sticks out most, or away from
/// the one that is deepest inside, until all that have any lie on the edge.
Ellipse smallestAround(std::span<const Vec2> points) {
    constexpr double kTolerance = 1e-9;
    constexpr int kMostSteps = 2000;
    std::vector<double> weights = evenly(points.size());
    double farthest = 0;
    Ellipse moments;
    for (int step = 0; step < kMostSteps; ++step) {
        moments = momentsOf(points, weights);
        const Matrix inverse = moments.shape.inverse();
        std::size_t out = 0, in = points.size();
        double least = std::numeric_limits<double>::infinity();
        farthest = 0;
        for (std::size_t i = 0; i < points.size(); ++i) {
            const double distance = inverse.form(between(moments.centre, points[i]));
            if (distance > farthest) {
                farthest = distance;
                out = i;
            }
            if (weights[i] > 0 && distance < least) {
                least = distance;
                in = i;
            }
        }
        // At the optimum all are at most 2, the dimension, and those with weight just that.
        if (farthest - 2 <= kTolerance && 2 - least <= kTolerance) break;
        const bool grows = farthest - 2 >= 2 - least;
        const std::size_t which = grows ? out : in;
        const double distance = grows ? farthest : least;
        double by = (distance - 2) / (3 * distance);
        if (!grows && !(by >= -weights[which] / (1 - weights[which])))
            by = -weights[which] / (1 - weights[which]);
        for (double& weight : weights) weight *= 1 - by;
        weights[which] = std::max(0.0, weights[which] + by);
    }
    moments.shape = {farthest * moments.shape.xx, farthest * moments.shape.xy, farthest * moments.shape.yy};
    return moments;
}

constexpr std::size_t kUnknowns = 5;
using System = std::array<std::array<double, kUnknowns + 1>, kUnknowns>;

/// Gauss' elimination with pivots; nothing if the equations do not tell the unknowns.
std::optional<std::array<double, kUnknowns>> solved(System rows) {
    for (std::size_t i = 0; i < kUnknowns; ++i) {
        const auto pivot =
            std::max_element(rows.begin() + static_cast<std::ptrdiff_t>(i), rows.end(),
                             [i](const auto& a, const auto& b) { return std::abs(a[i]) < std::abs(b[i]); });
        std::swap(rows[i], *pivot);
        if (std::abs(rows[i][i]) < 1e-10) return std::nullopt;
        for (std::size_t row = 0; row < kUnknowns; ++row) {
            if (row == i) continue;
            const double factor = rows[row][i] / rows[i][i];
            for (std::size_t k = i; k <= kUnknowns; ++k) rows[row][k] -= factor * rows[i][k];
        }
    }
    std::array<double, kUnknowns> result;
    for (std::size_t i = 0; i < kUnknowns; ++i) result[i] = rows[i][kUnknowns] / rows[i][i];
    return result;
}

/// Least squares of x² + y² + p (x² − y²) + 2 q xy + 2 d x + 2 e y + f in coordinates u = L⁻¹ (point − mean), L Lᵀ = covariance.
/// Nothing if that is no ellipse.
std::optional<Ellipse> nearest(std::span<const Vec2> points) {
    const Ellipse moments = momentsOf(points, evenly(points.size()));
    const double l11 = std::sqrt(moments.shape.xx), l21 = moments.shape.xy / l11;
    const double l22 = std::sqrt(moments.shape.yy - l21 * l21);
    System normal{};
    for (const Vec2 point : points) {
        const Vec2 d = between(moments.centre, point);
        const double x = d.x / l11, y = (d.y - l21 * x) / l22;
        const std::array<double, kUnknowns + 1> terms{x * x - y * y, 2 * x * y, 2 * x,
                                                      2 * y,         1,         -(x * x + y * y)};
        for (std::size_t i = 0; i < kUnknowns; ++i) {
            for (std::size_t k = 0; k <= kUnknowns; ++k) normal[i][k] += terms[i] * terms[k];
        }
    }
    const auto conic = solved(normal);
    if (!conic) return std::nullopt;
    const auto [p, q, d, e, f] = *conic;
    const Matrix form{1 + p, q, 1 - p};
    if (!(form.determinant() > 1e-6)) return std::nullopt;
    const Matrix inverse = form.inverse();
    const Vec2 middle = inverse.times({-d, -e});
    const double size = form.form(middle) - f;
    if (!(size > 0)) return std::nullopt;
    // Back: shape = L (size · form⁻¹) Lᵀ.
    const Matrix& s = inverse;
    const double xx = l11 * l11 * s.xx, xy = l11 * (l21 * s.xx + l22 * s.xy);
    const double yy = l21 * l21 * s.xx + 2 * l21 * l22 * s.xy + l22 * l22 * s.yy;
    return Ellipse{{moments.centre.x + l11 * middle.x, moments.centre.y + l21 * middle.x + l22 * middle.y},
                   {size * xx, size * xy, size * yy}};
}

Blob blobOf(const Ellipse& ellipse) {
    const Matrix& shape = ellipse.shape;
    const double middle = (shape.xx + shape.yy) / 2;
    const double spread = std::hypot((shape.xx - shape.yy) / 2, shape.xy);
    Blob blob{ellipse.centre, std::sqrt(middle + spread), std::sqrt(std::max(0.0, middle - spread)), 0};
    if (spread <= 1e-9 * middle) return blob;  // round: it has no direction
    blob.angle = tiltOf(shape) * 180 / std::numbers::pi;
    if (blob.angle > 45 || blob.angle <= -45) {
        std::swap(blob.rx, blob.ry);
        blob.angle += blob.angle > 0 ? -90 : 90;
    }
    return blob;
}

}  // namespace

std::optional<Blob> fitBlob(std::span<const Vec2> outline) {
    const bool finite = std::all_of(outline.begin(), outline.end(), [](Vec2 point) {
        return std::isfinite(point.x) && std::isfinite(point.y);
    });
    if (outline.size() < kLeastOutlinePoints || !finite || lieOnALine(outline)) return std::nullopt;
    const Ellipse around = smallestAround(outline);
    if (outline.size() < kUnknowns) return blobOf(around);
    const auto along = nearest(outline);
    return blobOf(along && along->area() <= kLargest * around.area() ? *along : around);
}

}  // namespace kaleido
