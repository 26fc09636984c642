#pragma once

#include "engine/world/pixels.h"

#include <array>
#include <string_view>

namespace kaleido {

/// A colour that things come in: its word, its hue in degrees, and how light it asks the thing to be (1 = as it is;
/// yellow looks like mud unless it is lightened).
struct NamedColor {
    std::string_view word;
    double hue = 0;
    double lighten = 1;
};

constexpr std::array<NamedColor, 6> kColors = {{{"red", 0, 1},
                                                {"yellow", 50, 1.12},
                                                {"green", 122, 1},
                                                {"blue", 214, 1},
                                                {"purple", 275, 1},
                                                {"pink", 326, 1.08}}};

constexpr int kOwnColor = -1;  ///< in place of an index into kColors: the thing as its artist coloured it

/// Turns every pixel whose hue is at most `width` degrees from `mainHue` to the colour's hue. HSL lightness stays
/// (but for NamedColor::lighten), pale colours become a little stronger. Straight alpha.
PixelGrid rotatedHue(PixelGrid pixels, double mainHue, double width, const NamedColor& color);

/// Multiplies every pixel by the colour, so that white parts take it and black ones stay. Straight alpha.
PixelGrid tinted(PixelGrid pixels, const NamedColor& color);

}  // namespace kaleido
