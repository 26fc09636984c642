#pragma once

namespace kaleido {

/// A point or an offset, in fractions of the picture; origin top left, y downwards.
struct Vec2 {
    double x = 0;
    double y = 0;

    bool operator==(const Vec2&) const = default;
};

/// An axis-aligned rectangle in fractions of the picture; x0 < x1 and y0 < y1 when valid.
struct Box {
    double x0 = 0;
    double y0 = 0;
    double x1 = 0;
    double y1 = 0;

    bool operator==(const Box&) const = default;
};

/// A tilted ellipse. The centre is in fractions of the picture, the radii (semi-axes) in fractions of its
/// height, the angle turns the rx axis clockwise on the screen, in degrees. Never canonicalised while edited
/// (a resize past round must not flip the handles); at the grammar's border it becomes (long, short, θ in [0,
/// 180)).
struct Blob {
    Vec2 centre;
    double rx = 0;
    double ry = 0;
    double angle = 0;

    bool operator==(const Blob&) const = default;
};

}  // namespace kaleido
