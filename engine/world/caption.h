#pragma once

#include "engine/world/layout.h"

#include <string>

namespace kaleido {

/// A caption as an artist might type it: short, lower case, without a full stop. All that it says is true of the
/// scene; most of the scene it leaves open. "a cat sat on the mat", "two dogs and a ball", "something with wheels",
/// "a blue car at night".
std::string caption(const Atlas& atlas, const Layout& layout, Random& random);

}  // namespace kaleido
