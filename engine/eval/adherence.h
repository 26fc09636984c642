#pragma once

#include "engine/eval/judges.h"
#include "engine/eval/scene_words.h"
#include "engine/plan/plan.h"
#include "engine/runtime/judgement.h"

#include <torch/types.h>

#include <cstddef>
#include <span>
#include <vector>

namespace kaleido {

/// An item counts if at least this share of its box lies inside the picture and under no box of a nearer item. The rule asks
/// plans alone, so that it is the same for a render, for its painting and after an edit.
constexpr double kCountedShare = 0.5;

/// What lies open of an item's box, 0 … 1 (to about 1/32 of its sides). Items are ordered far to near. 0 without a box.
double openShare(const Plan& plan, std::size_t item);

/// How far pictures obey the plans that they were painted from: for every item of every plan whether the thing that its
/// words name is in its box (by the classifier), how well the box that it is drawn in overlaps with it (by the segmenter),
/// and whether it has the style and colour that its words name. An item counts if its words name things of the world, it
/// has a box, and enough of that is open. `pictures`: [B,3,S,S] in [−1, 1], one a plan. Guards are the caller's.
std::vector<std::vector<ItemVerdict>> judgeItems(Judges& judges, const torch::Tensor& pictures,
                                                 std::span<const Plan> plans, const SceneReader& reader);

}  // namespace kaleido
