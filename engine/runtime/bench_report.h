#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace kaleido {

/// What users wait for. Clocked on the jobs that serve them, events included; the model is loaded already.
struct UseTimes {
    double plans = 0;         ///< seconds for eight plans of one caption
    int plannedTokens = 0;    ///< of the longest of these plans
    double grid = 0;          ///< seconds for sixteen pictures at 20 guided steps, two of each of eight plans
    double firstPreview = 0;  ///< seconds from the start of that painting to its first preview

    bool operator==(const UseTimes&) const = default;
};

/// How fast a network computes, and how fast the processor's libraries compute the same convolutions and matrix products
/// when these run alone in the same process and precision (the bare rate).
struct NetworkSpeed {
    std::string what{};       ///< "painter, guided step of 8 pictures"
    std::string precision{};  ///< "float32", "bfloat16"
    double seconds = 0;       ///< of one run; the median of several
    double flop = 0;          ///< of one run's convolutions and matrix products
    double bareSeconds = 0;   ///< of the same operations alone

    double rate() const { return flop / seconds; }          ///< FLOP/s
    double bareRate() const { return flop / bareSeconds; }  ///< FLOP/s, weighted by FLOP
    double bareShare() const { return bareSeconds / seconds; }

    bool operator==(const NetworkSpeed&) const = default;
};

/// All that `bench` measures.
struct BenchReport {
    std::string model{};      ///< its id
    std::string precision{};  ///< the painter's
    int threads = 0;
    double startUp = 0;  ///< seconds from the start of the process until the model was loaded
    UseTimes uses{};
    std::uint64_t peakPainting = 0;  ///< bytes of the process at its largest, up to the end of painting
    std::uint64_t peak = 0;          ///< and with the clocked networks, a training step among them
    std::vector<NetworkSpeed> networks{};

    bool operator==(const BenchReport&) const = default;
};

}  // namespace kaleido
