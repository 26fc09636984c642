#include "engine/world/canvas.h"

#include <algorithm>
#include <cmath>

namespace kaleido {

namespace {

constexpr Rgba kEven = 0x00FF00FFU;  // red and blue; shifted by a byte: green and alpha

Rgba opaque(Tone color) {
    return packRgba(static_cast<std::uint32_t>(color.r), static_cast<std::uint32_t>(color.g),
                    static_cast<std::uint32_t>(color.b), 255);
}

/// Between a and b, weight 0 … 256 for b.
Rgba lerp(Rgba a, Rgba b, std::uint32_t weight) {
    const std::uint32_t other = 256 - weight;
    const Rgba even = ((a & kEven) * other + (b & kEven) * weight) >> 8U & kEven;
    const Rgba odd = ((a >> 8U & kEven) * other + (b >> 8U & kEven) * weight) & ~kEven;
    return even | odd;
}

/// Premultiplied `over` on an opaque pixel.
Rgba composite(Rgba under, Rgba over) {
    const std::uint32_t alpha = alphaOf(over), rest = 256 - (alpha + (alpha >> 7U));
    const Rgba even = ((under & kEven) * rest + 0x00800080U) >> 8U & kEven;
    const Rgba odd = ((under >> 8U & kEven) * rest + 0x00800080U) & ~kEven;
    return over + (even | odd);
}

/// A fraction as 0 … 256, rounded.
int coverageOf(double fraction) {
    return (static_cast<int>(std::clamp(fraction, 0.0, 1.0) * 512) + 1) / 2;
}

}  // namespace

Tone mix(Tone a, Tone b, double t) {
    const auto between = [t](int from, int to) {
        return static_cast<int>(std::lround(from + (to - from) * t));
    };
    return {between(a.r, b.r), between(a.g, b.g), between(a.b, b.b)};
}

double Wave::at(double x) const {
    const double turn = cycles * x + phase;
    const double t = 2 * (turn - std::floor(turn));  // two half waves, each a parabola
    const double half = t < 1 ? 4 * t * (1 - t) : -4 * (t - 1) * (2 - t);
    return level + amplitude * half;
}

Canvas::Canvas(int size) : m_size(size), m_factor(size < 48 ? 4 : 2), m_side(size * m_factor) {
    m_pixels.assign(static_cast<std::size_t>(m_side) * m_side, packRgba(0, 0, 0, 255));
}

Canvas::Span Canvas::span(double from, double to) const {
    return {std::clamp(static_cast<int>(std::floor(from * m_side)), 0, m_side),
            std::clamp(static_cast<int>(std::ceil(to * m_side)), 0, m_side)};
}

void Canvas::blend(int x, int y, Tone color, int coverage) {
    Rgba& pixel = row(y)[x];
    pixel = lerp(pixel, opaque(color), static_cast<std::uint32_t>(coverage));
}

void Canvas::fill(double y0, double y1, Tone top, Tone bottom) {
    for (int y = 0; y < m_side; ++y) {
        const double t = ((y + 0.5) / m_side - y0) / std::max(y1 - y0, 1e-6);
        std::fill_n(row(y), m_side, opaque(mix(top, bottom, std::clamp(t, 0.0, 1.0))));
    }
}

void Canvas::fillBelow(const Wave& wave, Tone top, Tone bottom, double opacity) {
    std::vector<double> line(static_cast<std::size_t>(m_side));
    for (int x = 0; x < m_side; ++x) line[static_cast<std::size_t>(x)] = wave.at((x + 0.5) / m_side) * m_side;
    const double highest = wave.level - std::abs(wave.amplitude);
    for (int y = span(highest, 1).from; y < m_side; ++y) {
        const double t = ((y + 0.5) / m_side - highest) / std::max(1 - highest, 1e-6);
        const Tone color = mix(top, bottom, std::clamp(t, 0.0, 1.0));
        for (int x = 0; x < m_side; ++x) {
            const int coverage = coverageOf((y + 1 - line[static_cast<std::size_t>(x)]));
            if (coverage > 0) blend(x, y, color, static_cast<int>(coverage * opacity));
        }
    }
}

void Canvas::rectangle(const Box& box, Tone color, double opacity) {
    const Span columns = span(box.x0, box.x1), rows = span(box.y0, box.y1);
    const auto overlap = [this](int pixel, double from, double to) {
        return std::clamp(std::min(pixel + 1.0, to * m_side) - std::max<double>(pixel, from * m_side), 0.0,
                          1.0);
    };
    for (int y = rows.from; y < rows.to; ++y) {
        const double strength = overlap(y, box.y0, box.y1) * opacity;
        for (int x = columns.from; x < columns.to; ++x) {
            blend(x, y, color, coverageOf(overlap(x, box.x0, box.x1) * strength));
        }
    }
}

void Canvas::ellipse(Vec2 centre, double rx, double ry, Tone color, double opacity) {
    const Span columns = span(centre.x - rx, centre.x + rx), rows = span(centre.y - ry, centre.y + ry);
    const double sharpness = std::min(rx, ry) * m_side / 2;  // 1 − q falls by 2 / r over the last pixel
    for (int y = rows.from; y < rows.to; ++y) {
        const double dy = ((y + 0.5) / m_side - centre.y) / ry;
        for (int x = columns.from; x < columns.to; ++x) {
            const double dx = ((x + 0.5) / m_side - centre.x) / rx;
            const double inside = (1 - dx * dx - dy * dy) * sharpness + 0.5;
            if (inside > 0) blend(x, y, color, coverageOf(std::min(inside, 1.0) * opacity));
        }
    }
}

void Canvas::glow(Vec2 centre, double rx, double ry, Tone color, double opacity) {
    const Span columns = span(centre.x - rx, centre.x + rx), rows = span(centre.y - ry, centre.y + ry);
    for (int y = rows.from; y < rows.to; ++y) {
        const double dy = ((y + 0.5) / m_side - centre.y) / ry;
        for (int x = columns.from; x < columns.to; ++x) {
            const double dx = ((x + 0.5) / m_side - centre.x) / rx;
            const double inside = 1 - dx * dx - dy * dy;
            if (inside > 0) blend(x, y, color, coverageOf(inside * opacity));
        }
    }
}

void Canvas::triangle(Vec2 tip, double baseY, double halfWidth, Tone color) {
    const Span rows = span(tip.y, baseY);
    for (int y = rows.from; y < rows.to; ++y) {
        const double reach = halfWidth * std::clamp(((y + 0.5) / m_side - tip.y) / (baseY - tip.y), 0.0, 1.0);
        const double left = (tip.x - reach) * m_side, right = (tip.x + reach) * m_side;
        const Span columns = span(tip.x - reach, tip.x + reach);
        for (int x = columns.from; x < columns.to; ++x) {
            blend(x, y, color, coverageOf(std::min(x + 1.0, right) - std::max<double>(x, left)));
        }
    }
}

void Canvas::sprite(const Sprite& sprite, const Box& box, bool mirrored, Ink ink) {
    const double width = (box.x1 - box.x0) * m_side, height = (box.y1 - box.y0) * m_side;
    int level = 0;
    while (level + 1 < sprite.levels() && sprite.width() / (width * (2 << level)) >= 0.9) ++level;
    const PixelGrid& source = sprite.level(level);

    // Source positions in 1/256 pixel; + ½ for the border, which lets the edges fade into nothing.
    const double sx = sprite.width() / (width * (1 << level)), sy = sprite.height() / (height * (1 << level));
    const auto position = [](double fraction) {
        return static_cast<int>(std::floor((fraction + 0.5) * 256));
    };
    const int lastX = (source.width - 1) * 256 - 1, lastY = (source.height - 1) * 256 - 1;
    const Span columns = span(box.x0 - 1.0 / m_side, box.x1 + 1.0 / m_side);
    const Span rows = span(box.y0 - 1.0 / m_side, box.y1 + 1.0 / m_side);

    std::vector<int> across;
    for (int x = columns.from; x < columns.to; ++x) {
        const double from = mirrored ? box.x1 * m_side - (x + 0.5) : x + 0.5 - box.x0 * m_side;
        across.push_back(position(from * sx));
    }
    for (int y = rows.from; y < rows.to; ++y) {
        const int v = position((y + 0.5 - box.y0 * m_side) * sy);
        if (v < 0 || v > lastY) continue;
        const Rgba* upper = source.pixels.data() + static_cast<std::size_t>(v >> 8) * source.width;
        const Rgba* lower = upper + source.width;
        Rgba* target = row(y) + columns.from;
        for (std::size_t x = 0; x < across.size(); ++x) {
            const int u = across[x];
            if (u < 0 || u > lastX) continue;
            const int column = u >> 8;
            const auto fx = static_cast<std::uint32_t>(u & 255), fy = static_cast<std::uint32_t>(v & 255);
            Rgba over = lerp(lerp(upper[column], upper[column + 1], fx),
                             lerp(lower[column], lower[column + 1], fx), fy);
            if (ink == Ink::White) over = alphaOf(over) * 0x01010101U;
            if (over != 0) target[x] = composite(target[x], over);
        }
    }
}

Picture Canvas::picture() const {
    Picture picture{m_size, m_size, {}};
    picture.rgb.reserve(static_cast<std::size_t>(m_size) * m_size * 3);
    const auto count = static_cast<std::uint32_t>(m_factor * m_factor);
    for (int y = 0; y < m_size; ++y) {
        for (int x = 0; x < m_size; ++x) {
            std::uint32_t r = 0, g = 0, b = 0;
            for (int j = 0; j < m_factor; ++j) {
                const Rgba* from =
                    m_pixels.data() + static_cast<std::size_t>(y * m_factor + j) * m_side + x * m_factor;
                for (int i = 0; i < m_factor; ++i) {
                    r += redOf(from[i]);
                    g += greenOf(from[i]);
                    b += blueOf(from[i]);
                }
            }
            for (const std::uint32_t sum : {r, g, b})
                picture.rgb.push_back(static_cast<std::uint8_t>((sum + count / 2) / count));
        }
    }
    return picture;
}

}  // namespace kaleido
