#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace kaleido {

/// A number that names one kind of thing and cannot be mixed up with another kind's. 0 means "none".
///     using JobId = StrongId<struct JobTag>;
template <typename Tag>
struct StrongId {
    std::uint64_t value = 0;

    explicit operator bool() const { return value != 0; }
    auto operator<=>(const StrongId&) const = default;  // NOLINT(modernize-use-nullptr): clang-tidy 14 errs
};

}  // namespace kaleido

template <typename Tag>
struct std::hash<kaleido::StrongId<Tag>> {
    std::size_t operator()(kaleido::StrongId<Tag> id) const noexcept {
        return std::hash<std::uint64_t>{}(id.value);
    }
};
