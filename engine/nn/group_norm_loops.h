#pragma once

#include "engine/nn/kernel_numbers.h"

// The bodies of GroupNormLoops; see kernel_numbers.h for how they are built.

namespace kaleido::kernel {

namespace {

KALEIDO_INLINE void clear(float* __restrict first, float* __restrict second, std::int64_t count) {
    for (std::int64_t i = 0; i < count; ++i) first[i] = second[i] = 0.0F;
}

template <typename T>
void moments(const T* __restrict x, Rows rows, const float* __restrict origin, float* __restrict sum,
             float* __restrict squares) {
    clear(sum, squares, rows.channels);
    for (std::int64_t row = 0; row < rows.count; ++row, x += rows.channels) {
        for (std::int64_t c = 0; c < rows.channels; ++c) {
            const float value = load(x[c]) - origin[c];
            sum[c] += value;
            squares[c] += value * value;
        }
    }
}

template <bool silu, typename T>
KALEIDO_INLINE void applyTo(const T* __restrict x, Rows rows, Affine affine, T* __restrict y) {
    const float* __restrict a = affine.a;
    const float* __restrict d = affine.d;
    for (std::int64_t row = 0; row < rows.count; ++row, x += rows.channels, y += rows.channels) {
        for (std::int64_t c = 0; c < rows.channels; ++c) {
            const float z = a[c] * load(x[c]) + d[c];
            store(silu ? z * sigmoid<T>(z) : z, y[c]);
        }
    }
}

/// dy·f'(a·x + d).
template <bool silu, typename T>
KALEIDO_INLINE float innerGradient(float x, float dy, float a, float d) {
    if constexpr (!silu) return dy;
    const float z = a * x + d;
    const float s = sigmoid<T>(z);
    return dy * s * (1.0F + z * (1.0F - s));
}

template <bool silu, typename T>
KALEIDO_INLINE void gradientSumsOf(const T* __restrict x, const T* __restrict dy, Rows rows, Affine affine,
                                   const float* __restrict mean, float* __restrict sum,
                                   float* __restrict product) {
    const float* __restrict a = affine.a;
    const float* __restrict d = affine.d;
    clear(sum, product, rows.channels);
    for (std::int64_t row = 0; row < rows.count; ++row, x += rows.channels, dy += rows.channels) {
        for (std::int64_t c = 0; c < rows.channels; ++c) {
            const float value = load(x[c]);
            const float dz = innerGradient<silu, T>(value, load(dy[c]), a[c], d[c]);
            sum[c] += dz;
            product[c] += dz * (value - mean[c]);
        }
    }
}

template <bool silu, typename T>
KALEIDO_INLINE void inputGradientOf(const T* __restrict x, const T* __restrict dy, Rows rows, Affine affine,
                                    const float* __restrict slope, const float* __restrict offset,
                                    T* __restrict dx) {
    const float* __restrict a = affine.a;
    const float* __restrict d = affine.d;
    for (std::int64_t row = 0; row < rows.count; ++row) {
        for (std::int64_t c = 0; c < rows.channels; ++c) {
            const float value = load(x[c]);
            const float dz = innerGradient<silu, T>(value, load(dy[c]), a[c], d[c]);
            store(a[c] * dz + slope[c] * value + offset[c], dx[c]);
        }
        x += rows.channels;
        dy += rows.channels;
        dx += rows.channels;
    }
}

template <typename T>
void apply(const T* x, Rows rows, Affine affine, T* y) {
    affine.silu ? applyTo<true>(x, rows, affine, y) : applyTo<false>(x, rows, affine, y);
}

template <typename T>
void gradientSums(const T* x, const T* dy, Rows rows, Affine affine, const float* mean, float* sum,
                  float* product) {
    affine.silu ? gradientSumsOf<true>(x, dy, rows, affine, mean, sum, product)
                : gradientSumsOf<false>(x, dy, rows, affine, mean, sum, product);
}

template <typename T>
void inputGradient(const T* x, const T* dy, Rows rows, Affine affine, const float* slope, const float* offset,
                   T* dx) {
    affine.silu ? inputGradientOf<true>(x, dy, rows, affine, slope, offset, dx)
                : inputGradientOf<false>(x, dy, rows, affine, slope, offset, dx);
}

template <typename T>
float toFloat(T value) {
    return load(value);
}

template <typename T>
constexpr GroupNormLoops<T> groupNormLoops() {
    return {&moments<T>, &apply<T>, &gradientSums<T>, &inputGradient<T>, &toFloat<T>};
}

}  // namespace

}  // namespace kaleido::kernel
