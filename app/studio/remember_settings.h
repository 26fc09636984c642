#pragma once

namespace kaleido {

class PaintController;
class PlanController;
class StudioSettings;

/// Begins with as many plans and pictures, and the guidance weight, as the artist used last, and from now on remembers what is
/// chosen. A guidance weight that was never chosen stays the model's own. All three must outlive the controllers' signals.
void rememberSettings(StudioSettings& settings, PlanController& plans, PaintController& paints);

}  // namespace kaleido
