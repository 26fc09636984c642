#pragma once

#include "engine/plan/given.h"
#include "engine/plan/plan.h"

namespace kaleido {

/// The plan that comes of resampling the rest: `sampled`, as read from the symbols of a GrammarAutomaton that was
/// started with `base` and `given` (whole, or closed by closePlan()), with every given part put back exactly as it
/// is in `base`: words, unquantised shapes, ids, states and locks. What a given item lacked is filled in from the
/// sampled one; other items are new, fresh and get new ids. Caption and provenance are those of `base`.
Plan mergeSampled(const Plan& base, const Given& given, const Plan& sampled);

}  // namespace kaleido
