#include "engine/world/recipe.h"

#include "engine/world/recolor.h"

#include <algorithm>
#include <array>

namespace kaleido {

namespace {

constexpr double kOneStyle = 0.75;      // recipes in which everything has the same style
constexpr double kTwin = 0.16;          // further things that repeat one that is there
constexpr double kOwnColorShare = 0.4;  // of the things that are also shown without a colour word
constexpr double kSecondRider = 0.3;

/// How readily a thing is met in a setting; 1 is usual, 0 never.
double affinity(const Thing& thing, Setting setting, bool carried) {
    const bool celestial = thing.name == "sun" || thing.name == "moon" || thing.name == "star";
    if (setting == Setting::Night && celestial) return thing.name == "sun" ? 0 : 2;
    if (setting == Setting::Room) {
        if (celestial || thing.inAir) return 0.2;
        const bool big = thing.isA("building") || thing.isA("vehicle") || thing.name == "tree" ||
                         thing.name == "palm tree";
        return big ? 0.25 : 1;
    }
    if (thing.name == "moon") return 0.5;
    if (setting == Setting::Sea && thing.onGround && !thing.onWater) return carried ? 0.8 : 0.05;
    if (thing.onWater && !thing.onGround)
        return setting == Setting::Sea ? 3 : setting == Setting::Beach ? 1.5 : 0.25;
    return 1;
}

/// The supports met in a setting, and how often a scene there has one.
struct Supports {
    double share;
    std::vector<std::string_view> names;
};

Supports supportsOf(Setting setting) {
    switch (setting) {
        case Setting::Meadow:
        case Setting::Night:
            return {0.40, {"mat", "mat", "table", "hill"}};
        case Setting::Room:
            return {0.60, {"mat", "mat", "table"}};
        case Setting::Sea:
            return {0.60, {"raft", "raft", "raft", "hill"}};
        case Setting::Street:
            return {0.25, {"mat", "table"}};
        default:
            return {0.35, {"mat", "mat", "table"}};
    }
}

class RecipeMaker {
public:
    RecipeMaker(const Atlas& atlas, const HeldOutPairs& pairs, Split split, Random& random)
        : m_atlas(atlas), m_pairs(pairs), m_split(split), m_random(random) {}

    Recipe make() {
        chooseSetting();
        chooseSupport();
        const int count = std::max(static_cast<int>(m_chosen.size()), countOf());
        while (static_cast<int>(m_chosen.size()) < count) addThing();
        return grouped();
    }

private:
    template <typename Container>
    const auto& anyOf(const Container& container) {
        return *std::next(container.begin(), m_random.below(static_cast<int>(container.size())));
    }

    /// For Composition, also the pair that must be shown.
    void chooseSetting() {
        m_setting = anyOf(kSettings);
        if (m_split != Split::Composition) return;
        if (m_random.chance(0.5)) {
            const auto& [thing, setting] = anyOf(m_pairs.thingsInSettings());
            m_setting = setting;
            m_chosen = {thing};
            return;
        }
        const auto& [one, other] = anyOf(m_pairs.thingsTogether());
        m_chosen = {one, other};
        const auto likely = [this](int thing) {
            return affinity(m_atlas.thing(thing), m_setting, true) > 0.1;
        };
        while (!likely(one) || !likely(other)) m_setting = anyOf(kSettings);
    }

    void chooseSupport() {
        const Supports supports = supportsOf(m_setting);
        if (m_random.chance(supports.share)) m_support = m_atlas.find(anyOf(supports.names));
    }

    int countOf() {
        constexpr std::array<double, 3> upTo = {0.34, 0.66, 0.86};
        const double dice = m_random.uniform();
        return 1 + static_cast<int>(std::count_if(upTo.begin(), upTo.end(),
                                                  [dice](double share) { return dice >= share; }));
    }

    bool allowed(int thing) const {
        if (m_split == Split::Composition) return true;
        return !m_pairs.contains(thing, m_setting) &&
               std::none_of(m_chosen.begin(), m_chosen.end(),
                            [&](int other) { return m_pairs.contains(thing, other); });
    }

    /// The first thing of a scene with a support can stand on it, and is an animal more often than not.
    double weight(int index) const {
        const Thing& thing = m_atlas.thing(index);
        if (thing.support || !allowed(index)) return 0;
        const double likely = affinity(thing, m_setting, m_support >= 0);
        if (m_support < 0 || !m_chosen.empty()) return likely;
        return thing.onGround ? likely * (thing.isA("animal") ? 3 : 1) : 0;
    }

    void addThing() {
        if (!m_chosen.empty() && m_random.chance(kTwin)) {
            const int twin = anyOf(m_chosen);
            const std::string& name = m_atlas.thing(twin).name;
            if (name != "sun" && name != "moon") {
                m_chosen.push_back(twin);
                return;
            }
        }
        std::vector<double> upTo(m_atlas.things().size());
        double sum = 0;
        for (std::size_t i = 0; i < upTo.size(); ++i) upTo[i] = sum += weight(static_cast<int>(i));
        const auto found = std::upper_bound(upTo.begin(), upTo.end(), m_random.uniform() * sum);
        m_chosen.push_back(static_cast<int>(std::min(found, upTo.end() - 1) - upTo.begin()));
    }

    Look look(int thing) {
        Look look{
            .thing = thing,
            .style = m_style >= 0 ? m_style : m_random.below(static_cast<int>(m_atlas.styles().size()))};
        const Thing& what = m_atlas.thing(thing);
        const bool own = what.recolor == Recolor::Never || (what.plain && m_random.chance(kOwnColorShare));
        look.color = own ? kOwnColor : m_random.below(static_cast<int>(kColors.size()));
        return look;
    }

    Recipe grouped() {
        if (m_random.chance(kOneStyle)) m_style = m_random.below(static_cast<int>(m_atlas.styles().size()));
        Recipe recipe{.setting = m_setting, .groups = {}};
        std::vector<int> rest;
        Group carried;
        for (const int thing : m_chosen) {
            const std::size_t riders = carried.members.size();
            const bool rides = m_support >= 0 && m_atlas.thing(thing).onGround &&
                               (riders == 0 || (riders == 1 && m_random.chance(kSecondRider)));
            if (rides) {
                carried.members.push_back(look(thing));
            } else {
                rest.push_back(thing);
            }
        }
        if (!carried.members.empty()) {
            carried.support = look(m_support);
            recipe.groups.push_back(std::move(carried));
        }
        for (const int thing : rest)
            recipe.groups.push_back({.support = std::nullopt, .members = {look(thing)}});
        return recipe;
    }

    const Atlas& m_atlas;
    const HeldOutPairs& m_pairs;
    Split m_split;
    Random& m_random;
    Setting m_setting = Setting::Meadow;
    int m_support = -1;
    int m_style = -1;  // −1: each thing has its own
    std::vector<int> m_chosen;
};

}  // namespace

Recipe chooseRecipe(const Atlas& atlas, const HeldOutPairs& pairs, Split split, Random& random) {
    return RecipeMaker(atlas, pairs, split, random).make();
}

}  // namespace kaleido
