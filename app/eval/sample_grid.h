#pragma once

#include "app/eval/report_page.h"
#include "engine/base/error.h"
#include "engine/base/picture.h"

#include <cstddef>
#include <string>
#include <vector>

namespace kaleido {

/// Pictures of one size in rows, for a report. An empty picture leaves its place blank.
struct SampleGrid {
    std::string id = {};  ///< of the picture that it becomes
    std::string title = {};
    std::string note = {};
    std::size_t columns = 1;
    std::vector<std::string> columnNames = {};  ///< one a column, or none
    std::vector<std::string> rowNames = {};     ///< one a row
    std::vector<Picture> pictures = {};         ///< row by row
};

/// The grid drawn as a PNG file, enlarged so that its pictures can be judged.
Result<ReportPicture> reportPicture(const SampleGrid& grid);

}  // namespace kaleido
