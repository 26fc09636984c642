#pragma once

#include "engine/base/random.h"
#include "engine/plan/format.h"
#include "engine/plan/given.h"
#include "engine/plan/plan.h"

namespace kaleido {

/// How plans are cut and masked for training (plan format, "Given parts" and "The painter's condition").
struct PlanMixOptions {
    double dropCondition = 0.1;  ///< chance that the painter sees neither caption nor plan
    double noKinds = 0.1;        ///< chance of kinds "none": the caption alone
    double allKinds = 0.5;       ///< chance of every kind; otherwise a random subset
    double given = 0.5;          ///< chance that parts of the plan are given
    double rehearse = 0.25;      ///< chance that a sentence, cells or a shape are missing, as after an edit
};

/// None, all, or a random non-empty subset.
Kinds drawKinds(const PlanMixOptions& options, Random& random);

/// Given parts: each item with chance ½ (of these words hidden in 15 %, shape hidden in 15 %), each sentence ¼, each grid
/// none 50 %, a rectangle 30 %, all 20 %. May come out empty.
Given drawGiven(const Plan& plan, Random& random);

/// The plan as an edit might leave it: a sentence, a rectangle of cells or a shape is stale.
Plan rehearseEdit(Plan plan, Random& random);

}  // namespace kaleido
