#pragma once

#include "app/studio/paint_controller.h"
#include "app/studio/plan_controller.h"

namespace kaleido {

/// What the Generate button does: takes over what is being typed, and paints the plans that are chosen or, if there are none for
/// this caption, imagines some first and paints them all. `plans` and `paints` live as long as each other.
void generate(PlanController& plans, PaintController& paints, Document& document, const QString& caption,
              const std::vector<PlanId>& chosen);

}  // namespace kaleido
