#pragma once

#include "engine/plan/format.h"
#include "engine/plan/plan.h"

namespace kaleido::fuzz {

/// A plan without errors can be written for every purpose, and what a target or the given parts say is read back as
/// a plan without errors, from symbols and from their text.
void requireUsable(const Plan& plan, const PlanFormat& format);

}  // namespace kaleido::fuzz
