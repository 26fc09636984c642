#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace kaleido {

/// What the processor is and can do.
struct CpuFacts {
    std::string model;  ///< as the processor names itself
    std::string isa;    ///< the widest of: "sse4.2", "avx2", "avx512", "avx512_bf16", "amx_bf16"
    int cores = 1;      ///< cores this process may use
    bool fastBfloat16 =
        false;  ///< AVX512-BF16 or AMX, and not held back by ONEDNN_MAX_CPU_ISA: bf16 beats float32
};
CpuFacts cpuFacts();

/// Memory in bytes, as the kernel tells it now.
struct MemoryFacts {
    std::uint64_t total = 0;
    std::uint64_t available = 0;  ///< MemAvailable, or less where a cgroup or RLIMIT_AS leaves less
    std::optional<std::uint64_t> cgroupLimit;  ///< limit of this process's cgroup, if it has one
    std::uint64_t resident = 0;                ///< this process now
    std::uint64_t peakResident = 0;            ///< this process at its largest
};
MemoryFacts memoryFacts();

/// Seconds since this process was started, to a hundredth; 0 where the kernel does not tell.
double processSeconds();

}  // namespace kaleido
