#pragma once

#include "app/cli/session.h"
#include "app/painting/painting.h"
#include "engine/base/picture.h"
#include "engine/io/picture_record.h"
#include "engine/plan/plan.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <vector>

namespace kaleido::cli {

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

/// Paints a set. `painted` gets every finished picture, in the order of the plans, also when the result is an error;
/// `arrived` is called for each as soon as it is there.
Result<void> paint(Session& session, const PaintSet& set, const ModelInfo& info,
                   const std::function<Result<void>(const Painted&)>& arrived, std::vector<Painted>& painted);

/// What `--plan-from` gives: the plans of a plan file (seed 0 and no number of pictures), or those of one of our PNG files
/// with the settings and seeds that paint the same pictures again. Says on stderr what its user should know: issues
/// of the plans, and whether the same pixels are to be expected.
Result<std::vector<PaintSet>> readPaintSets(const std::filesystem::path& path, const ModelInfo& info);

/// Sets with the same settings and seeds become one, in which each plan is once.
std::vector<PaintSet> merged(std::vector<PaintSet> sets);

}  // namespace kaleido::cli
