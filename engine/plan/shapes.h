#pragma once

#include "engine/plan/plan.h"

#include <optional>

namespace kaleido {

// What can be asked of boxes and blobs. `aspect` is the picture's width over its height: x counts in widths,
// y and the radii in heights, so a blob is round on the screen when its radii are equal.

/// Middle of a box.
Vec2 centreOf(const Box& box);
/// The place of an item: the middle of its box, else of its blob; nothing if it has neither.
std::optional<Vec2> centreOf(const Item& item);

/// Area as a fraction of the picture; 0 for an inverted box.
double areaOf(const Box& box);
/// The common part; inverted or flat if there is none (areaOf gives 0).
Box intersection(const Box& a, const Box& b);
/// The smallest box around both.
Box united(const Box& a, const Box& b);
/// Intersection over union, 0 … 1.
double iou(const Box& a, const Box& b);

/// The smallest box around a blob.
Box boundsOf(const Blob& blob, double aspect = 1);
/// The smallest box around all that an item has; nothing if it has no shape.
std::optional<Box> boundsOf(const Item& item, double aspect = 1);
/// The largest upright blob inside a box, angle 0.
Blob blobInside(const Box& box, double aspect = 1);

bool contains(const Box& box, Vec2 point);
/// Whether a point lies in the tilted ellipse.
bool contains(const Blob& blob, Vec2 point, double aspect = 1);

/// The same ellipse as rx = long, ry = short radius, angle in [0, 180).
Blob canonicalBlob(const Blob& blob);

Box moved(const Box& box, Vec2 by);
Blob moved(const Blob& blob, Vec2 by);
/// `box` carried along by the map that takes `from` to `to` (a shift and a scale an axis).
Box carried(const Box& box, const Box& from, const Box& to);
/// The ellipse that `blob` becomes under that map. Its rx axis stays the one that is nearest to the old one.
Blob carried(const Blob& blob, const Box& from, const Box& to);

}  // namespace kaleido
