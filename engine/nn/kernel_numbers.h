#pragma once

#include "engine/nn/kernels.h"

#include <bit>

// Numbers for the bodies of the kernels. Included by one file for each instruction set, each built with its own
// compiler options; everything is local to that file, so that the linker cannot mix the sets up.

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

/// e^r for |r| ≤ ln 2 / 2: within 2 units in the last place, or for bf16 within 2^−13 of the value.
template <typename T>
KALEIDO_INLINE float expOfRest(float r) {
    if constexpr (sizeof(T) < sizeof(float)) {
        return (1.6662723e-1F * r + 5.0394110e-1F) * r * r + r + 1.0F;
    } else {
        float p = 1.9875691e-4F;
        p = p * r + 1.3981999e-3F;
        p = p * r + 8.3334519e-3F;
        p = p * r + 4.1665796e-2F;
        p = p * r + 1.6666666e-1F;
        p = p * r + 5.0000001e-1F;
        return p * r * r + r + 1.0F;
    }
}

/// e^−t for 0 ≤ t ≤ 87, as exactly as numbers T need it: 2^n times a polynomial in the rest.
template <typename T>
KALEIDO_INLINE float expOfMinus(float t) {
    constexpr float kLog2E = 1.44269504F;
    constexpr float kLn2High = 0.693359375F;  // exact in few bits, so that n·kLn2High is exact
    constexpr float kLn2Low = -2.12194440e-4F;
    constexpr float kRounder = 12582912.0F;  // 1.5·2^23: adding it leaves the nearest integer in the low bits
    const float shifted = kRounder - t * kLog2E;
    const float n = shifted - kRounder;
    const float r = (-t - n * kLn2High) - n * kLn2Low;
    const std::uint32_t exponent = (std::bit_cast<std::uint32_t>(shifted) + 127U) << 23U;
    return expOfRest<T>(r) * std::bit_cast<float>(exponent);
}

/// 1/u for 1 ≤ u ≤ 2, as exactly as numbers T need it: a parabola and Newton's steps, which take less time than a division.
template <typename T>
KALEIDO_INLINE float reciprocal(float u) {
    float guess = (3.2323539e-01F * u - 1.4545594e+00F) * u + 2.1212261e+00F;  // within 1.1 %
    guess = guess * (2.0F - u * guess);
    if constexpr (sizeof(T) == sizeof(float)) guess = guess * (2.0F - u * guess);
    return guess;
}

/// 1/(1 + e^−z). |z| is capped by its bits: an integer minimum is free of branches, which would end vectorisation.
template <typename T>
KALEIDO_INLINE float sigmoid(float z) {
    constexpr std::uint32_t kCap = std::bit_cast<std::uint32_t>(87.0F);
    const std::uint32_t size = std::bit_cast<std::uint32_t>(z) & 0x7FFFFFFFU;
    const float e = expOfMinus<T>(std::bit_cast<float>(size < kCap ? size : kCap));
    return (z < 0.0F ? e : 1.0F) * reciprocal<T>(1.0F + e);
}

}  // namespace

}  // namespace kaleido::kernel
