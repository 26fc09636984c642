#pragma once

#include "engine/plan/geometry.h"
#include "engine/world/pixels.h"

#include <vector>

namespace kaleido {

/// Where a sprite touches the ground: the horizontal span of its lowest tenth, in fractions of its width.
struct Foot {
    double left = 0;
    double right = 1;

    bool operator==(const Foot&) const = default;
};

/// A trimmed picture of one thing, ready to be painted at any size: premultiplied by alpha, with a pyramid of
/// halved copies, each with a transparent border of one pixel. Immutable; may be read from any thread.
class Sprite {
public:
    /// From straight (not premultiplied) pixels; at least 1 × 1.
    explicit Sprite(const PixelGrid& straight);

    int width() const { return m_width; }
    int height() const { return m_height; }

    /// Level k is 2^k times smaller than the sprite, premultiplied, with the border (so it is 2 wider and higher).
    const PixelGrid& level(int k) const { return m_levels[static_cast<std::size_t>(k)]; }
    int levels() const { return static_cast<int>(m_levels.size()); }

    Foot foot() const { return m_foot; }

    /// The ellipse of the alpha mask when the sprite fills `box` of a square picture: centre of mass and 2σ along
    /// the principal axes, rx the longer one, angle in [0, 180).
    Blob blobIn(const Box& box, bool mirrored) const;
    /// The tight box of that ellipse.
    Box blobBounds(const Box& box, bool mirrored) const;

private:
    void measure();

    int m_width = 0;
    int m_height = 0;
    std::vector<PixelGrid> m_levels;
    Foot m_foot;
    Vec2 m_mean;                          ///< in pixels
    double m_xx = 0, m_xy = 0, m_yy = 0;  ///< covariance of the mask, in pixels²
};

}  // namespace kaleido
