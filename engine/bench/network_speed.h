#pragma once

#include "engine/base/cancel.h"
#include "engine/runtime/bench_report.h"

#include <cstddef>
#include <functional>

namespace kaleido {

struct SpeedOptions {
    int rounds =
        7;  ///< each clocks the network once and its operations once, so that both meet the same neighbours
    int parts = 1;  ///< equal parts that one call of the network stands for; figures are of one part
    std::size_t rowsApart =
        0;  ///< rows that are computed apart, each on one thread (separate_rows.h); 0 = together
    std::function<void()> afterRound{};  ///< what else is to meet the same neighbours; may be empty
};

/// Clocks `network` after a run that warms up and one that logs its operations. Throws Cancelled between rounds.
NetworkSpeed measureSpeed(const std::function<void()>& network, const SpeedOptions& options,
                          const CancelToken& cancel);

}  // namespace kaleido
