#pragma once

#include "app/painting/paint_set.h"
#include "app/sheet/picture_image.h"
#include "app/sheet/sheet.h"

#include <string>
#include <vector>

namespace kaleido {

struct PictureGridOptions {
    std::string title;       ///< the caption
    std::string modelTitle;  ///< as people know the model of this hash; pictures of another one tell its id
    std::string modelHash;
    int scale = 0;  ///< 1 … 16; 0 = so that pictures are about 192 pixels wide
    sheet::Filter filter = sheet::Filter::Nearest;
};

/// One labelled grid and the records of its pictures, with their places filled in.
struct GridPage {
    sheet::Sheet sheet;
    std::vector<PictureRecord> records;
};

/// "Plan 3": the numbers that the plans were imagined with if that was together, so that they differ, else those of their
/// places.
std::vector<std::string> planLabels(const std::vector<Plan>& plans);

/// The finished pictures of a set, at least one. Up to 8 plans stand in columns, their pictures below them; larger sets
/// flow in rows of 8, on as many pages as it takes. Pictures that are missing leave a blank pane.
std::vector<GridPage> layoutPages(const PaintSet& set, const std::vector<Painted>& painted,
                                  const PictureGridOptions& options);

}  // namespace kaleido
