#include "engine/eval/drawn_box.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace kaleido {
namespace {

constexpr double kAround = 0.25;

/// The pixels of the box and around it.
cv::Rect regionOf(const Box& box, int side) {
    const double dx = (box.x1 - box.x0) * kAround, dy = (box.y1 - box.y0) * kAround;
    const auto pixel = [side](double fraction) {
        return std::clamp(static_cast<int>(std::lround(fraction * side)), 0, side);
    };
    return {cv::Point(pixel(box.x0 - dx), pixel(box.y0 - dy)),
            cv::Point(pixel(box.x1 + dx), pixel(box.y1 + dy))};
}

}  // namespace

std::optional<Box> drawnBox(std::span<const std::int64_t> classAt, int side, std::int64_t thing,
                            const Box& box) {
    const cv::Rect region = regionOf(box, side);
    if (region.empty()) return std::nullopt;
    cv::Mat1b shown(region.size());
    for (int y = 0; y < region.height; ++y) {
        const auto row = static_cast<std::size_t>(region.y + y) * static_cast<std::size_t>(side);
        for (int x = 0; x < region.width; ++x)
            shown(y, x) = classAt[row + static_cast<std::size_t>(region.x + x)] == thing ? 1 : 0;
    }
    cv::Mat labels, statistics, centroids;
    const int patches = cv::connectedComponentsWithStats(shown, labels, statistics, centroids, 8);
    int largest = 0;  // the background's label
    for (int i = 1; i < patches; ++i) {
        if (largest == 0 ||
            statistics.at<int>(i, cv::CC_STAT_AREA) > statistics.at<int>(largest, cv::CC_STAT_AREA))
            largest = i;
    }
    if (largest == 0) return std::nullopt;
    const int left = region.x + statistics.at<int>(largest, cv::CC_STAT_LEFT);
    const int top = region.y + statistics.at<int>(largest, cv::CC_STAT_TOP);
    return Box{.x0 = static_cast<double>(left) / side,
               .y0 = static_cast<double>(top) / side,
               .x1 = static_cast<double>(left + statistics.at<int>(largest, cv::CC_STAT_WIDTH)) / side,
               .y1 = static_cast<double>(top + statistics.at<int>(largest, cv::CC_STAT_HEIGHT)) / side};
}

}  // namespace kaleido
