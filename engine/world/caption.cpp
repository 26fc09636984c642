#include "engine/world/caption.h"

#include "engine/world/describe.h"
#include "engine/world/phrases.h"
#include "engine/world/recolor.h"

#include <algorithm>
#include <vector>

namespace kaleido {

namespace {

constexpr double kSettingAlone = 0.03;  // captions that name no thing
constexpr double kAboutSupport = 0.7;   // of the scenes in which something stands on something
constexpr double kSaysSetting = 0.33;
constexpr double kSaysNumber = 0.75;  // of the subjects of which there are several
constexpr double kSaysCategory = 0.13;
constexpr double kSaysColor = 0.35;  // of the things that have a colour word
constexpr double kSaysStyle = 0.05;
constexpr double kSaysSize = 0.05;
constexpr double kSaysFacing = 0.03;
constexpr double kSaysPlace = 0.04;

class Captioner {
public:
    Captioner(const Atlas& atlas, const Layout& layout, Random& random)
        : m_atlas(atlas), m_figures(layout.figures), m_setting(layout.stage.setting), m_random(random) {
        for (std::size_t i = 0; i < m_figures.size(); ++i) {
            if (!thing(i).support) m_things.push_back(i);
        }
        m_open = m_things;
    }

    std::string write() {
        if (m_random.chance(kSettingAlone)) return std::string(settingAlone(m_setting));
        const auto rider =
            std::find_if(m_figures.begin(), m_figures.end(), [](const Figure& f) { return f.carrier >= 0; });
        if (rider != m_figures.end() && m_random.chance(kAboutSupport)) {
            const std::string setting = maybeSetting(kSaysSetting / 2);
            return onSupport(static_cast<std::size_t>(rider - m_figures.begin())) + setting;
        }
        const double dice = m_random.uniform();
        const std::string opening = dice < 0.03 ? "there is " : dice < 0.06 ? "a picture of " : "";
        const std::string setting = maybeSetting(kSaysSetting);
        return opening + subjects() + setting;
    }

private:
    const Thing& thing(std::size_t figure) const { return m_atlas.thing(m_figures[figure].thing); }

    template <typename Container>
    const auto& anyOf(const Container& container) {
        return container[static_cast<std::size_t>(m_random.below(static_cast<int>(container.size())))];
    }

    std::string maybeSetting(double chance) {
        return m_random.chance(chance) ? " " + std::string(anyOf(settingCaptions(m_setting))) : std::string();
    }

    /// One to three subjects, never one figure twice.
    std::string subjects() {
        const double dice = m_random.uniform();
        std::size_t count = dice < 0.62 ? 1 : dice < 0.92 ? 2 : 3;
        std::vector<std::string> phrases;
        while (phrases.size() < count && !m_open.empty())
            phrases.push_back(subject(anyOf(m_open), phrases.empty()));
        std::string text = phrases.front();
        if (phrases.size() == 2) text += (m_random.chance(0.2) ? " with " : " and ") + phrases[1];
        if (phrases.size() == 3) text += ", " + phrases[1] + " and " + phrases[2];
        return text;
    }

    /// One or both figures on the support, and the support.
    std::string onSupport(std::size_t rider) {
        const Figure& base = m_figures[static_cast<std::size_t>(m_figures[rider].carrier)];
        bool animals = thing(rider).isA("animal");
        const bool second = rider + 1 < m_figures.size() && m_figures[rider + 1].carrier >= 0;
        std::string text = single(rider);
        if (second && m_random.chance(0.5)) {
            animals = animals && thing(rider + 1).isA("animal");
            text += " and " + single(rider + 1);
        } else if (second && m_random.chance(0.5)) {
            animals = thing(rider + 1).isA("animal");
            text = single(rider + 1);
        }
        text += " " + std::string(animals ? anyOf(animalOn()) : anyOf(thingOn())) + " ";
        const std::string& name = m_atlas.thing(base.thing).name;
        if (base.color != kOwnColor && m_random.chance(0.15))
            return text + "a " + colorWord(base) + " " + name;
        return text + (m_random.chance(0.7) ? "the " : "a ") + name;
    }

