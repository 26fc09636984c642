#pragma once

#include "engine/base/picture.h"

namespace kaleido {

/// The picture scaled so that its shorter side is `side` pixels, and cut to a square from its middle. Area averaging when
/// it gets smaller, cubic when it gets larger. `picture` is not empty, side ≥ 1.
Picture fitSquare(const Picture& picture, int side);

}  // namespace kaleido
