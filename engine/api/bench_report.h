#pragma once

#include "engine/api/bench_uses.h"
#include "engine/base/machine.h"
#include "engine/bench/network_speed.h"

#include <cstdint>
#include <string>
#include <vector>

namespace kaleido {

/// All that `bench` measures.
struct BenchReport {
    std::string model;      ///< its id
    std::string precision;  ///< the painter's
    int threads = 0;
    double startUp = 0;  ///< seconds from the start of the process until the model was loaded
    UseTimes uses;
    std::uint64_t peakPainting = 0;  ///< bytes of the process at its largest, up to the end of painting
    std::uint64_t peak = 0;          ///< and with the clocked networks, a training step among them
    std::vector<NetworkSpeed> networks;
};

/// The report as JSON. Times in seconds, work in GFLOP, rates in GFLOP/s, memory in bytes.
std::string benchJson(const BenchReport& report, const CpuFacts& cpu);

}  // namespace kaleido
