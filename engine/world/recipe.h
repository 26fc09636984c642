#pragma once

#include "engine/base/random.h"
#include "engine/world/atlas.h"
#include "engine/world/setting.h"
#include "engine/world/splits.h"

#include <optional>
#include <vector>

namespace kaleido {

/// A thing with its looks.
struct Look {
    int thing = 0;
    int style = 0;
    int color = -1;
};

/// What belongs together: one thing, or one or two things on a support.
struct Group {
    std::optional<Look> support;
    std::vector<Look> members;
};

/// What a scene is about, before anything has a place. One to four things, and at most five with their supports.
struct Recipe {
    Setting setting = Setting::Meadow;
    std::vector<Group> groups;
};

/// Draws a recipe that the split allows. In three of four recipes everything has one style.
Recipe chooseRecipe(const Atlas& atlas, const HeldOutPairs& pairs, Split split, Random& random);

}  // namespace kaleido
