#pragma once

#include "app/sheet/frame.h"
#include "app/sheet/picture_image.h"
#include "engine/base/picture.h"
#include "engine/plan/plan.h"

#include <vector>

namespace kaleido::sheet {

/// A picture with the plan that it shows: a scene of the world, or a painted picture under its plan.
struct SceneCard {
    Picture picture;
    Plan plan;  ///< caption, description and items are written below; shapes are drawn over the picture
};

struct WorldSheetContent {
    FrameText frame{};
    std::vector<SceneCard> cards{};
    int columns = 4;
    int scale = 4;  ///< 1 … 16
    Filter filter = Filter::Nearest;
    bool shapes = true;   ///< draw the items over the picture
    int colorLevels = 8;  ///< PlanFormat::colorLevels
};

/// Lays out pictures with captions, descriptions and items, for `kaleido world`.
Sheet layoutWorld(const WorldSheetContent& content);

}  // namespace kaleido::sheet
