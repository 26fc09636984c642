#pragma once

#include "engine/base/cancel.h"

#include <functional>
#include <string>

namespace kaleido {

/// How fast a network computes, and how fast the processor's libraries compute the same convolutions and matrix products
/// when these run alone in the same process and precision (the bare rate).
struct NetworkSpeed {
    std::string what;        ///< "painter, guided step of 8 pictures"
    std::string precision;   ///< "float32", "bfloat16"
    double seconds = 0;      ///< of one run; the median of several
    double flop = 0;         ///< of one run's convolutions and matrix products
    double bareSeconds = 0;  ///< of the same operations alone

    double rate() const { return flop / seconds; }          ///< FLOP/s
    double bareRate() const { return flop / bareSeconds; }  ///< FLOP/s, weighted by FLOP
    double bareShare() const { return bareSeconds / seconds; }
};

struct SpeedOptions {
    int rounds =
        7;  ///< each clocks the network once and its operations once, so that both meet the same neighbours
    int parts = 1;  ///< equal parts that one call of the network stands for; figures are of one part
};

/// Clocks `network` after a run that warms up and one that logs its operations. Throws Cancelled between rounds.
NetworkSpeed measureSpeed(const std::function<void()>& network, const SpeedOptions& options,
                          const CancelToken& cancel);

}  // namespace kaleido
