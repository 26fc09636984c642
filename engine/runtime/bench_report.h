#pragma once

#include <cstdint>
#include <optional>
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

/// How fast the public code takes a guided step on the machine where it was measured.
struct PeerSpeed {
    std::string what{};          ///< "PyTorch 2.13 eager, float32"
    std::string machine{};       ///< that it was measured on
    std::string isa{};           ///< of that machine, as in CpuFacts
    double seconds = 0;          ///< of one step
    double rate = 0;             ///< FLOP/s
    double convolutionRate = 0;  ///< FLOP/s of bf16 convolutions alone on that machine

    double share() const { return rate / convolutionRate; }

    bool operator==(const PeerSpeed&) const = default;
};

/// A public network clocked here, beside what its own code reached elsewhere. Machines of the same instruction set are
/// compared by the rate of bf16 convolutions alone; others cannot be, since that rate is then no measure of all the rest.
struct PublicBenchReport {
    std::string network{};
    std::int64_t parameters = 0;
    int threads = 0;
    std::vector<NetworkSpeed> steps{};  ///< guided steps, one for each precision
    std::vector<NetworkSpeed> texts{};  ///< what is done once a painting, in the same order
    std::optional<double>
        convolutionRate{};  ///< FLOP/s of a bf16 convolution alone; absent where bf16 is slow
    std::vector<PeerSpeed> peers{};
    std::uint64_t peak = 0;  ///< bytes of the process at its largest

    /// How many times as fast a step is as the peer's would be here, if that machine is of this kind; needs the
    /// convolutions' rate.
    double speedUp(const NetworkSpeed& step, const PeerSpeed& peer) const {
        const double secondsHere = peer.seconds * peer.convolutionRate / convolutionRate.value();
        return secondsHere / step.seconds;
    }

    bool operator==(const PublicBenchReport&) const = default;
};

}  // namespace kaleido
