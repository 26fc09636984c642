#include "app/cli/shard.h"

#include <charconv>

namespace kaleido::cli {

Shard::Range Shard::rangeOf(std::size_t total) const {
    const auto parts = static_cast<std::size_t>(count);
    const auto part = static_cast<std::size_t>(index);
    return {total * part / parts, total * (part + 1) / parts};
}

Result<Shard> parseShard(const std::string& text) {
    const char* end = text.data() + text.size();
    int index = 0, count = 0;
    const auto [slash, first] = std::from_chars(text.data(), end, index);
    if (first == std::errc() && slash != end && *slash == '/') {
        const auto [stop, second] = std::from_chars(slash + 1, end, count);
        if (second == std::errc() && stop == end && index >= 1 && index <= count)
            return Shard{index - 1, count};
    }
    return Error{Code::Usage, "'" + text + "' is no shard; write i/n with 1 ≤ i ≤ n, for example 3/16", "",
                 "--shard"};
}

}  // namespace kaleido::cli
