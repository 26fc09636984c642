#pragma once

#include "engine/base/picture.h"
#include "engine/plan/format.h"
#include "engine/plan/plan.h"

#include <array>

namespace kaleido {

// The colour mosaic: one code a cell, levels² · r + levels · g + b of the cell's mean colour, each channel cut
// into `levels` equal parts (Kaleido, appendix E: 4 × 4 cells, 8 levels, 512 codes).

/// A colour of 0 … 255 a channel, as stored in pictures (sRGB).
struct Rgb {
    double r = 0;
    double g = 0;
    double b = 0;

    bool operator==(const Rgb&) const = default;
};

/// The level of each channel; `code` is below levels³.
std::array<int, 3> colorLevelsOf(int code, int levels);
/// The code of three levels, each below `levels`.
int colorCodeOfLevels(const std::array<int, 3>& channels, int levels);
/// The code of a colour; values outside 0 … 255 are clamped.
int colorCodeOf(const Rgb& mean, int levels);
/// The colour in the middle of a code's part of the cube.
Rgb colorOf(int code, int levels);

/// The mosaic of a picture that is at least as large as the grid: means over the cells of format.colorColumns ×
/// colorRows, all fresh. A smaller picture throws std::invalid_argument.
CodeGrid mosaicOf(const Picture& picture, const PlanFormat& format);

}  // namespace kaleido
