#include "app/sheet/picture_image.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numbers>
#include <vector>

namespace kaleido::sheet {
namespace {

constexpr int kChannels = 3;
constexpr double kLobes = 3;

double lanczos(double x) {
    if (x == 0) return 1;
    if (std::abs(x) >= kLobes) return 0;
    const double a = std::numbers::pi * x;
    return kLobes * std::sin(a) * std::sin(a / kLobes) / (a * a);
}

/// The source pixels that one new pixel is made of, and their weights (which sum to 1).
struct Taps {
    int first = 0;
    std::vector<float> weights;
};

std::vector<Taps> lanczosTaps(int from, int to) {
    const double scale = static_cast<double>(from) / to;
    const double stretch = std::max(1.0, scale);
    std::vector<Taps> all(static_cast<std::size_t>(to));
    for (int i = 0; i < to; ++i) {
        const double centre = (i + 0.5) * scale - 0.5;
        Taps& taps = all[static_cast<std::size_t>(i)];
        taps.first = static_cast<int>(std::ceil(centre - kLobes * stretch));
        const int last = static_cast<int>(std::floor(centre + kLobes * stretch));
        double sum = 0;
        for (int j = taps.first; j <= last; ++j) sum += lanczos((j - centre) / stretch);
        for (int j = taps.first; j <= last; ++j) {
            taps.weights.push_back(static_cast<float>(lanczos((j - centre) / stretch) / sum));
        }
    }
    return all;
}

std::uint8_t toByte(float value) {
    return static_cast<std::uint8_t>(std::clamp(std::lround(value), 0L, 255L));
}

/// One row, three channels a pixel, resampled.
void resampleRow(const float* source, int width, const std::vector<Taps>& taps, float* out) {
    for (const Taps& tap : taps) {
        float sum[kChannels] = {};
        for (std::size_t k = 0; k < tap.weights.size(); ++k) {
            const int x = std::clamp(tap.first + static_cast<int>(k), 0, width - 1);
            for (int c = 0; c < kChannels; ++c) sum[c] += tap.weights[k] * source[x * kChannels + c];
        }
        for (const float value : sum) *out++ = value;
    }
}

Picture lanczosResized(const Picture& picture, int width, int height) {
    const auto across = lanczosTaps(picture.width, width);
    const auto down = lanczosTaps(picture.height, height);
    const std::size_t rowSize = static_cast<std::size_t>(width) * kChannels;
    std::vector<float> rows(rowSize * static_cast<std::size_t>(picture.height));
    std::vector<float> source(static_cast<std::size_t>(picture.width) * kChannels);
    for (int y = 0; y < picture.height; ++y) {
        const auto* pixels = picture.rgb.data() + source.size() * static_cast<std::size_t>(y);
        std::copy(pixels, pixels + source.size(), source.begin());
        resampleRow(source.data(), picture.width, across,
                    rows.data() + rowSize * static_cast<std::size_t>(y));
    }
    Picture result{width, height, std::vector<std::uint8_t>(rowSize * static_cast<std::size_t>(height))};
    std::vector<float> sum(rowSize);
    for (int y = 0; y < height; ++y) {
        std::fill(sum.begin(), sum.end(), 0.0F);
        const Taps& tap = down[static_cast<std::size_t>(y)];
        for (std::size_t k = 0; k < tap.weights.size(); ++k) {
            const int from = std::clamp(tap.first + static_cast<int>(k), 0, picture.height - 1);
            const float* row = rows.data() + rowSize * static_cast<std::size_t>(from);
            for (std::size_t i = 0; i < rowSize; ++i) sum[i] += tap.weights[k] * row[i];
        }
        std::transform(sum.begin(), sum.end(), result.rgb.begin() + static_cast<std::ptrdiff_t>(rowSize) * y,
                       toByte);
    }
    return result;
}

Picture nearestResized(const Picture& picture, int width, int height) {
    Picture result{width, height, {}};
    result.rgb.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * kChannels);
    for (int y = 0; y < height; ++y) {
        const auto row =
            static_cast<std::ptrdiff_t>((2LL * y + 1) * picture.height / (2LL * height)) * picture.width;
        for (int x = 0; x < width; ++x) {
            const auto column = static_cast<std::ptrdiff_t>((2LL * x + 1) * picture.width / (2LL * width));
            const auto pixel = picture.rgb.begin() + (row + column) * kChannels;
            result.rgb.insert(result.rgb.end(), pixel, pixel + kChannels);
        }
    }
    return result;
}

}  // namespace

QImage toImage(const Picture& picture) {
    if (picture.empty()) return {};
    QImage image(picture.width, picture.height, QImage::Format_RGB888);
    const std::size_t rowSize = static_cast<std::size_t>(picture.width) * kChannels;
    for (int y = 0; y < picture.height && !image.isNull(); ++y) {
        std::memcpy(image.scanLine(y), picture.rgb.data() + rowSize * static_cast<std::size_t>(y), rowSize);
    }
    return image;
}

Picture toPicture(const QImage& image) {
    const QImage rgb = image.convertToFormat(QImage::Format_RGB888);
    Picture picture{rgb.width(), rgb.height(), {}};
    for (int y = 0; y < rgb.height(); ++y) {
        const uchar* row = rgb.constScanLine(y);
        picture.rgb.insert(picture.rgb.end(), row, row + rgb.width() * kChannels);
    }
    return picture;
}

Picture resized(const Picture& picture, int width, int height, Filter filter) {
    if (picture.empty() || (picture.width == width && picture.height == height)) return picture;
    return filter == Filter::Nearest ? nearestResized(picture, width, height)
                                     : lanczosResized(picture, width, height);
}

}  // namespace kaleido::sheet