    /// A phrase for this figure, or for all that share its name or category; takes these off the open list.
    std::string subject(std::size_t figure, bool alone) {
        const std::string* noun = nullptr;
        const CategoryPhrase* category = m_random.chance(kSaysCategory) ? anyCategory(figure) : nullptr;
        if (category == nullptr) noun = &anyNoun(figure);
        const auto same = [&](std::size_t other) {
            if (category != nullptr) return thing(other).isA(category->category);
            const auto& nouns = thing(other).nouns;
            return std::find(nouns.begin(), nouns.end(), *noun) != nouns.end();
        };
        const auto total = static_cast<int>(std::count_if(m_things.begin(), m_things.end(), same));
        const auto open = std::count_if(m_open.begin(), m_open.end(), same);
        const bool several =
            total > 1 && open == total && (category == nullptr || !category->several.empty());
        if (several && m_random.chance(kSaysNumber)) {
            std::erase_if(m_open, same);
            return std::string(numberWord(total)) + " " +
                   (category != nullptr ? std::string(category->several) : plural(figure, *noun));
        }
        if (category != nullptr) {
            std::erase(m_open, figure);
            return std::string(category->one);
        }
        std::erase_if(m_open, same);  // "an apple and an apple" is not what people say
        return details(figure, *noun, alone);
    }

    std::string single(std::size_t figure) {
        std::erase(m_open, figure);
        const CategoryPhrase* category = m_random.chance(kSaysCategory) ? anyCategory(figure) : nullptr;
        return category != nullptr ? std::string(category->one) : details(figure, anyNoun(figure), false);
    }

    /// The noun with its article and sometimes a word about its looks, direction or place.
    std::string details(std::size_t index, const std::string& noun, bool alone) {
        const Figure& figure = m_figures[index];
        std::string words = noun;
        if (figure.color != kOwnColor && m_random.chance(kSaysColor)) words = colorWord(figure) + " " + words;
        if (m_random.chance(kSaysStyle)) words = m_atlas.style(figure.style) + " " + words;
        const SizeWord size = sizeOf(figure.box);
        if (size != SizeWord::Medium && m_random.chance(kSaysSize)) {
            const bool usual = m_random.chance(0.5);
            words = std::string(size == SizeWord::Small ? (usual ? "small" : "little")
                                                        : (usual ? "large" : "big")) +
                    " " + words;
        }
        std::string text = withArticle(words);
        const Facing facing = facingOf(m_atlas, figure);
        if (facing != Facing::None && m_random.chance(kSaysFacing))
            text += facing == Facing::Left ? " facing left" : " facing right";
        const double middle = (figure.box.x0 + figure.box.x1) / 2;
        if (alone && m_random.chance(kSaysPlace) && (middle < 1.0 / 3 || middle > 2.0 / 3)) {
            text += middle < 0.5 ? " on the left" : " on the right";
        }
        return text;
    }

    static std::string colorWord(const Figure& figure) {
        return std::string(kColors[static_cast<std::size_t>(figure.color)].word);
    }

    /// The usual name mostly.
    const std::string& anyNoun(std::size_t figure) {
        const auto& nouns = thing(figure).nouns;
        return m_random.chance(0.65) ? nouns.front() : anyOf(nouns);
    }

    const CategoryPhrase* anyCategory(std::size_t figure) {
        std::vector<const CategoryPhrase*> fitting;
        for (const CategoryPhrase& phrase : categoryPhrases()) {
            if (thing(figure).isA(phrase.category)) fitting.push_back(&phrase);
        }
        return fitting.empty() ? nullptr : anyOf(fitting);
    }

    std::string plural(std::size_t figure, const std::string& noun) const {
        const auto& irregular = thing(figure).plural;
        const auto found = irregular.find(noun);
        return found != irregular.end() ? found->second : noun + "s";
    }

    const Atlas& m_atlas;
    const std::vector<Figure>& m_figures;
    Setting m_setting;
    Random& m_random;
    std::vector<std::size_t> m_things;  ///< figures that are no supports
    std::vector<std::size_t> m_open;    ///< those of them that the caption has not named yet
};

}  // namespace

std::string caption(const Atlas& atlas, const Layout& layout, Random& random) {
    return Captioner(atlas, layout, random).write();
}

}  // namespace kaleido
