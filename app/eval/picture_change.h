#pragma once

#include "engine/base/picture.h"
#include "engine/plan/geometry.h"

#include <vector>

namespace kaleido {

/// Mean absolute difference of two pictures of one size, 0 … 255, over the pixels whose centres lie in none of the boxes; 0
/// if there are none.
double changeOutside(const Picture& a, const Picture& b, const std::vector<Box>& boxes);

}  // namespace kaleido
