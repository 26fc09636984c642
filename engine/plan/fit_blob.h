#pragma once

#include "engine/plan/geometry.h"

#include <optional>
#include <span>

namespace kaleido {

/// Fewer points say nothing about a blob's shape.
inline constexpr std::size_t kLeastOutlinePoints = 3;

/// The blob whose outline runs along the points, in any order; pictures are taken as square. The angle is in (−45, 45], so rx is the
/// axis that is nearest to the horizontal.
///
/// From five points on it is the ellipse with the least squared algebraic distance, found in coordinates in which the points
/// have unit covariance; so points that lie on an ellipse give just that one, and turning or stretching the points does the same to the
/// result. Fewer points, and points that no such ellipse follows well (along an arc, or along a hyperbola), give the smallest ellipse
/// around them (Khachiyan's algorithm; Todd and Yıldırım 2007).
///
/// Nothing for fewer than kLeastOutlinePoints, for coordinates that are not finite, and for points that lie on a line: within a strip that is
/// half as wide as the smallest blob, or a fiftieth of its length.
std::optional<Blob> fitBlob(std::span<const Vec2> outline);

}  // namespace kaleido
