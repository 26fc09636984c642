#include "engine/base/random.h"

#include <cmath>
#include <numbers>

namespace kaleido {

std::uint64_t splitmix(std::uint64_t seed, std::uint64_t index) {
    std::uint64_t z = seed + (index + 1) * 0x9E3779B97F4A7C15ULL;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

std::uint64_t fnv1a(std::string_view text) {
    std::uint64_t hash = 0xCBF29CE484222325ULL;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
    return hash;
}

std::uint32_t foldedSeed(std::uint64_t seed) {
    // The finaliser of MurmurHash3 (Appleby 2008): one to one, and 0 stays 0.
    auto high = static_cast<std::uint32_t>(seed >> 32);
    high = (high ^ (high >> 16)) * 0x85EBCA6BU;
    high = (high ^ (high >> 13)) * 0xC2B2AE35U;
    return static_cast<std::uint32_t>(seed) ^ high ^ (high >> 16);
}

double Random::uniform() {
    return static_cast<double>(bits() >> 11) * 0x1p-53;
}

int Random::below(int count) {
    return static_cast<int>(uniform() * count);
}

double Random::normal() {
    const double radius = std::sqrt(-2.0 * std::log(1.0 - uniform()));
    return radius * std::cos(2.0 * std::numbers::pi * uniform());
}

}  // namespace kaleido
