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

}  // namespace

}  // namespace kaleido::kernel
