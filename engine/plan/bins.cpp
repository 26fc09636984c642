#include "engine/plan/bins.h"

#include "engine/plan/limits.h"
#include "engine/plan/shapes.h"

#include <algorithm>
#include <cmath>

namespace kaleido {
namespace {

/// Shortest side a box may have in a grammar of so many bins: one bin would let its ends share a bin.
double smallestSide(int bins) {
    return std::max(kSmallestSide, 2.0 / bins);
}

/// Distance in bins that two ends of the smallest side are sure to have, unless the picture's edge clamps
/// one.
int smallestSteps(int bins) {
    return static_cast<int>(std::floor(smallestSide(bins) * bins));
}

struct Span {
    double low = 0;
    double high = 0;
};

/// The part of [low, high] inside the picture, widened about its middle to the smallest side, kept inside.
Span widened(double low, double high, int bins) {
    const double side = smallestSide(bins);
    low = std::clamp(low, 0.0, 1.0);
    high = std::clamp(high, 0.0, 1.0);
    if (high - low >= side) return {low, high};
    const double start = std::clamp((low + high - side) / 2, 0.0, 1.0 - side);
    return {start, start + side};
}

}  // namespace

int binOf(double fraction, int bins) {
    return static_cast<int>(std::clamp(std::floor(fraction * bins), 0.0, bins - 1.0));
}

double binCentre(int bin, int bins) {
    return (bin + 0.5) / bins;
}

std::array<int, 4> boxBins(const Box& box, int bins) {
    const Span x = widened(box.x0, box.x1, bins);
    const Span y = widened(box.y0, box.y1, bins);
    return {binOf(x.low, bins), binOf(y.low, bins), binOf(x.high, bins), binOf(y.high, bins)};
}

Box boxFromBins(const std::array<int, 4>& values, int bins) {
    const Span x = widened(binCentre(values[0], bins), binCentre(values[2], bins), bins);
    const Span y = widened(binCentre(values[1], bins), binCentre(values[3], bins), bins);
    return {x.low, y.low, x.high, y.high};
}

std::array<int, 5> blobBins(const Blob& blob, int bins) {
    const Blob canonical = canonicalBlob(blob);
    return {binOf(canonical.centre.x, bins), binOf(canonical.centre.y, bins), binOf(canonical.rx, bins),
            binOf(canonical.ry, bins), binOf(canonical.angle / 180, bins)};
}

Blob blobFromBins(const std::array<int, 5>& values, int bins) {
    return {{binCentre(values[0], bins), binCentre(values[1], bins)},
            binCentre(values[2], bins),
            binCentre(values[3], bins),
            binCentre(values[4], bins) * 180};
}

BinRange boxBinRange(const std::vector<int>& before, int bins) {
    const int steps = smallestSteps(bins);
    if (before.size() < 2) return {0, bins - steps};
    return {std::min(before[before.size() - 2] + steps, bins - 1), bins - 1};
}

BinRange blobBinRange(const std::vector<int>& before, int bins) {
    return {0, before.size() == 3 ? before[2] : bins - 1};
}

BinRange fillingBlobBinRange(const std::vector<int>& before, const std::vector<int>& box, int bins) {
    if (before.size() > 2) return blobBinRange(before, bins);
    const double width = box[2] - box[0];  // of the box, in bins
    const double height = box[3] - box[1];
    double low = std::max(width, height) / 4;
    double high = 0.6 * std::hypot(width, height);
    if (before.size() < 2) {
        const double middle = before.empty() ? (box[0] + box[2]) / 2.0 : (box[1] + box[3]) / 2.0;
        const double quarter = (before.empty() ? width : height) / 4;
        low = middle - quarter;
        high = middle + quarter;
    }
    return {std::max(0, static_cast<int>(std::floor(low))),
            std::min(bins - 1, static_cast<int>(std::ceil(high)))};
}

}  // namespace kaleido
