#include "engine/world/layout.h"

#include <algorithm>
#include <array>
#include <optional>
#include <stdexcept>

namespace kaleido {

namespace {

constexpr double kMargin = 0.012;   // between a thing and the picture's edge
constexpr double kSmallest = 0.25;  // longer side of a thing, fraction of the picture
constexpr double kLargest = 0.75;
constexpr double kOverlap = 0.14;        // of the smaller of two boxes
constexpr double kOverlapSupport = 0.3;  // the same, when one of them is a support
constexpr int kTries = 12;               // for one group, before everything starts again
constexpr int kRounds = 40;              // before a group is left out

double width(const Box& box) {
    return box.x1 - box.x0;
}

double height(const Box& box) {
    return box.y1 - box.y0;
}

/// Shared area over the area of the smaller box.
double overlap(const Box& a, const Box& b) {
    const double w = std::min(a.x1, b.x1) - std::max(a.x0, b.x0),
                 h = std::min(a.y1, b.y1) - std::max(a.y0, b.y0);
    if (w <= 0 || h <= 0) return 0;
    return w * h / std::min(width(a) * height(a), width(b) * height(b));
}

/// Figures that were placed together, the support first, and how near they are to the viewer.
struct Placed {
    std::vector<Figure> figures;
    double nearness = 0;
};

class Arranger {
public:
    Arranger(const Atlas& atlas, const Recipe& recipe, const Stage& stage, Random& random)
        : m_atlas(atlas), m_recipe(recipe), m_stage(stage), m_random(random) {}

    std::vector<Placed> arrange() {
        std::size_t count = m_recipe.groups.size();
        for (int round = 0; round < 1000; ++round) {
            if (tryAll(count, std::max(0.4, 1 - 0.02 * round))) return m_placed;
            if (round % kRounds == kRounds - 1 && count > 2) --count;
        }
        throw std::logic_error("a scene of two things found no room");
    }

private:
    bool tryAll(std::size_t count, double shrink) {
        m_placed.clear();
        m_shrink = shrink;
        int members = 0;
        for (std::size_t i = 0; i < count; ++i)
            members += static_cast<int>(m_recipe.groups[i].members.size());
        for (std::size_t i = 0; i < count; ++i) {
            std::optional<Placed> placed;
            for (int attempt = 0; attempt < kTries && !placed; ++attempt)
                placed = tryGroup(m_recipe.groups[i], members);
            if (!placed) return false;
            m_placed.push_back(std::move(*placed));
        }
        return true;
    }

    std::optional<Placed> tryGroup(const Group& group, int members) {
        Placed placed = group.support ? carried(group, members) : single(group.members.front(), members);
        return fits(placed) ? std::optional(std::move(placed)) : std::nullopt;
    }

    /// Wholly inside the picture, its blob as well.
    bool isInside(const Figure& figure) const {
        const auto within = [](const Box& box, double margin) {
            return box.x0 >= margin && box.y0 >= margin && box.x1 <= 1 - margin && box.y1 <= 1 - margin;
        };
        const Sprite& sprite = m_atlas.sprite(figure.thing, figure.style, figure.color);
        return within(figure.box, kMargin) && within(sprite.blobBounds(figure.box, figure.mirrored), 0);
    }

    bool fits(const Placed& candidate) const {
        for (const Figure& figure : candidate.figures) {
            if (!isInside(figure)) return false;
            for (const Placed& other : m_placed) {
                for (const Figure& there : other.figures) {
                    const bool support =
                        m_atlas.thing(figure.thing).support || m_atlas.thing(there.thing).support;
                    if (overlap(figure.box, there.box) > (support ? kOverlapSupport : kOverlap)) return false;
                }
            }
        }
        const std::vector<Figure>& all = candidate.figures;
        return all.size() < 3 || overlap(all[1].box, all[2].box) <= kOverlap;
    }

    /// A figure of this size (longer side) whose box has its lower left corner at the origin.
    Figure figure(const Look& look, double size) {
        const Thing& thing = m_atlas.thing(look.thing);
        const Sprite& sprite = m_atlas.sprite(look.thing, look.style, look.color);
        const double unit = size / std::max(sprite.width(), sprite.height());
        return {.thing = look.thing,
                .style = look.style,
                .color = look.color,
                .mirrored = thing.facing != Facing::None && m_random.chance(0.5),
                .box = {0, -unit * sprite.height(), unit * sprite.width(), 0}};
    }

    static Figure moved(Figure figure, double left, double bottom) {
        figure.box = {left, bottom + figure.box.y0, left + figure.box.x1, bottom};
        return figure;
    }

    double size(int members) {
        constexpr std::array<Vec2, 4> ranges = {{{0.38, 0.75}, {0.30, 0.60}, {0.26, 0.48}, {0.25, 0.42}}};
        const Vec2 range = ranges[static_cast<std::size_t>(std::clamp(members, 1, 4) - 1)];
        return m_random.uniform(range.x, range.y) * m_shrink;
    }

    static double bounded(double size) { return std::clamp(size, kSmallest, kLargest); }

    double anyLeft(double width) { return m_random.uniform(kMargin, std::max(kMargin, 1 - kMargin - width)); }

