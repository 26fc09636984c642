#include "engine/world/recolor.h"

#include <algorithm>
#include <cmath>

namespace kaleido {

namespace {

constexpr double kGrey = 0.12;      // saturation below which a pixel has no hue to turn
constexpr double kNarrowing = 0.4;  // how much of the shades' own differences in hue is kept
constexpr double kStronger = 0.2;   // how much pale colours gain in saturation
constexpr double kTintStrength = 0.85;
constexpr double kTintLightness = 0.58;

struct Hsl {
    double h = 0;  // degrees
    double s = 0;  // 0 … 1
    double l = 0;  // 0 … 1
};

Hsl toHsl(double r, double g, double b) {
    const double high = std::max({r, g, b}), low = std::min({r, g, b}), chroma = high - low;
    Hsl hsl{.h = 0, .s = 0, .l = (high + low) / 2};
    if (chroma <= 0) return hsl;
    hsl.s = chroma / (1 - std::abs(2 * hsl.l - 1));
    if (high == r) {
        hsl.h = 60 * ((g - b) / chroma);
    } else if (high == g) {
        hsl.h = 60 * ((b - r) / chroma + 2);
    } else {
        hsl.h = 60 * ((r - g) / chroma + 4);
    }
    if (hsl.h < 0) hsl.h += 360;
    return hsl;
}

/// One channel of an HSL colour: n = 0 red, 8 green, 4 blue.
double channel(const Hsl& hsl, double n) {
    const double k = std::fmod(n + hsl.h / 30, 12);
    const double reach = hsl.s * std::min(hsl.l, 1 - hsl.l);
    return hsl.l - reach * std::clamp(std::min(k - 3, 9 - k), -1.0, 1.0);
}

std::uint32_t byteOf(double value) {
    return static_cast<std::uint32_t>(std::lround(std::clamp(value, 0.0, 1.0) * 255));
}

Rgba fromHsl(const Hsl& hsl, std::uint32_t alpha) {
    return packRgba(byteOf(channel(hsl, 0)), byteOf(channel(hsl, 8)), byteOf(channel(hsl, 4)), alpha);
}

/// a − b in degrees, in [−180, 180).
double hueDifference(double a, double b) {
    return std::fmod(a - b + 540, 360) - 180;
}

}  // namespace

PixelGrid rotatedHue(PixelGrid pixels, double mainHue, double width, const NamedColor& color) {
    for (Rgba& pixel : pixels.pixels) {
        Hsl hsl = toHsl(redOf(pixel) / 255.0, greenOf(pixel) / 255.0, blueOf(pixel) / 255.0);
        const double off = hueDifference(hsl.h, mainHue);
        if (alphaOf(pixel) == 0 || hsl.s < kGrey || std::abs(off) > width) continue;
        hsl.h = std::fmod(color.hue + kNarrowing * off + 360, 360);
        hsl.s *= 1 + kStronger * (1 - hsl.s);
        hsl.l = std::min(hsl.l * color.lighten, std::max(hsl.l, 0.85));
        pixel = fromHsl(hsl, alphaOf(pixel));
    }
    return pixels;
}

PixelGrid tinted(PixelGrid pixels, const NamedColor& color) {
    const Rgba tint =
        fromHsl({color.hue, kTintStrength, std::min(kTintLightness * color.lighten, 0.65)}, 255);
    const auto times = [](std::uint32_t a, std::uint32_t b) { return (a * b + 127) / 255; };
    for (Rgba& pixel : pixels.pixels) {
        pixel = packRgba(times(redOf(pixel), redOf(tint)), times(greenOf(pixel), greenOf(tint)),
                         times(blueOf(pixel), blueOf(tint)), alphaOf(pixel));
    }
    return pixels;
}

}  // namespace kaleido
