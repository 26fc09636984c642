#pragma once

#include "app/painting/paint_set.h"
#include "app/painting/picture_records.h"
#include "engine/api/model_info.h"
#include "engine/base/error.h"

#include <QString>

#include <filesystem>
#include <string>
#include <vector>

namespace kaleido {

/// What one of our PNG files brings back: a picture, or a whole grid.
struct RestoredPictures {
    std::vector<PaintSet>
        sets;  ///< plans, settings and seeds; at least one, more if settings differ within a grid
    PaintedAgain again = PaintedAgain::Same;  ///< the least that holds for all pictures
    std::string modelId;                      ///< that painted the first of them
};

/// Reads it from a file that a user has dropped or opened. An error is one sentence about what is wrong with the file: no PNG,
/// none of ours, plans that this model cannot paint.
Result<RestoredPictures> restoreFrom(const std::filesystem::path& file, const ModelInfo& model);

/// A sentence on what painting them again gives.
QString paintedAgainText(const RestoredPictures& restored);

}  // namespace kaleido
