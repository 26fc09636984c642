#pragma once

#include "engine/base/error.h"

#include <cstddef>
#include <string>

namespace kaleido::cli {

/// `--shard i/n`: the part of the work that this process does. Parts are runs of neighbours, since those are cheapest
/// together; all n of them make the whole.
struct Shard {
    int index = 0;  ///< 0 … count − 1
    int count = 1;

    /// The units of `total` from begin up to but not including end.
    struct Range {
        std::size_t begin = 0;
        std::size_t end = 0;
    };
    Range rangeOf(std::size_t total) const;
    bool isWhole() const { return count == 1; }
};

/// Reads "3/16", 1-based.
Result<Shard> parseShard(const std::string& text);

}  // namespace kaleido::cli
