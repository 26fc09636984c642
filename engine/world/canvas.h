#pragma once

#include "engine/base/picture.h"
#include "engine/plan/geometry.h"
#include "engine/world/pixels.h"
#include "engine/world/sprite.h"

#include <vector>

namespace kaleido {

/// A colour to paint with, 0 … 255 a channel.
struct Tone {
    int r = 0;
    int g = 0;
    int b = 0;
};

/// The colour t of the way from a to b; t in [0, 1].
Tone mix(Tone a, Tone b, double t);

/// A gentle line across the picture: y(x) = level + amplitude · w(cycles · x + phase), w a smooth wave of period 1
/// between −1 and 1. Made of parabolas, so that it is the same number on every machine.
struct Wave {
    double level = 0;
    double amplitude = 0;
    double cycles = 0;
    double phase = 0;

    double at(double x) const;
};

/// What a sprite is painted with.
enum class Ink { Own, White };

/// Paints a square picture at a multiple of its size and averages it down, which smooths every edge. All
/// coordinates are fractions of the picture. Integer arithmetic on pixels: the same picture on every machine.
class Canvas {
public:
    /// `size`: side of the finished picture in pixels; at least 8.
    explicit Canvas(int size);

    /// A vertical gradient over the whole picture, `top` at y0 and above, `bottom` at y1 and below.
    void fill(double y0, double y1, Tone top, Tone bottom);
    /// A vertical gradient below the wave, down to the lower edge of the picture.
    void fillBelow(const Wave& wave, Tone top, Tone bottom, double opacity = 1);
    void rectangle(const Box& box, Tone color, double opacity = 1);
    void ellipse(Vec2 centre, double rx, double ry, Tone color, double opacity = 1);
    /// An ellipse that fades from its centre to nothing at its rim.
    void glow(Vec2 centre, double rx, double ry, Tone color, double opacity);
    /// An upright triangle: its tip, and its base below it.
    void triangle(Vec2 tip, double baseY, double halfWidth, Tone color);
    /// The sprite stretched over the box, in its own colours or all white.
    void sprite(const Sprite& sprite, const Box& box, bool mirrored, Ink ink = Ink::Own);

    Picture picture() const;

private:
    struct Span {
        int from = 0, to = 0;
    };
    /// Canvas pixels whose centres may lie between two fractions of the picture.
    Span span(double from, double to) const;
    void blend(int x, int y, Tone color, int coverage);
    Rgba* row(int y) { return m_pixels.data() + static_cast<std::size_t>(y) * m_side; }

    int m_size = 0;
    int m_factor = 1;
    int m_side = 0;  ///< m_size · m_factor
    std::vector<Rgba> m_pixels;
};

}  // namespace kaleido
