#pragma once

#include "engine/plan/plan.h"

#include <optional>
#include <string_view>
#include <vector>

namespace kaleido {

/// Share of words that two texts do not have in common: 1 − |A ∩ B| / |A ∪ B| over their sets of words, case
/// aside; 0 if both have none.
double textDistance(std::string_view a, std::string_view b);

/// How unlike two items are, 0 … 1: half for their words, half for their places (overlap and the distance of the
/// middles). A place that one of them lacks counts half.
double itemDistance(const Item& a, const Item& b);

/// What an item that has no partner counts as, where a pair counts its itemDistance().
constexpr double kUnpairedDistance = 0.7;

/// For each item of `before` the index of the same thing in `after`, or nothing: the pairs whose itemDistance()
/// adds up to least, none above kUnpairedDistance.
std::vector<std::optional<std::size_t>> pairItems(const std::vector<Item>& before,
                                                  const std::vector<Item>& after);

}  // namespace kaleido
