#include "engine/train/labelled_boxes.h"

#include "engine/plan/shapes.h"

#include <algorithm>
#include <optional>

namespace kaleido {
namespace {

constexpr double kJitter = 0.04;              ///< of the box's size, each edge
constexpr double kBlots = 0.2;                ///< share of the figures that are shown as blots as well
constexpr int kOthers = 3;                    ///< boxes a scene in which no thing stands
constexpr double kMostOverlap = 0.25;         ///< IoU of such a box with any figure's
constexpr double kLeast = 0.12, kMost = 0.6;  ///< its sides, in fractions of the picture

Box jittered(const Box& box, Random& random) {
    const double dx = (box.x1 - box.x0) * kJitter, dy = (box.y1 - box.y0) * kJitter;
    const auto off = [&random](double by) { return random.uniform(-by, by); };
    const double x0 = box.x0 + off(dx), y0 = box.y0 + off(dy);
    return {x0, y0, box.x1 + off(dx), box.y1 + off(dy)};
}

Box anyBox(Random& random) {
    const double wide = random.uniform(kLeast, kMost), high = random.uniform(kLeast, kMost);
    const double x = random.uniform(0, 1 - wide), y = random.uniform(0, 1 - high);
    return {x, y, x + wide, y + high};
}

/// Half of them lie beside a figure, so that its part is not taken for the whole.
Box otherBox(const std::vector<Figure>& figures, Random& random) {
    if (random.chance(0.5)) return anyBox(random);
    const Box& box = figures[static_cast<std::size_t>(random.below(static_cast<int>(figures.size())))].box;
    const auto shift = [&random](double size) {
        const double by = random.uniform(0.4, 0.9) * size;
        return random.chance(0.5) ? by : -by;
    };
    const Box off = moved(box, {shift(box.x1 - box.x0), shift(box.y1 - box.y0)});
    return intersection(off, {0, 0, 1, 1});
}

bool nothingStandsIn(const Box& box, const std::vector<Figure>& figures) {
    return areaOf(box) >= kLeast * kLeast / 4 && std::ranges::all_of(figures, [&](const Figure& figure) {
               return iou(box, figure.box) < kMostOverlap;
           });
}

}  // namespace

std::vector<LabelledBox> labelledBoxes(const SceneWithFigures& scene, const WorldClasses& classes,
                                       Random& random) {
    std::vector<LabelledBox> boxes;
    for (std::size_t i = 0; i < scene.figures.size(); ++i) {
        const Figure& figure = scene.figures[i];
        const Box box = jittered(figure.box, random);
        const bool blot = random.chance(kBlots);
        if (scene.visibility.share[i] < kSeenShare) continue;
        boxes.push_back({.box = box,
                         .thing = figure.thing,
                         .style = figure.style,
                         .color = classes.colorClass(figure.color),
                         .blot = false});
        if (blot) boxes.push_back({.box = box, .thing = classes.otherThing(), .blot = true});
    }
    for (int i = 0; i < kOthers; ++i) {
        const Box box = otherBox(scene.figures, random);
        if (nothingStandsIn(box, scene.figures))
            boxes.push_back({.box = box, .thing = classes.otherThing(), .blot = false});
    }
    return boxes;
}

}  // namespace kaleido
