#include "engine/world/splits.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace kaleido {

namespace {

struct InSetting {
    std::string_view thing;
    Setting setting;
};

struct Together {
    std::string_view one, other;
};

// Fixed for good: results of different models compare only if these stay. All are plausible, none is exotic, and
// every thing and setting is common enough without them.
constexpr std::array<InSetting, 16> kInSetting = {{{"cow", Setting::Beach},
                                                   {"elephant", Setting::Snow},
                                                   {"penguin", Setting::Desert},
                                                   {"bus", Setting::Beach},
                                                   {"rooster", Setting::Street},
                                                   {"tulip", Setting::Desert},
                                                   {"sheep", Setting::Night},
                                                   {"guitar", Setting::Meadow},
                                                   {"pizza", Setting::Snow},
                                                   {"umbrella", Setting::Desert},
                                                   {"rocket", Setting::Sea},
                                                   {"gift", Setting::Night},
                                                   {"owl", Setting::Street},
                                                   {"banana", Setting::Room},
                                                   {"butterfly", Setting::Beach},
                                                   {"rabbit", Setting::Street}}};

constexpr std::array<Together, 24> kTogether = {
    {{"dog", "umbrella"}, {"cat", "guitar"},        {"pig", "hat"},         {"elephant", "bicycle"},
     {"horse", "house"},  {"penguin", "palm tree"}, {"owl", "moon"},        {"turtle", "rocket"},
     {"rabbit", "cake"},  {"fish", "sunflower"},    {"butterfly", "apple"}, {"snail", "car"},
     {"sheep", "tree"},   {"cow", "airplane"},      {"rooster", "sun"},     {"black cat", "pizza"},
     {"bus", "tulip"},    {"sailboat", "star"},     {"mushroom", "gift"},   {"banana", "soccer ball"},
     {"dog", "cake"},     {"cat", "apple"},         {"car", "tree"},        {"horse", "tulip"}}};

}  // namespace

HeldOutPairs::HeldOutPairs(const Atlas& atlas) {
    for (const auto& [thing, setting] : kInSetting) {
        if (const int index = atlas.find(thing); index >= 0) m_inSetting.emplace(index, setting);
    }
    for (const auto& [one, other] : kTogether) {
        const int first = atlas.find(one), second = atlas.find(other);
        if (first >= 0 && second >= 0) m_together.insert(std::minmax(first, second));
    }
}

}  // namespace kaleido
