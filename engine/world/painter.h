#pragma once

#include "engine/base/picture.h"
#include "engine/world/layout.h"

namespace kaleido {

/// Paints a layout far to near, with soft shadows where things touch the ground. `size`: side in pixels, at least 8.
Picture paint(const Atlas& atlas, const Layout& layout, int size);

}  // namespace kaleido
