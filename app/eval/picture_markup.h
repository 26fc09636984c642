#pragma once

#include "app/eval/report_page.h"

#include <string>

namespace kaleido {

/// A picture of the report as a figure that holds the file itself. A small one is enlarged by a whole factor, its
/// pixels as squares; a large one is fitted to the page.
std::string pictureMarkup(const ReportPicture& picture);

}  // namespace kaleido
