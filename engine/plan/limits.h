#pragma once

#include "engine/base/limits.h"

namespace kaleido {

// Bounds on what a plan means, whatever the model. How long its texts may be is in engine/base/limits.h; what
// depends on the model (items, tokens, grids, codes, bins) is in its PlanFormat.

constexpr int kMaxWordPieces = 12;             ///< tokenizer pieces of one item's words when sampled
constexpr double kSmallestSide = 1.0 / 64;     ///< shortest side of a box, fraction of the picture
constexpr double kSmallestRadius = 1.0 / 128;  ///< shortest radius an edit leaves, fraction of the height

}  // namespace kaleido
