#pragma once

#include "app/painting/sheet_file.h"
#include "app/sheet/picture_image.h"
#include "engine/base/error.h"
#include "engine/store/store_values.h"

#include <filesystem>
#include <string>
#include <vector>

namespace kaleido {

class ProjectStore;

struct GridExportOptions {
    SheetFileOptions file = {};
    int scale = 0;  ///< 1 … 16; 0 = so that pictures are about 192 pixels wide
    sheet::Filter filter = sheet::Filter::Nearest;
    std::string modelTitle = {};  ///< as people know the model of this hash
    std::string modelHash = {};
};

/// Writes the pictures of a run as one labelled grid with its settings, plans in columns; a large run takes several files.
/// Pictures in the bin leave blank panes. Nothing is overwritten: a name that is taken gets a counter. BadInput if there is no
/// picture, Usage for a comparison, which has a grid of its own.
Result<std::vector<std::filesystem::path>> exportGrid(const ProjectStore& store, RunId run,
                                                      const std::filesystem::path& file,
                                                      const GridExportOptions& options);

}  // namespace kaleido
