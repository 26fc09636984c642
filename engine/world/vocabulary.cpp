#include "engine/plan/place.h"
#include "engine/world/atlas.h"
#include "engine/world/phrases.h"
#include "engine/world/recolor.h"
#include "engine/world/world.h"

#include <algorithm>
#include <cctype>
#include <set>

namespace kaleido {

namespace {

/// Words of letters and digits, out of phrases.
class WordSet {
public:
    void add(std::string_view phrase) {
        std::string word;
        for (const char c : phrase) {
            if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
                word += c;
            } else if (!word.empty()) {
                m_words.insert(std::exchange(word, {}));
            }
        }
        if (!word.empty()) m_words.insert(word);
    }
    /// The phrase as it is, and its words.
    void addName(const std::string& name) {
        m_words.insert(name);
        add(name);
    }

    std::vector<std::string> sorted() const { return {m_words.begin(), m_words.end()}; }

private:
    std::set<std::string> m_words;
};

struct People {
    std::string_view word;
    std::vector<std::string> known;
};

/// What people type for what the world shows, or for what comes nearest to it.
const std::vector<People>& peoplesWords() {
    static const std::vector<People> words = {
        {"kitten", {"cat"}},
        {"kitty", {"cat"}},
        {"puppy", {"dog"}},
        {"hound", {"dog"}},
        {"wolf", {"dog"}},
        {"fox", {"dog", "cat"}},
        {"lion", {"cat"}},
        {"tiger", {"cat"}},
        {"pony", {"horse"}},
        {"donkey", {"horse"}},
        {"unicorn", {"horse"}},
        {"bull", {"cow"}},
        {"calf", {"cow"}},
        {"piglet", {"pig"}},
        {"bunny", {"rabbit"}},
        {"hare", {"rabbit"}},
        {"mouse", {"rabbit"}},
        {"chicken", {"rooster"}},
        {"hen", {"rooster"}},
        {"duck", {"penguin", "rooster"}},
        {"eagle", {"owl"}},
        {"lamb", {"sheep"}},
        {"goat", {"sheep"}},
        {"shark", {"fish"}},
        {"whale", {"fish"}},
        {"tortoise", {"turtle"}},
        {"dragon", {"butterfly", "turtle", "rooster"}},
        {"dinosaur", {"turtle", "elephant"}},
        {"moth", {"butterfly"}},
        {"bee", {"butterfly"}},
        {"automobile", {"car"}},
        {"truck", {"bus", "car"}},
        {"van", {"bus", "car"}},
        {"taxi", {"car"}},
        {"train", {"bus"}},
        {"motorcycle", {"bicycle"}},
        {"jet", {"airplane"}},
        {"helicopter", {"airplane"}},
        {"spaceship", {"rocket"}},
        {"ship", {"sailboat"}},
        {"yacht", {"sailboat"}},
        {"castle", {"house"}},
        {"hut", {"house"}},
        {"forest", {"tree"}},
        {"bush", {"tree"}},
        {"rose", {"tulip"}},
        {"daisy", {"sunflower"}},
        {"pear", {"apple"}},
        {"orange", {"yellow", "red", "apple"}},
        {"pie", {"cake", "pizza"}},
        {"bread", {"cake"}},
        {"football", {"ball"}},
        {"violin", {"guitar"}},
        {"parasol", {"umbrella"}},
        {"toadstool", {"mushroom"}},
        {"cap", {"hat"}},
        {"parcel", {"gift"}},
        {"box", {"gift"}},
        {"rug", {"mat"}},
        {"carpet", {"mat"}},
        {"desk", {"table"}},
        {"chair", {"table"}},
        {"mountain", {"hill"}},
        {"ocean", {"sea"}},
        {"lake", {"sea"}},
        {"river", {"sea"}},
        {"road", {"street"}},
        {"lawn", {"meadow"}},
        {"garden", {"meadow"}},
        {"park", {"meadow"}},
        {"ice", {"snow"}},
        {"kitchen", {"room"}},
        {"evening", {"night"}},
        {"cartoon", {"drawn", "flat"}},
        {"sketch", {"drawn"}},
        {"render", {"3d"}},
        {"crimson", {"red"}},
        {"violet", {"purple"}},
        {"lilac", {"purple"}},
        {"turquoise", {"blue", "green"}},
        {"gold", {"yellow"}},
        {"tiny", {"small"}},
        {"huge", {"large"}},
    };
    return words;
}

}  // namespace

std::vector<std::string> World::words() const {
    WordSet words;
    for (const Thing& thing : m_atlas->things()) {
        words.addName(thing.name);
        for (const std::string& noun : thing.nouns) {
            words.addName(noun);
            const auto irregular = thing.plural.find(noun);
            words.add(irregular != thing.plural.end() ? irregular->second : noun + "s");
        }
    }
    for (const std::string& style : m_atlas->styles()) words.add(style);
    for (const NamedColor& color : kColors) words.add(color.word);
    for (const Setting setting : kSettings) {
        for (const auto phrase : {settingPhrase(setting), settingSentence(setting), settingAlone(setting)})
            words.add(phrase);
        for (const auto phrase : settingCaptions(setting)) words.add(phrase);
    }
    for (const CategoryPhrase& phrase : categoryPhrases()) {
        words.add(phrase.one);
        words.add(phrase.several);
    }
    for (int place = 0; place < kPlaceWords; ++place) words.add(placePhrase(static_cast<PlaceWord>(place)));
    for (int count = 2; count <= 4; ++count) words.add(numberWord(count));
    for (const auto phrases : {animalOn(), thingOn(), otherPhrases()}) {
        for (const auto phrase : phrases) words.add(phrase);
    }
    return words.sorted();
}

std::vector<RelatedWords> World::relatedWords() const {
    std::vector<RelatedWords> related;
    for (const CategoryPhrase& phrase : categoryPhrases()) {
        RelatedWords entry{.word = std::string(phrase.category), .known = {}};
        for (const Thing& thing : m_atlas->things()) {
            if (thing.isA(phrase.category)) entry.known.push_back(thing.name);
        }
        related.push_back(std::move(entry));
    }
    for (const auto& [word, known] : peoplesWords()) related.push_back({std::string(word), known});
    return related;
}

}  // namespace kaleido
