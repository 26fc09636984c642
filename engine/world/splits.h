#pragma once

#include "engine/world/atlas.h"
#include "engine/world/setting.h"

#include <algorithm>
#include <set>
#include <utility>

namespace kaleido {

/// Which scenes: Train is endless. HeldOut are those for evaluation (seeds 0 … kHeldOutScenes − 1), drawn like Train from
/// a stream of their own. Every Composition scene shows at least one pair of things, or of thing and setting, that
/// neither of the other two ever shows.
enum class Split { Train, HeldOut, Composition };

constexpr int kHeldOutScenes = 20'000;

/// The pairs held out of training, resolved to the things of an atlas.
class HeldOutPairs {
public:
    explicit HeldOutPairs(const Atlas& atlas);

    bool contains(int thing, Setting setting) const { return m_inSetting.contains({thing, setting}); }
    bool contains(int thing, int other) const { return m_together.contains(std::minmax(thing, other)); }

    const std::set<std::pair<int, Setting>>& thingsInSettings() const { return m_inSetting; }
    const std::set<std::pair<int, int>>& thingsTogether() const { return m_together; }

private:
    std::set<std::pair<int, Setting>> m_inSetting;
    std::set<std::pair<int, int>> m_together;  ///< smaller index first
};

}  // namespace kaleido
