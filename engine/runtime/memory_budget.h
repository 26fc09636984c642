#pragma once

#include "engine/base/error.h"
#include "engine/base/machine.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace kaleido {

/// What a piece of work is about to allocate.
struct MemoryNeed {
    std::string what{};       ///< as a user would say it: "loading kaleido-emoji", "painting 64x64 pictures"
    std::uint64_t fixed = 0;  ///< bytes whatever the batch (weights, caches)
    std::uint64_t perItem = 0;  ///< bytes for each item of the batch
    int batch = 1;              ///< items wished for at a time, ≥ 1; smaller is possible down to 1
};

/// How much of the need is let in.
struct Admission {
    int batch = 1;         ///< items at a time that fit, 1 … MemoryNeed::batch
    bool smaller = false;  ///< fewer than wished for; to be recorded and told

    bool operator==(const Admission&) const = default;
};

struct MemoryBudgetOptions {
    /// Bytes left to the rest of the process and the machine.
    std::uint64_t reserve = std::uint64_t{192} << 20;
    /// The user's own limit on the size of this process, if set.
    std::optional<std::uint64_t> processLimit{};
};

/// The admission check that comes before a big allocation: Linux overcommits, so waiting for bad_alloc is too
/// late. Reads the machine's facts anew at each question. Safe to use from any thread if the facts are.
class MemoryBudget {
public:
    using Facts = std::function<MemoryFacts()>;

    explicit MemoryBudget(Facts facts = memoryFacts, MemoryBudgetOptions options = {});

    /// Bytes that may be allocated now.
    std::uint64_t freeBytes() const;

    /// Yes, a smaller batch, or Code::NoMemory with what would fit. An error means that not even one item
    /// fits.
    Result<Admission> ask(const MemoryNeed& need) const;

private:
    Facts m_facts;
    MemoryBudgetOptions m_options;
};

/// A number of bytes for people: "640 MB", "1.5 GB" (powers of 1000).
std::string formatBytes(std::uint64_t bytes);

}  // namespace kaleido
