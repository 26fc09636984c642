#pragma once

#include "app/compare/comparison.h"
#include "app/sheet/picture_image.h"
#include "app/sheet/sheet.h"

#include <functional>
#include <optional>
#include <vector>

namespace kaleido {

struct ComparisonSheetOptions {
    int scale = 0;  ///< 1 … 16; 0 = so that pictures are about 96 pixels wide
    sheet::Filter filter = sheet::Filter::Nearest;
    std::vector<std::optional<double>> variety =
        {};  ///< Vendi score of each cell, row by row; empty: not told
};

/// The labelled grid of a comparison: every cell a set, almost square. `picture` is asked for a picture whenever a strip
/// with it is composed, so that a grid of any size needs the memory of one strip; an empty one leaves a blank pane.
sheet::Sheet layoutComparison(const Comparison& comparison,
                              const std::function<Picture(const PictureRecord&)>& picture,
                              const ComparisonSheetOptions& options);

}  // namespace kaleido
