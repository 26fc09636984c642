#include "app/sheet/theme.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace kaleido::sheet::theme {
namespace {

constexpr std::array<QRgb, kCategoricalCount> kCategorical{
    0xFF2A66B0,  // blue
    0xFFBF4312,  // vermilion
    0xFF2B7A4B,  // green
    0xFF7A4BBA,  // violet
    0xFF876000,  // ochre
    0xFF0E7783,  // teal
    0xFFB52F7C,  // magenta
    0xFF525C6B,  // slate
};

/// sRGB → linear light, 0 … 1 (WCAG 2.1, "relative luminance").
double linear(int channel) {
    const double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(QRgb color) {
    return 0.2126 * linear(qRed(color)) + 0.7152 * linear(qGreen(color)) + 0.0722 * linear(qBlue(color));
}

}  // namespace

QRgb categorical(std::size_t index) {
    return kCategorical[index % kCategorical.size()];
}

double contrast(QRgb a, QRgb b) {
    const double first = luminance(a) + 0.05;
    const double second = luminance(b) + 0.05;
    return std::max(first, second) / std::min(first, second);
}

}  // namespace kaleido::sheet::theme
