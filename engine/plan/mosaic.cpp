#include "engine/plan/mosaic.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace kaleido {
namespace {

int levelOf(double value, int levels) {
    return static_cast<int>(std::clamp(std::floor(value * levels / 256), 0.0, levels - 1.0));
}

/// Mean over the pixels of columns [x0, x1) and rows [y0, y1).
Rgb meanOf(const Picture& picture, int x0, int y0, int x1, int y1) {
    std::array<std::uint64_t, 3> sum{};
    for (int y = y0; y < y1; ++y) {
        for (int x = x0; x < x1; ++x) {
            const std::size_t pixel =
                3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) +
                     static_cast<std::size_t>(x));
            for (std::size_t c = 0; c < 3; ++c) sum[c] += picture.rgb[pixel + c];
        }
    }
    const double count = static_cast<double>(x1 - x0) * (y1 - y0);
    return {static_cast<double>(sum[0]) / count, static_cast<double>(sum[1]) / count,
            static_cast<double>(sum[2]) / count};
}

}  // namespace

std::array<int, 3> colorLevelsOf(int code, int levels) {
    return {code / (levels * levels), code / levels % levels, code % levels};
}

int colorCodeOfLevels(const std::array<int, 3>& channels, int levels) {
    return (channels[0] * levels + channels[1]) * levels + channels[2];
}

int colorCodeOf(const Rgb& mean, int levels) {
    return colorCodeOfLevels({levelOf(mean.r, levels), levelOf(mean.g, levels), levelOf(mean.b, levels)},
                             levels);
}

Rgb colorOf(int code, int levels) {
    const auto channels = colorLevelsOf(code, levels);
    const auto middle = [&](int level) { return (level + 0.5) * 256 / levels; };
    return {middle(channels[0]), middle(channels[1]), middle(channels[2])};
}

CodeGrid mosaicOf(const Picture& picture, const PlanFormat& format) {
    const int columns = format.colorColumns, rows = format.colorRows;
    if (picture.width < columns || picture.height < rows) {
        throw std::invalid_argument("mosaicOf: the picture has fewer pixels than the mosaic has cells");
    }
    CodeGrid grid{columns, rows, {}, std::vector<Part>(static_cast<std::size_t>(columns * rows))};
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column) {
            const Rgb mean =
                meanOf(picture, column * picture.width / columns, row * picture.height / rows,
                       (column + 1) * picture.width / columns, (row + 1) * picture.height / rows);
            grid.codes.push_back(colorCodeOf(mean, format.colorLevels));
        }
    }
    return grid;
}

}  // namespace kaleido
