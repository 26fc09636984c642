#include "engine/world/sprite.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace kaleido {

namespace {

constexpr std::uint32_t kTouches = 128;  // alpha from which a pixel of the lowest rows counts as foot

std::uint32_t times(std::uint32_t value, std::uint32_t alpha) {
    return (value * alpha + 127) / 255;
}

PixelGrid withBorder(const PixelGrid& straight) {
    PixelGrid grid{straight.width + 2, straight.height + 2, {}};
    grid.pixels.resize(static_cast<std::size_t>(grid.width) * grid.height);
    for (int y = 0; y < straight.height; ++y) {
        for (int x = 0; x < straight.width; ++x) {
            const Rgba pixel = straight.pixels[static_cast<std::size_t>(y) * straight.width + x];
            const std::uint32_t a = alphaOf(pixel);
            grid.pixels[static_cast<std::size_t>(y + 1) * grid.width + x + 1] =
                packRgba(times(redOf(pixel), a), times(greenOf(pixel), a), times(blueOf(pixel), a), a);
        }
    }
    return grid;
}

/// Averages 2 × 2 pixels inside the border; an odd last row or column is averaged with nothing.
PixelGrid halved(const PixelGrid& grid) {
    PixelGrid half{(grid.width - 1) / 2 + 2, (grid.height - 1) / 2 + 2, {}};
    half.pixels.resize(static_cast<std::size_t>(half.width) * half.height);
    const auto at = [&grid](int x, int y) {
        return x < grid.width && y < grid.height ? grid.pixels[static_cast<std::size_t>(y) * grid.width + x]
                                                 : 0U;
    };
    for (int y = 1; y < half.height - 1; ++y) {
        for (int x = 1; x < half.width - 1; ++x) {
            std::array<std::uint32_t, 4> sum{};
            for (const Rgba p :
                 {at(2 * x - 1, 2 * y - 1), at(2 * x, 2 * y - 1), at(2 * x - 1, 2 * y), at(2 * x, 2 * y)}) {
                for (std::size_t c = 0; c < 4; ++c) sum[c] += p >> (8 * c) & 0xFFU;
            }
            half.pixels[static_cast<std::size_t>(y) * half.width + x] =
                packRgba((sum[0] + 2) / 4, (sum[1] + 2) / 4, (sum[2] + 2) / 4, (sum[3] + 2) / 4);
        }
    }
    return half;
}

}  // namespace

Sprite::Sprite(const PixelGrid& straight) : m_width(straight.width), m_height(straight.height) {
    m_levels.push_back(withBorder(straight));
    while (std::min(m_levels.back().width, m_levels.back().height) > 10)
        m_levels.push_back(halved(m_levels.back()));
    measure();
}

void Sprite::measure() {
    const PixelGrid& grid = m_levels.front();
    double mass = 0, x1 = 0, y1 = 0, xx = 0, xy = 0, yy = 0;
    int left = m_width, right = 0;
    for (int y = 0; y < m_height; ++y) {
        for (int x = 0; x < m_width; ++x) {
            const std::uint32_t alpha =
                alphaOf(grid.pixels[static_cast<std::size_t>(y + 1) * grid.width + x + 1]);
            const double px = x + 0.5, py = y + 0.5;
            mass += alpha;
            x1 += alpha * px;
            y1 += alpha * py;
            xx += alpha * px * px;
            xy += alpha * px * py;
            yy += alpha * py * py;
            if (alpha >= kTouches && 10 * y >= 9 * m_height) {
                left = std::min(left, x);
                right = std::max(right, x + 1);
            }
        }
    }
    m_mean = {x1 / mass, y1 / mass};
    m_xx = xx / mass - m_mean.x * m_mean.x;
    m_xy = xy / mass - m_mean.x * m_mean.y;
    m_yy = yy / mass - m_mean.y * m_mean.y;
    if (left < right) m_foot = {static_cast<double>(left) / m_width, static_cast<double>(right) / m_width};
}

Blob Sprite::blobIn(const Box& box, bool mirrored) const {
    const double sx = (box.x1 - box.x0) / m_width, sy = (box.y1 - box.y0) / m_height;
    const double xx = m_xx * sx * sx, yy = m_yy * sy * sy, xy = (mirrored ? -m_xy : m_xy) * sx * sy;
    const double middle = (xx + yy) / 2, spread = std::sqrt((xx - yy) * (xx - yy) / 4 + xy * xy);
    double angle = 0.5 * std::atan2(2 * xy, xx - yy) * 180 / std::numbers::pi;
    if (angle < 0) angle += 180;
    if (angle >= 180) angle = 0;
    const double meanX = mirrored ? m_width - m_mean.x : m_mean.x;
    return {.centre = {box.x0 + meanX * sx, box.y0 + m_mean.y * sy},
            .rx = 2 * std::sqrt(middle + spread),
            .ry = 2 * std::sqrt(std::max(0.0, middle - spread)),
            .angle = angle};
}

Box Sprite::blobBounds(const Box& box, bool mirrored) const {
    const double sx = (box.x1 - box.x0) / m_width, sy = (box.y1 - box.y0) / m_height;
    const double x = box.x0 + sx * (mirrored ? m_width - m_mean.x : m_mean.x), y = box.y0 + sy * m_mean.y;
    const double rx = 2 * sx * std::sqrt(m_xx), ry = 2 * sy * std::sqrt(m_yy);
    return {x - rx, y - ry, x + rx, y + ry};
}

}  // namespace kaleido
