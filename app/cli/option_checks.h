#pragma once

#include <CLI/CLI.hpp>

namespace kaleido::cli {

/// A finite number from `low` to `high` with a decimal point, whatever the locale. (CLI::Range lets NaN through.)
CLI::Validator numberIn(double low, double high);

/// A whole number from 0 to 2⁶⁴ − 1. (Without it, -1 would become the largest one.)
CLI::Validator seedNumber();

}  // namespace kaleido::cli
