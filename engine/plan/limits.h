#pragma once

#include "engine/base/limits.h"

#include <cstddef>

namespace kaleido {

// Bounds on what a plan may hold whatever the model. What depends on the model (items, tokens, grids, codes,
// bins) is in its PlanFormat.

constexpr std::size_t kMaxDetailBytes = 65536;     ///< detailed description, UTF-8
constexpr std::size_t kMaxWordsBytes = 1024;       ///< words of one item, UTF-8; 12 pieces are never longer
constexpr std::size_t kMaxPlanTextBytes = 262144;  ///< a whole plan in the string form of the grammar
constexpr int kMaxWordPieces = 12;                 ///< tokenizer pieces of one item's words when sampled
constexpr double kSmallestSide = 1.0 / 64;         ///< shortest side of a box, fraction of the picture
constexpr double kSmallestRadius = 1.0 / 128;      ///< shortest radius an edit leaves, fraction of the height

}  // namespace kaleido
