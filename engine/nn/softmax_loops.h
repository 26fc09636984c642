#pragma once

#include "engine/nn/kernel_numbers.h"

#include <limits>

// The bodies of SoftmaxLoops; see kernel_numbers.h for how they are built.

namespace kaleido::kernel {

namespace {

/// Rows are worked on in whole vectors of this many numbers; what is left over at the end of a row is done by one more
/// vector that overlaps the one before, or is padded, since a loop over single numbers would take longer than the row.
constexpr std::int64_t kLanes = 16;

/// A vector's lanes made one number, by halves.
template <typename Join>
KALEIDO_INLINE float folded(float* __restrict lanes, Join join) {
    for (std::int64_t half = kLanes / 2; half > 0; half /= 2) {
        for (std::int64_t i = 0; i < half; ++i) lanes[i] = join(lanes[i], lanes[i + half]);
    }
    return lanes[0];
}

KALEIDO_INLINE float sum(float a, float b) {
    return a + b;
}
/// Whichever is larger, and `b` if one is NaN.
KALEIDO_INLINE float larger(float a, float b) {
    return a > b ? a : b;
}

/// The larger of `largest` and all numbers of a row, NaN aside. The row goes to scratch in float32.
template <typename T>
KALEIDO_INLINE float findPeak(const T* __restrict x, std::int64_t count, float* __restrict scratch,
                              float largest) {
    // Lanes of our own: Clang does not share out a maximum where there may be NaN.
    float lanes[kLanes];
    for (float& lane : lanes) lane = largest;
    const std::int64_t whole = count / kLanes * kLanes;
    for (std::int64_t i = 0; i < whole; i += kLanes) {
#pragma omp simd
        for (std::int64_t lane = 0; lane < kLanes; ++lane) {
            const float value = load(x[i + lane]);
            scratch[i + lane] = value;
            lanes[lane] = larger(value, lanes[lane]);
        }
    }
    for (std::int64_t i = whole; i < count; ++i) {
        scratch[i] = load(x[i]);
        lanes[0] = larger(scratch[i], lanes[0]);
    }
    return folded(lanes, larger);
}

/// scratch becomes e^(scratch − largest), as exactly as T needs it; gives the sum. count: a multiple of kLanes. A NaN,
/// or the difference of two infinities, makes the sum NaN.
template <typename T>
KALEIDO_INLINE float exponentials(float* __restrict scratch, std::int64_t count, float largest) {
    float lanes[kLanes] = {};
    for (std::int64_t i = 0; i < count; i += kLanes) {
#pragma omp simd
        for (std::int64_t lane = 0; lane < kLanes; ++lane) {
            const float below = largest - scratch[i + lane];
            const bool vanishes = below > 87.0F;  // beside the largest term, 1
            const float e = expOfMinus<T>(vanishes ? 87.0F : below);
            const float term = vanishes ? 0.0F : e;
            scratch[i + lane] = term;
            lanes[lane] += term;
        }
    }
    return folded(lanes, sum);
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
    float largest = findPeak(x, whole, scratch, -std::numeric_limits<float>::infinity());
    if (whole < count) largest = findPeak(x + last, kLanes, scratch + last, largest);

    const std::int64_t padded = (count + kLanes - 1) / kLanes * kLanes;
    for (std::int64_t i = count; i < padded; ++i) scratch[i] = -std::numeric_limits<float>::infinity();
    const float factor = 1.0F / exponentials<T>(scratch, padded, largest);
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
