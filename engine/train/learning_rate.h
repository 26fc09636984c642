#pragma once

#include <cstdint>
#include <optional>

namespace kaleido {

/// A learning rate that rises linearly over the warm-up, stays constant, and on demand falls linearly to zero. Counted in
/// pictures, so that a change of batch size changes nothing.
struct LearningRate {
    double rate = 1e-3;
    std::int64_t warmup = 5000;  ///< pictures

    /// A cool-down asked for while training: from `start`, over `length` pictures.
    struct Cooldown {
        std::int64_t start = 0;
        std::int64_t length = 0;
    };
    std::optional<Cooldown> cooldown = std::nullopt;

    double at(std::int64_t pictures) const;
    /// True once a cool-down has run out: nothing more is to be learned.
    bool finished(std::int64_t pictures) const {
        return cooldown && pictures >= cooldown->start + cooldown->length;
    }
};

}  // namespace kaleido
