#pragma once

#include "engine/base/random.h"

#include <array>
#include <string_view>

namespace kaleido {

/// Where a scene takes place.
enum class Setting { Meadow, Beach, Snow, Night, Room, Sea, Desert, Street };

constexpr std::array<Setting, 8> kSettings = {Setting::Meadow, Setting::Beach, Setting::Snow,
                                              Setting::Night,  Setting::Room,  Setting::Sea,
                                              Setting::Desert, Setting::Street};

/// "meadow"; the word that stands for the setting in every detailed description.
std::string_view settingWord(Setting setting);

/// The empty stage of one scene: what the layout must know of the background to stand things on it.
struct Stage {
    Setting setting = Setting::Meadow;
    double horizon = 0.5;          ///< where the sky or the wall ends, fraction of the picture from the top
    double ground = 0.5;           ///< where things can stand from: the horizon, or the beach's waterline
    std::uint64_t detailSeed = 0;  ///< of colours, clouds, windows, …

    bool operator==(const Stage&) const = default;
};

Stage chooseStage(Setting setting, Random& random);

}  // namespace kaleido
