#pragma once

#include "engine/base/random.h"

#include <cstdint>
#include <span>
#include <vector>

namespace kaleido {

/// How the planner draws its tokens. The defaults sample from the model's own distribution, unguided: that is where the
/// variety of a set comes from.
struct TokenSampling {
    double temperature =
        1.0;  ///< > 0; below 1 more likely tokens win more often; 0 always takes the likeliest
    double topP =
        1.0;  ///< (0, 1]: the smallest set of likeliest tokens with this much probability (Holtzman 2020)
    int topK = 0;  ///< the so many likeliest tokens; 0 = all

    bool operator==(const TokenSampling&) const = default;
};

/// A run of token ids that may be drawn.
struct TokenRange {
    std::int64_t first = 0;
    std::int64_t count = 0;
};

/// Draws one id among the allowed ranges, which must hold at least one id. `logits` is indexed by id.
std::int64_t drawToken(std::span<const float> logits, std::span<const TokenRange> allowed,
                       const TokenSampling& sampling, Random& random);

}  // namespace kaleido
