#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace kaleido {

/// Pairs rows with columns one to one so that the sum of the costs is least, where leaving a row and a column
/// unpaired costs `unpaired` together: a pair that costs more is not made. `costs` is rows × columns, finite,
/// ≥ 0. Returns for each row its column, or nothing. O(n³) (Kuhn–Munkres with potentials).
std::vector<std::optional<std::size_t>> cheapestPairs(const std::vector<std::vector<double>>& costs,
                                                      std::size_t columns, double unpaired);

}  // namespace kaleido
