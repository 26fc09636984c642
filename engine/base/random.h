#pragma once

#include <cstdint>
#include <string_view>

namespace kaleido {

/// The splitmix64 finaliser of seed + (index + 1) · 0x9E3779B97F4A7C15: the index-th value of that generator
/// (Steele, Lea & Flood 2014). Plan i of a request is sampled with splitmix(planSeed, i).
std::uint64_t splitmix(std::uint64_t seed, std::uint64_t index);

/// FNV-1a, 64 bit, of the bytes of `text`. Turns names into seeds.
std::uint64_t fnv1a(std::string_view text);

/// A seed for generators that take 32 bits of what they are given, as torch's CPU generator does (std::mt19937). Seeds
/// below 2^32 are themselves; of two seeds with the same lower half, no two are the same.
std::uint32_t foldedSeed(std::uint64_t seed);

/// A small deterministic generator for pictures of the world, property tests and choices that need no tensor.
/// The same seed gives the same numbers on every platform (unlike the distributions of <random>).
class Random {
public:
    explicit Random(std::uint64_t seed) : m_seed(seed) {}

    std::uint64_t bits() { return splitmix(m_seed, m_count++); }
    /// Uniform in [0, 1), 53 bits.
    double uniform();
    /// Uniform in [low, high).
    double uniform(double low, double high) { return low + (high - low) * uniform(); }
    /// Uniform in 0 … count−1; count > 0.
    int below(int count);
    /// True with probability p.
    bool chance(double p) { return uniform() < p; }
    /// Standard normal (Box–Muller, one value a call).
    double normal();

private:
    std::uint64_t m_seed;
    std::uint64_t m_count = 0;
};

}  // namespace kaleido
