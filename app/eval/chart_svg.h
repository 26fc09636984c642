#pragma once

#include "app/eval/evaluation_results.h"

#include <string>

namespace kaleido {

/// The chart as a piece of HTML: a legend where there is one, and the curves as SVG that takes its colours from
/// reportStyle(). Few curves that end at the right have their names beside their ends instead of a legend. Points
/// that are not finite, or not positive on a logarithmic axis, are left out; a chart without points says so.
std::string chartMarkup(const ResultChart& chart);

/// The same numbers as a table: one row for each x, one column for each curve.
ResultTable chartTable(const ResultChart& chart);

}  // namespace kaleido
