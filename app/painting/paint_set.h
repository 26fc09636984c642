#pragma once

#include "app/painting/painting.h"
#include "engine/base/picture.h"
#include "engine/io/picture_record.h"
#include "engine/plan/plan.h"

#include <cstdint>
#include <vector>

namespace kaleido {

/// Plans that are painted alike: by the same settings and with the same seeds. Picture k of each has seed + k.
struct PaintSet {
    Painting painting;
    std::vector<Plan> plans;
    std::uint64_t seed = 0;
    int pictures = 0;  ///< for each plan
};

/// A finished picture and everything about it.
struct Painted {
    PictureRecord record;
    Picture picture;
    int plan = 0;   ///< index in the set
    int index = 0;  ///< among the plan's pictures
};

/// Sets with the same settings and seeds become one, in which each plan is once.
std::vector<PaintSet> merged(std::vector<PaintSet> sets);

/// What paints the pictures of these records again: one set for each run of neighbouring seeds of plans painted alike.
std::vector<PaintSet> paintSetsOf(const std::vector<PictureRecord>& records);

}  // namespace kaleido
