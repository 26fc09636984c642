#pragma once

#include "engine/world/canvas.h"
#include "engine/world/setting.h"

namespace kaleido {

/// Paints sky or wall, ground and a few simple details. Depends on the stage only.
void paintBackground(Canvas& canvas, const Stage& stage);

}  // namespace kaleido
