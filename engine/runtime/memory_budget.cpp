#include "engine/runtime/memory_budget.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <utility>

namespace kaleido {
namespace {

std::uint64_t saturatingSubtract(std::uint64_t from, std::uint64_t amount) {
    return from - std::min(from, amount);
}

/// a + b, or the largest number where that would overflow: a lying file may ask for anything.
std::uint64_t saturatingAdd(std::uint64_t a, std::uint64_t b) {
    return a + b < a ? UINT64_MAX : a + b;
}

}  // namespace

MemoryBudget::MemoryBudget(Facts facts, MemoryBudgetOptions options)
    : m_facts(std::move(facts)), m_options(options) {}

std::uint64_t MemoryBudget::freeBytes() const {
    const MemoryFacts facts = m_facts();
    const std::uint64_t machine = saturatingSubtract(facts.available, m_options.reserve);
    if (!m_options.processLimit) return machine;
    return std::min(machine, saturatingSubtract(*m_options.processLimit, facts.resident));
}

Result<Admission> MemoryBudget::ask(const MemoryNeed& need) const {
    assert(need.batch >= 1);
    const std::uint64_t free = freeBytes();
    const std::uint64_t least = saturatingAdd(need.fixed, need.perItem);
    if (least > free) {
        return Error{
            Code::NoMemory,
            fmt::format("{} needs {} of memory, but at most {} would fit now. Close other programs, raise "
                        "the memory limit, or choose a smaller model or size.",
                        need.what, formatBytes(least), formatBytes(free)),
            {},
            {}};
    }
    if (need.perItem == 0) return Admission{need.batch, false};
    const std::uint64_t fits = (free - need.fixed) / need.perItem;
    const int batch = static_cast<int>(std::min<std::uint64_t>(fits, static_cast<std::uint64_t>(need.batch)));
    return Admission{batch, batch < need.batch};
}

std::string formatBytes(std::uint64_t bytes) {
    constexpr double kMega = 1e6;
    constexpr double kGiga = 1e9;
    const auto value = static_cast<double>(bytes);
    // 999.5 MB and more would be written "1000 MB".
    if (value >= 999.5 * kMega) return fmt::format("{:.1f} GB", value / kGiga);
    if (value >= kMega) return fmt::format("{:.0f} MB", value / kMega);
    return fmt::format("{:.0f} kB", value / 1e3);
}

}  // namespace kaleido
