#include "engine/base/machine.h"

#include <sched.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <locale>
#include <sstream>
#include <string_view>

namespace kaleido {
namespace {

/// The value after "name:" in a /proc file whose lines read "name : value", or "".
std::string procValue(const char* path, std::string_view name) {
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        if (!line.starts_with(name)) continue;
        const auto colon = line.find(':');
        if (colon == std::string::npos) continue;
        const auto start = line.find_first_not_of(" \t", colon + 1);
        return start == std::string::npos ? "" : line.substr(start);
    }
    return "";
}

std::uint64_t procKilobytes(const char* path, std::string_view name) {
    return std::strtoull(procValue(path, name).c_str(), nullptr, 10) * 1024;
}

bool hasFlag(const std::string& flags, std::string_view flag) {
    std::istringstream words(flags);
    for (std::string word; words >> word;) {
        if (word == flag) return true;
    }
    return false;
}

/// oneDNN can be held to a lesser instruction set by this variable; anything below AVX512_CORE_BF16 loses
/// bf16.
bool oneDnnAllowsBfloat16() {
    const char* limit = std::getenv("ONEDNN_MAX_CPU_ISA");
    if (!limit) return true;
    const std::string_view isa = limit;
    return isa == "DEFAULT" || isa.find("BF16") != std::string_view::npos ||
           isa.find("FP16") != std::string_view::npos || isa.find("AMX") != std::string_view::npos;
}

std::optional<std::uint64_t> readNumber(const std::string& path) {
    std::ifstream file(path);
    std::uint64_t value = 0;
    if (file >> value) return value;
    return std::nullopt;
}

struct CgroupMemory {
    std::uint64_t limit = 0;
    std::uint64_t used = 0;
};

/// The tightest memory limit between this process's cgroup (version 2) and the root.
std::optional<CgroupMemory> cgroupMemory() {
    std::ifstream file("/proc/self/cgroup");
    std::string group;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("0::")) group = line.substr(3);
    }
    std::optional<CgroupMemory> tightest;
    while (true) {
        const std::string folder = "/sys/fs/cgroup" + group;
        const auto limit = readNumber(folder + "/memory.max");
        const auto used = readNumber(folder + "/memory.current");
        if (limit && used && (!tightest || *limit < tightest->limit)) tightest = CgroupMemory{*limit, *used};
        const auto slash = group.rfind('/');
        if (group.empty() || slash == std::string::npos) return tightest;
        group.resize(slash);
    }
}

}  // namespace

CpuFacts cpuFacts() {
    const std::string flags = procValue("/proc/cpuinfo", "flags");
    CpuFacts facts;
    facts.model = procValue("/proc/cpuinfo", "model name");
    const bool amx = hasFlag(flags, "amx_bf16");
    const bool avx512Bf16 = hasFlag(flags, "avx512_bf16");
    facts.isa = amx                         ? "amx_bf16"
                : avx512Bf16                ? "avx512_bf16"
                : hasFlag(flags, "avx512f") ? "avx512"
                : hasFlag(flags, "avx2")    ? "avx2"
                                            : "sse4.2";
    facts.fastBfloat16 = (amx || avx512Bf16) && oneDnnAllowsBfloat16();
    cpu_set_t cpus;
    if (sched_getaffinity(0, sizeof cpus, &cpus) == 0) facts.cores = std::max(1, CPU_COUNT(&cpus));
    return facts;
}

MemoryFacts memoryFacts() {
    MemoryFacts facts;
    facts.total = procKilobytes("/proc/meminfo", "MemTotal");
    facts.available = procKilobytes("/proc/meminfo", "MemAvailable");
    facts.resident = procKilobytes("/proc/self/status", "VmRSS");
    facts.peakResident = procKilobytes("/proc/self/status", "VmHWM");
    if (const auto group = cgroupMemory()) {
        facts.cgroupLimit = group->limit;
        facts.available = std::min(facts.available, group->limit - std::min(group->limit, group->used));
    }
    rlimit limit{};
    if (getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY) {
        const std::uint64_t used = procKilobytes("/proc/self/status", "VmSize");
        facts.available =
            std::min(facts.available, limit.rlim_cur - std::min<std::uint64_t>(limit.rlim_cur, used));
    }
    return facts;
}

double processSeconds() {
    std::ifstream file("/proc/self/stat");
    std::string fields((std::istreambuf_iterator<char>(file)), {});
    // The second field is the program's name in brackets; it may hold spaces and brackets itself.
    const auto name = fields.rfind(')');
    if (name == std::string::npos) return 0;
    std::istringstream rest(fields.substr(name + 1));
    rest.imbue(std::locale::classic());
    std::string skipped;
    for (int field = 3; field < 22; ++field) rest >> skipped;
    double startTicks = 0;
    timespec now{};
    if (!(rest >> startTicks) || clock_gettime(CLOCK_BOOTTIME, &now) != 0) return 0;
    const double started = startTicks / static_cast<double>(sysconf(_SC_CLK_TCK));
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9 - started;
}

}  // namespace kaleido
