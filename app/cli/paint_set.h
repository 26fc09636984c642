#pragma once

#include "app/cli/session.h"
#include "app/painting/paint_set.h"

#include <filesystem>
#include <functional>
#include <vector>

namespace kaleido::cli {

/// Paints a set. `painted` gets every finished picture, in the order of the plans, also when the result is an error;
/// `arrived` is called for each as soon as it is there.
Result<void> paint(Session& session, const PaintSet& set, const ModelInfo& info,
                   const std::function<Result<void>(const Painted&)>& arrived, std::vector<Painted>& painted);

/// What `--plan-from` gives: the plans of a plan file (seed 0 and no number of pictures), or those of one of our PNG files
/// with the settings and seeds that paint the same pictures again. Says on stderr what its user should know: issues
/// of the plans, and whether the same pixels are to be expected.
Result<std::vector<PaintSet>> readPaintSets(const std::filesystem::path& path, const ModelInfo& info);

}  // namespace kaleido::cli
