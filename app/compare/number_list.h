#pragma once

#include "engine/base/error.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace kaleido {

/// More values than anybody could look at, and few enough for any machine.
inline constexpr std::size_t kMostListedNumbers = 1000;

/// Reads the values of a comparison's axis, in the order they are written:
///     1, 2.5, -3        these
///     1-5               1, 2, 3, 4, 5
///     1-5 (+2)          1, 3, 5; with (-2) downwards
///     1-9 [5]           five values, evenly spaced, both ends among them: 1, 3, 5, 7, 9
///     1, 2, .., 10      goes on with the step of the two before, up to the end
/// Parts are separated by commas and may be mixed. Numbers have a decimal point whatever the locale; a minus before one is
/// its sign, so -3--1 runs from -3 to -1. The error (Usage) says which part cannot be read, and how it could be written.
Result<std::vector<double>> parseNumberList(std::string_view text);

}  // namespace kaleido
