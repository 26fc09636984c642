#pragma once

#include "app/eval/evaluation_results.h"

#include <cstddef>
#include <string>
#include <vector>

namespace kaleido {

/// Stands where nothing was measured.
inline constexpr const char* kNotMeasured = "–";

/// A column's numbers as texts, one for each row of the table, in the column's style and independent of the locale.
/// All have as many digits after the point, so that points stand below each other where texts end at one line: with
/// NumberStyle::Plain3 as many as give the middle value of the column three significant digits.
std::vector<std::string> numberTexts(const ResultTable& table, std::size_t column);

}  // namespace kaleido
