#pragma once

#include "engine/plan/plan.h"

#include <Qt>

#include <vector>

namespace kaleido::canvas {

enum class Alignment { Left, Centre, Right, Top, Middle, Bottom };

/// The plan with these items moved to an edge or the middle of what they span together; a single one, of the picture.
Plan aligned(const Plan& plan, const std::vector<ItemId>& items, Alignment alignment);

/// The plan with these items moved so that the gaps between neighbours are equal (negative where they must overlap). The
/// outermost ones stay. Fewer than three items: as it was.
Plan distributed(const Plan& plan, const std::vector<ItemId>& items, Qt::Orientation along);

}  // namespace kaleido::canvas
