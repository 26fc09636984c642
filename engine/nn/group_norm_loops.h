#pragma once

#include "engine/nn/group_norm_kernel.h"

#include <bit>

// The bodies of GroupNormKernels. Included by one file for each instruction set, each built with its own compiler
// options; everything is local to that file, so that the linker cannot mix the sets up.

#if defined(__GNUC__)
#define KALEIDO_INLINE inline __attribute__((always_inline))
#else
#define KALEIDO_INLINE inline
#endif

namespace kaleido::kernel {

namespace {

KALEIDO_INLINE float load(float value) {
    return value;
}
KALEIDO_INLINE float load(Bf16 value) {
    return std::bit_cast<float>(static_cast<std::uint32_t>(value) << 16U);
}

KALEIDO_INLINE void store(float value, float& target) {
    target = value;
}
/// Rounds to nearest, ties to even.
KALEIDO_INLINE void store(float value, Bf16& target) {
    const auto bits = std::bit_cast<std::uint32_t>(value);
    target = static_cast<Bf16>((bits + 0x7FFFU + ((bits >> 16U) & 1U)) >> 16U);
}

/// e^−t within 2 units in the last place, for 0 ≤ t ≤ 87: 2^n times a polynomial in the rest.
KALEIDO_INLINE float expOfMinus(float t) {
    constexpr float kLog2E = 1.44269504F;
    constexpr float kLn2High = 0.693359375F;  // exact in few bits, so that n·kLn2High is exact
    constexpr float kLn2Low = -2.12194440e-4F;
    constexpr float kRounder = 12582912.0F;  // 1.5·2^23: adding it leaves the nearest integer in the low bits
    const float shifted = kRounder - t * kLog2E;
    const float n = shifted - kRounder;
    const float r = (-t - n * kLn2High) - n * kLn2Low;
    float p = 1.9875691e-4F;
    p = p * r + 1.3981999e-3F;
    p = p * r + 8.3334519e-3F;
    p = p * r + 4.1665796e-2F;
    p = p * r + 1.6666666e-1F;
    p = p * r + 5.0000001e-1F;
    const float mantissa = p * r * r + r + 1.0F;
    const std::uint32_t exponent = (std::bit_cast<std::uint32_t>(shifted) + 127U) << 23U;
    return mantissa * std::bit_cast<float>(exponent);
}

/// 1/(1 + e^−z). |z| is capped by its bits: an integer minimum is free of branches, which would end vectorisation.
KALEIDO_INLINE float sigmoid(float z) {
    constexpr std::uint32_t kCap = std::bit_cast<std::uint32_t>(87.0F);
    const std::uint32_t size = std::bit_cast<std::uint32_t>(z) & 0x7FFFFFFFU;
    const float e = expOfMinus(std::bit_cast<float>(size < kCap ? size : kCap));
    return (z < 0.0F ? e : 1.0F) / (1.0F + e);
}

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
            store(silu ? z * sigmoid(z) : z, y[c]);
        }
    }
}

/// dy·f'(a·x + d).
template <bool silu>
KALEIDO_INLINE float innerGradient(float x, float dy, float a, float d) {
    if constexpr (!silu) return dy;
    const float z = a * x + d;
    const float s = sigmoid(z);
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
            const float dz = innerGradient<silu>(value, load(dy[c]), a[c], d[c]);
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
            const float dz = innerGradient<silu>(value, load(dy[c]), a[c], d[c]);
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
constexpr GroupNormLoops<T> loopsOf() {
    return {&moments<T>, &apply<T>, &gradientSums<T>, &inputGradient<T>, &toFloat<T>};
}

}  // namespace

}  // namespace kaleido::kernel

#undef KALEIDO_INLINE
