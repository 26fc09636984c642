#pragma once

#include <cstdint>
#include <vector>

namespace kaleido {

/// An 8-bit RGB picture held by value: rows top to bottom, three bytes a pixel, no padding.
struct Picture {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> rgb;  ///< width · height · 3 bytes

    bool empty() const { return rgb.empty(); }
    bool operator==(const Picture&) const = default;
};

}  // namespace kaleido
