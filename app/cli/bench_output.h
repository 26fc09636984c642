#pragma once

#include "engine/base/machine.h"
#include "engine/io/json_value.h"
#include "engine/runtime/bench_report.h"

namespace kaleido::cli {

/// What `bench` measured, for scripts. Times in seconds, work in GFLOP, rates in GFLOP/s, memory in bytes.
JsonValue benchJson(const BenchReport& report, const CpuFacts& cpu);
JsonValue benchJson(const PublicBenchReport& report, const CpuFacts& cpu);

/// The same for people, on stdout.
void printBench(const BenchReport& report, const CpuFacts& cpu);
void printBench(const PublicBenchReport& report, const CpuFacts& cpu);

}  // namespace kaleido::cli