    Placed single(const Look& look, int members) {
        const Thing& thing = m_atlas.thing(look.thing);
        if (thing.inAir) return flying(look, thing, members);
        const Setting setting = m_stage.setting;
        if (thing.onWater && !thing.onGround && (setting == Setting::Sea || setting == Setting::Beach)) {
            return swimming(look, thing, members);
        }
        return standing(look, members);
    }

    /// Nearer things are larger.
    Placed standing(const Look& look, int members) {
        const double depth = m_random.uniform();
        const Figure shape = figure(look, bounded(size(members) * (0.8 + 0.35 * depth)));
        const double farthest = m_stage.ground + 0.05 + 0.12 * height(shape.box);
        const double bottom = farthest + (0.97 - farthest) * depth;
        return {{moved(shape, anyLeft(width(shape.box)), bottom)}, bottom};
    }

    Placed flying(const Look& look, const Thing& thing, int members) {
        const bool celestial = !thing.isA("animal") && !thing.isA("vehicle");
        const Figure shape = figure(look, bounded(size(members) * (celestial ? 0.75 : 0.95)));
        const double lowest =
            thing.isA("animal") ? 0.92 : std::max(m_stage.horizon + 0.08, height(shape.box) + 0.06);
        const double bottom =
            m_random.uniform(height(shape.box) + kMargin, std::max(lowest, height(shape.box) + 0.03));
        const double nearness = celestial ? -2 : thing.isA("animal") ? 2 : -1;
        return {{moved(shape, anyLeft(width(shape.box)), bottom)}, nearness};
    }

    Placed swimming(const Look& look, const Thing& thing, int members) {
        const bool beach = m_stage.setting == Setting::Beach;
        const Figure shape = figure(look, bounded(size(members) * (beach ? 0.8 : 1)));
        const double draught = thing.isA("vehicle") ? 0.04 : 0.7 * height(shape.box);
        const double farthest = m_stage.horizon + draught, nearest = beach ? m_stage.ground - 0.03 : 0.96;
        const double bottom = m_random.uniform(std::min(farthest, nearest), nearest);
        return {{moved(shape, anyLeft(width(shape.box)), bottom)}, bottom};
    }

    Placed carried(const Group& group, int members) {
        const Thing& support = m_atlas.thing(group.support->thing);
        const bool two = group.members.size() > 1;
        const double least = two ? 0.6 : 0.42;
        const Figure shape =
            figure(*group.support, std::max(least, m_random.uniform(least, 0.92) * (0.4 + 0.6 * m_shrink)));
        const double bottom = supportBottom(support, height(shape.box));
        const Figure base = moved(shape, anyLeft(width(shape.box)), bottom);
        Placed placed{{base}, base.box.y1};
        for (std::size_t i = 0; i < group.members.size(); ++i) {
            const double offset = two ? (i == 0 ? -0.23 : 0.23) : 0;
            placed.figures.push_back(rider(group.members[i], base, offset, members));
        }
        return placed;
    }

    double supportBottom(const Thing& support, double tall) {
        const double ground = m_stage.setting == Setting::Sea ? m_stage.horizon : m_stage.ground;
        if (support.bulge > 0) return m_random.uniform(ground + 0.04, std::min(0.97, ground + 0.3));
        const double farthest = std::min(0.96, ground + (support.name == "table" ? 0.25 : 0.9) * tall + 0.02);
        return m_random.uniform(farthest, 0.97);
    }

    /// On the support, `offset` widths beside its middle (give or take).
    Figure rider(const Look& look, const Figure& base, double offset, int members) {
        const Thing& support = m_atlas.thing(base.thing);
        const double room = width(base.box) * (offset != 0 ? 0.44 : 0.85);
        const Figure upright = figure(look, 1);
        const double widest = room / width(upright.box);
        const double wanted = bounded(std::min(widest, size(members)));
        const Figure shape = figure(look, wanted);
        const double spare = std::max(0.0, room - width(shape.box)) / 2 * (support.bulge > 0 ? 0.3 : 0.8);
        const double middle =
            (base.box.x0 + base.box.x1) / 2 + offset * width(base.box) + m_random.uniform(-spare, spare);
        const double off = (middle - (base.box.x0 + base.box.x1) / 2) / width(base.box);
        const double depth = support.stand + support.bulge * off * off +
                             m_random.uniform(-0.06, 0.06) * (support.bulge > 0 ? 0.3 : 1);
        return moved(shape, middle - width(shape.box) / 2, base.box.y0 + depth * height(base.box));
    }

    const Atlas& m_atlas;
    const Recipe& m_recipe;
    const Stage& m_stage;
    Random& m_random;
    double m_shrink = 1;
    std::vector<Placed> m_placed;
};

}  // namespace

Layout arrange(const Atlas& atlas, const Recipe& recipe, Random& random) {
    Layout layout{.stage = chooseStage(recipe.setting, random), .figures = {}};
    std::vector<Placed> placed = Arranger(atlas, recipe, layout.stage, random).arrange();
    std::stable_sort(placed.begin(), placed.end(),
                     [](const Placed& a, const Placed& b) { return a.nearness < b.nearness; });
    for (Placed& group : placed) {
        const int carrier = group.figures.size() > 1 ? static_cast<int>(layout.figures.size()) : -1;
        for (std::size_t i = 0; i < group.figures.size(); ++i) {
            if (i > 0) group.figures[i].carrier = carrier;
            layout.figures.push_back(group.figures[i]);
        }
    }
    return layout;
}

}  // namespace kaleido
