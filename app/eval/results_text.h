#pragma once

#include "app/eval/evaluation_results.h"

#include <string>

namespace kaleido {

/// A table for a terminal: title, note wrapped to 100 columns, numbers aligned at the right, "–" where nothing was
/// measured. Columns are aligned as a terminal shows their characters, wide and combining ones too. What would
/// control a terminal is replaced. Ends with a line break.
std::string tableText(const ResultTable& table);

/// The facts, then all tables, with an empty line between them.
std::string resultsText(const EvaluationResults& results);

}  // namespace kaleido
