#include "engine/world/describe.h"

#include "engine/plan/place.h"
#include "engine/world/phrases.h"
#include "engine/world/recolor.h"

#include <algorithm>
#include <vector>

namespace kaleido {

namespace {

constexpr double kSmallBelow = 0.36;
constexpr double kLargeFrom = 0.52;

std::string_view placeOfFigure(const Figure& figure) {
    return placePhrase(placeOf({(figure.box.x0 + figure.box.x1) / 2, (figure.box.y0 + figure.box.y1) / 2}));
}

/// "a large flat blue car facing left"
std::string nounPhrase(const Atlas& atlas, const Figure& figure) {
    const SizeWord size = sizeOf(figure.box);
    std::string phrase = itemWords(atlas, figure);
    if (size != SizeWord::Medium) phrase = (size == SizeWord::Small ? "small " : "large ") + phrase;
    phrase = withArticle(phrase);
    const Facing facing = facingOf(atlas, figure);
    if (facing != Facing::None) phrase += facing == Facing::Left ? " facing left" : " facing right";
    return phrase;
}

/// "x", "x and y", "x, y and z"
std::string listed(const std::vector<std::string>& parts) {
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) text += i + 1 == parts.size() ? " and " : ", ";
        text += parts[i];
    }
    return text;
}

/// One phrase for everything that stands on one support, or for a single figure. A place is said once if rider and
/// support share it.
std::string groupPhrase(const Atlas& atlas, const std::vector<Figure>& figures, std::size_t first,
                        std::size_t end) {
    const Figure& base = figures[first];
    const std::string_view basePlace = placeOfFigure(base);
    std::string text = nounPhrase(atlas, base);
    if (end > first + 1) {
        std::vector<std::string> riders;
        for (std::size_t i = first + 1; i < end; ++i) {
            const std::string_view place = placeOfFigure(figures[i]);
            const bool said = end == first + 2 && place == basePlace;
            riders.push_back(nounPhrase(atlas, figures[i]) + (said ? "" : " " + std::string(place)));
        }
        text = listed(riders) + " on " + text;
    }
    return text + " " + std::string(basePlace);
}

std::vector<std::string> groupPhrases(const Atlas& atlas, const std::vector<Figure>& figures) {
    std::vector<std::string> phrases;
    for (std::size_t first = 0; first < figures.size();) {
        std::size_t end = first + 1;
        while (end < figures.size() && figures[end].carrier >= 0) ++end;
        phrases.push_back(groupPhrase(atlas, figures, first, end));
        first = end;
    }
    return phrases;
}

}  // namespace

SizeWord sizeOf(const Box& box) {
    const double size = std::max(box.x1 - box.x0, box.y1 - box.y0);
    return size < kSmallBelow ? SizeWord::Small : size < kLargeFrom ? SizeWord::Medium : SizeWord::Large;
}

std::string itemWords(const Atlas& atlas, const Figure& figure) {
    std::string words = atlas.style(figure.style) + " ";
    if (figure.color != kOwnColor)
        words += std::string(kColors[static_cast<std::size_t>(figure.color)].word) + " ";
    return words + atlas.thing(figure.thing).name;
}

Facing facingOf(const Atlas& atlas, const Figure& figure) {
    const Facing drawn = atlas.thing(figure.thing).facing;
    if (drawn == Facing::None || !figure.mirrored) return drawn;
    return drawn == Facing::Left ? Facing::Right : Facing::Left;
}

std::string withArticle(std::string_view noun) {
    const bool vowel =
        !noun.empty() && std::string_view("aeiou").find(noun.front()) != std::string_view::npos;
    return (vowel ? "an " : "a ") + std::string(noun);
}

std::string describe(const Atlas& atlas, const Layout& layout, Random& random) {
    std::vector<std::string> groups = groupPhrases(atlas, layout.figures);
    const std::string setting(settingPhrase(layout.stage.setting));

    // The setting opens the first sentence, ends it, or has a short sentence of its own at the end.
    const int form = random.below(3);
    if (form == 0) groups.front() = setting + ", " + groups.front();
    std::string text;
    if (groups.size() > 1 && random.chance(0.5)) {
        const auto cut = groups.begin() + 1 + random.below(static_cast<int>(groups.size()) - 1);
        text = listed({groups.begin(), cut}) + (form == 1 ? ", " + setting : "") + ". " +
               listed({cut, groups.end()}) + ".";
    } else {
        text = listed(groups) + (form == 1 ? ", " + setting : "") + ".";
    }
    return form == 2 ? text + " " + std::string(settingSentence(layout.stage.setting)) : text;
}

}  // namespace kaleido
