#include "engine/world/setting.h"

namespace kaleido {

std::string_view settingWord(Setting setting) {
    constexpr std::array<std::string_view, 8> words = {"meadow", "beach", "snow",   "night",
                                                       "room",   "sea",   "desert", "street"};
    return words[static_cast<std::size_t>(setting)];
}

Stage chooseStage(Setting setting, Random& random) {
    struct Range {
        double low, high;
    };
    constexpr std::array<Range, 8> horizons = {{{0.38, 0.62},
                                                {0.28, 0.42},
                                                {0.40, 0.64},
                                                {0.46, 0.70},
                                                {0.50, 0.68},
                                                {0.30, 0.52},
                                                {0.36, 0.60},
                                                {0.40, 0.54}}};
    const Range range = horizons[static_cast<std::size_t>(setting)];
    Stage stage{.setting = setting, .horizon = random.uniform(range.low, range.high)};
    stage.ground = setting == Setting::Beach ? stage.horizon + random.uniform(0.14, 0.24) : stage.horizon;
    stage.detailSeed = random.bits();
    return stage;
}

}  // namespace kaleido
