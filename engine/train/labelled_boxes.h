#pragma once

#include "engine/base/random.h"
#include "engine/eval/world_classes.h"
#include "engine/plan/geometry.h"
#include "engine/world/world.h"

#include <cstdint>
#include <vector>

namespace kaleido {

/// Figures of which less is seen are neither learned nor measured.
constexpr double kSeenShare = 0.5;

/// A box of a scene and what the classifier is to say of it; −1: nothing is asked.
struct LabelledBox {
    Box box;
    std::int64_t thing = 0;
    std::int64_t style = -1;
    std::int64_t color = -1;
    bool blot = false;  ///< to be shown as a blot of its colours, which is no thing any more
};

/// The boxes of a scene's figures, a little off; some of them again as blots; and boxes in which nothing stands or only a
/// part of something.
std::vector<LabelledBox> labelledBoxes(const SceneWithFigures& scene, const WorldClasses& classes,
                                       Random& random);

}  // namespace kaleido
