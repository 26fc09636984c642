#pragma once

#include <QRandomGenerator>

#include <cstdint>
#include <optional>

namespace kaleido {

/// The seed that the artist has fixed, else a new one, short enough to be read and typed.
inline std::uint64_t seedOr(const std::optional<std::uint64_t>& fixed) {
    return fixed ? *fixed : QRandomGenerator::system()->generate();
}

}  // namespace kaleido
