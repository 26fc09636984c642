#include "engine/toy/toy_world.h"

#include <algorithm>
#include <cmath>

namespace kaleido {
namespace {

constexpr double kWidth = 0.12;  ///< standard deviation of a mode

double distance(const ToyMode& mode, double x, double y) {
    return std::hypot(x - mode.x, y - mode.y);
}

}  // namespace

const std::vector<ToyMode>& toyModes() {
    static const std::vector<ToyMode> modes = {
        {.label = 0, .name = "inner", .x = -0.22, .y = 0.35, .width = kWidth},
        {.label = 0, .name = "outer", .x = -0.65, .y = -0.30, .width = kWidth},
        {.label = 1, .name = "inner", .x = 0.22, .y = 0.35, .width = kWidth},
        {.label = 1, .name = "outer", .x = 0.65, .y = -0.30, .width = kWidth}};
    return modes;
}

std::vector<ToyPoint> drawToyPoints(int count, Random& random) {
    const auto& modes = toyModes();
    std::vector<ToyPoint> points;
    points.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        const int mode = random.below(static_cast<int>(modes.size()));
        const ToyMode& from = modes[static_cast<std::size_t>(mode)];
        const double x = from.x + from.width * random.normal();
        const double y = from.y + from.width * random.normal();
        points.push_back({.label = from.label, .mode = mode, .x = x, .y = y});
    }
    return points;
}

int nearestMode(double x, double y) {
    const auto& modes = toyModes();
    const auto nearest =
        std::ranges::min_element(modes, {}, [&](const ToyMode& m) { return distance(m, x, y); });
    return static_cast<int>(nearest - modes.begin());
}

bool nearAMode(double x, double y) {
    return std::ranges::any_of(toyModes(),
                               [&](const ToyMode& m) { return distance(m, x, y) <= 3 * m.width; });
}

}  // namespace kaleido
