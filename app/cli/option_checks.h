#pragma once

#include "engine/base/error.h"
#include "engine/plan/format.h"

#include <CLI/CLI.hpp>

namespace kaleido::cli {

/// A finite number from `low` to `high` with a decimal point, whatever the locale. (CLI::Range lets NaN through.)
CLI::Validator numberIn(double low, double high);

/// A whole number from 0 to 2⁶⁴ − 1. (Without it, -1 would become the largest one.)
CLI::Validator seedNumber();

/// What --kinds asks of a model of some kinds (see kindsForModel()). The error (Usage) names the option.
Result<Kinds> kindsOption(Kinds asked, Kinds model);

}  // namespace kaleido::cli
