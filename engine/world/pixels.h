#pragma once

#include <cstdint>
#include <vector>

namespace kaleido {

/// One pixel, 8 bits a channel: red in the lowest byte, alpha in the highest.
using Rgba = std::uint32_t;

constexpr Rgba packRgba(std::uint32_t r, std::uint32_t g, std::uint32_t b, std::uint32_t a) {
    return r | g << 8U | b << 16U | a << 24U;
}

constexpr std::uint32_t redOf(Rgba pixel) {
    return pixel & 0xFFU;
}

constexpr std::uint32_t greenOf(Rgba pixel) {
    return pixel >> 8U & 0xFFU;
}

constexpr std::uint32_t blueOf(Rgba pixel) {
    return pixel >> 16U & 0xFFU;
}

constexpr std::uint32_t alphaOf(Rgba pixel) {
    return pixel >> 24U;
}

/// A picture with alpha, rows top to bottom. Whether the colour is multiplied by alpha is said where it is used.
struct PixelGrid {
    int width = 0;
    int height = 0;
    std::vector<Rgba> pixels;  ///< width · height

    bool operator==(const PixelGrid&) const = default;
};

}  // namespace kaleido
