#pragma once

#include "engine/nn/kernel_numbers.h"

#include <limits>

// The bodies of SoftmaxLoops; see kernel_numbers.h for how they are built.

namespace kaleido::kernel {

namespace {

/// Rows are worked on in whole vectors of this many numbers; what is left over at the end of a row is done by one more
/// vector that overlaps the one before, or is padded, since a loop over single numbers would take longer than the row.
constexpr std::int64_t kLanes = 16;

/// What a first look at a row finds.
struct RowPeak {
    float largest = -std::numeric_limits<float>::infinity();
    int unordered = 0;  ///< 1 if there is a NaN
};

template <typename T>
KALEIDO_INLINE void findPeak(const T* __restrict x, std::int64_t count, float* __restrict scratch,
                             RowPeak& peak) {
    float largest = peak.largest;
    int unordered = peak.unordered;
#pragma omp simd reduction(max : largest) reduction(| : unordered)
    for (std::int64_t i = 0; i < count; ++i) {
        const float value = load(x[i]);
        scratch[i] = value;
        largest = value > largest ? value : largest;
        unordered |= value != value ? 1 : 0;
    }
    peak = {largest, unordered};
}

/// scratch becomes e^(scratch − largest); gives the sum. count: a multiple of kLanes.
KALEIDO_INLINE float exponentials(float* __restrict scratch, std::int64_t count, float largest) {
    float sum = 0.0F;
#pragma omp simd reduction(+ : sum)
    for (std::int64_t i = 0; i < count; ++i) {
        const float below = largest - scratch[i];
        const bool counts = below <= 87.0F;  // beyond, e^−below is nothing beside the largest term, 1
        const float e = expOfMinus(counts ? below : 87.0F);
        scratch[i] = counts ? e : 0.0F;
        sum += scratch[i];
    }
    return sum;
}

template <typename T>
KALEIDO_INLINE void scaleInto(const float* __restrict scratch, std::int64_t count, float factor,
                              T* __restrict y) {
#pragma omp simd
    for (std::int64_t i = 0; i < count; ++i) store(scratch[i] * factor, y[i]);
}

template <typename T>
KALEIDO_INLINE void softmaxRow(const T* x, std::int64_t count, float* scratch, T* y) {
    const std::int64_t whole = count < kLanes ? count : count / kLanes * kLanes;
    const std::int64_t last = count - kLanes;
    RowPeak peak;
    findPeak(x, whole, scratch, peak);
    if (whole < count) findPeak(x + last, kLanes, scratch + last, peak);

    const std::int64_t padded = (count + kLanes - 1) / kLanes * kLanes;
    for (std::int64_t i = count; i < padded; ++i) scratch[i] = -std::numeric_limits<float>::infinity();
    const float sum = exponentials(scratch, padded, peak.largest);
    // A row of −∞ has sum 0, a NaN shows in the peak; both become NaN, as they would without the shortcuts.
    const bool valid = peak.unordered == 0 && sum > 0.0F;
    const float factor = valid ? 1.0F / sum : std::numeric_limits<float>::quiet_NaN();
    scaleInto(scratch, whole, factor, y);
    if (whole < count) scaleInto(scratch + last, kLanes, factor, y + last);
}

template <typename T>
KALEIDO_INLINE float dotProduct(const T* __restrict y, const T* __restrict dy, std::int64_t count) {
    float sum = 0.0F;
#pragma omp simd reduction(+ : sum)
    for (std::int64_t i = 0; i < count; ++i) sum += load(y[i]) * load(dy[i]);
    return sum;
}

template <typename T>
KALEIDO_INLINE void softmaxGradientRow(const T* __restrict y, const T* __restrict dy, std::int64_t count,
                                       float sum, T* __restrict dx) {
#pragma omp simd
    for (std::int64_t i = 0; i < count; ++i) store(load(y[i]) * (load(dy[i]) - sum), dx[i]);
}

template <typename T>
void softmaxForward(const T* x, Rows rows, float* scratch, T* y) {
    for (std::int64_t row = 0; row < rows.count; ++row, x += rows.channels, y += rows.channels) {
        softmaxRow(x, rows.channels, scratch, y);
    }
}

template <typename T>
void softmaxBackward(const T* y, const T* dy, Rows rows, T* dx) {
    const std::int64_t count = rows.channels;
    const std::int64_t whole = count < kLanes ? count : count / kLanes * kLanes;
    const std::int64_t last = count - kLanes;
    for (std::int64_t row = 0; row < rows.count; ++row, y += count, dy += count, dx += count) {
        const float sum = dotProduct(y, dy, whole) + dotProduct(y + whole, dy + whole, count - whole);
        softmaxGradientRow(y, dy, whole, sum, dx);
        if (whole < count) softmaxGradientRow(y + last, dy + last, kLanes, sum, dx + last);
    }
}

template <typename T>
constexpr SoftmaxLoops<T> softmaxLoops() {
    return {&softmaxForward<T>, &softmaxBackward<T>};
}

}  // namespace

}  // namespace kaleido::kernel
