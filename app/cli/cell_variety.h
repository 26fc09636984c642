#pragma once

#include "app/compare/comparison_folder.h"
#include "engine/base/error.h"

#include <optional>
#include <vector>

namespace kaleido::cli {

class Session;

/// The Vendi score of every cell of a comparison, row by row, from the pictures that are in its folder; nothing for a cell
/// of which fewer than two are there. `comparison`: that of the folder, rows and columns perhaps exchanged. Needs the
/// judging networks in models/kaleido-judges.
Result<std::vector<std::optional<double>>> varietyOfCells(Session& session, const ComparisonFolder& folder,
                                                          const Comparison& comparison);

}  // namespace kaleido::cli
