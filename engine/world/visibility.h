#pragma once

#include "engine/world/layout.h"

#include <vector>

namespace kaleido {

/// What a picture shows of the figures of its layout.
struct Visibility {
    std::vector<int>
        figureAt;  ///< index of the figure that each pixel shows, −1 for the background; rows top to bottom
    std::vector<double> share;  ///< of each figure: how much of it others leave uncovered, 0 … 1
};

/// Figures cover what is farther. A pixel is a figure's if at least half of it is covered. `size`: side in pixels, at
/// least 8. A figure that covers no pixel has the share 0.
Visibility visibility(const Atlas& atlas, const Layout& layout, int size);

}  // namespace kaleido
