#pragma once

#include "engine/world/atlas.h"
#include "engine/world/recipe.h"
#include "engine/world/setting.h"

#include <vector>

namespace kaleido {

/// One thing where it stands in the picture.
struct Figure {
    int thing = 0;   ///< index into Atlas::things()
    int style = 0;   ///< index into Atlas::styles()
    int color = -1;  ///< index into kColors, or kOwnColor
    bool mirrored = false;
    Box box;           ///< tight box of the sprite, wholly inside the picture
    int carrier = -1;  ///< index of the support it stands on, −1 for the ground, the air or the water

    bool operator==(const Figure&) const = default;
};

/// A scene before it is painted: the stage and the figures, far to near.
struct Layout {
    Stage stage;
    std::vector<Figure> figures;

    bool operator==(const Layout&) const = default;
};

/// Puts the recipe's things on a stage: ground things with their feet on the ground, larger when nearer, flying ones
/// above, everything mostly visible. Groups of the recipe that find no room are left out, but never the first two.
Layout arrange(const Atlas& atlas, const Recipe& recipe, Random& random);

}  // namespace kaleido
