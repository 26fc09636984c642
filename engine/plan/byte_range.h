#pragma once

#include <cstddef>
#include <string_view>

namespace kaleido {

/// Bytes [begin, end) of some UTF-8 text.
struct ByteRange {
    std::size_t begin = 0;
    std::size_t end = 0;

    std::size_t size() const { return end - begin; }
    bool overlaps(const ByteRange& other) const { return begin < other.end && other.begin < end; }
    bool contains(const ByteRange& other) const { return begin <= other.begin && other.end <= end; }
    std::string_view in(std::string_view text) const { return text.substr(begin, size()); }
    bool operator==(const ByteRange&) const = default;
};

}  // namespace kaleido
