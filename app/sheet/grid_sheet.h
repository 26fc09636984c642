#pragma once

#include "app/sheet/frame.h"
#include "app/sheet/picture_image.h"

#include <functional>
#include <string>
#include <vector>

namespace kaleido::sheet {

/// Where a picture stands in a grid; a cell holds a set of one or more.
struct GridPlace {
    int row = 0;
    int column = 0;
    int index = 0;  ///< within the cell's set

    bool operator==(const GridPlace&) const = default;
};

/// Pictures in rows and columns, with labels that never overlap.
struct GridContent {
    FrameText frame{};
    int rows = 1;
    int columns = 1;
    int setSize = 1;     ///< pictures a cell
    int setColumns = 1;  ///< how they stand in it
    int pictureWidth = 64;
    int pictureHeight = 64;
    int scale = 4;  ///< 1 … 16
    Filter filter = Filter::Nearest;
    std::vector<std::string> columnLabels{};  ///< one a column, or none at all
    std::vector<std::string> rowLabels{};     ///< one a row, or none at all
    /// The picture of a place, asked for each time a strip with it is composed; may come from memory or from a file. An
    /// empty one leaves a blank pane; another size is fitted to the cell's.
    std::function<Picture(const GridPlace&)> picture{};
    /// A short text under a picture; empty function = no captions.
    std::function<std::string(const GridPlace&)> caption{};
    /// A short text under a whole cell, one line; empty function = none.
    std::function<std::string(int row, int column)> cellCaption{};
};

/// Lays the grid out. Scales out of range are clamped.
Sheet layoutGrid(const GridContent& content);

}  // namespace kaleido::sheet
