#include "engine/eval/scene_words.h"

#include "engine/text/word_forms.h"
#include "engine/world/phrases.h"

#include <algorithm>
#include <array>

namespace kaleido {
namespace {

bool isArticle(std::string_view word) {
    constexpr std::array<std::string_view, 4> kArticles = {"a", "an", "the", "some"};
    return std::find(kArticles.begin(), kArticles.end(), word) != kArticles.end();
}

/// "a night scene" → "night scene"
std::string_view withoutArticle(std::string_view phrase) {
    const std::size_t space = phrase.find(' ');
    return space != std::string_view::npos && isArticle(phrase.substr(0, space)) ? phrase.substr(space + 1)
                                                                                 : phrase;
}

template <typename T>
void insertSorted(std::vector<T>& values, T value) {
    const auto at = std::lower_bound(values.begin(), values.end(), value);
    if (at == values.end() || *at != value) values.insert(at, value);
}

/// Adds to a phrase what another word says of the same noun.
void add(ThingPhrase& phrase, const ThingPhrase& said) {
    if (said.number != 0) phrase.number = said.number;
    if (said.color != kOwnColor) phrase.color = said.color;
    if (said.style >= 0) phrase.style = said.style;
    if (said.size) phrase.size = said.size;
}

}  // namespace

SceneReader::SceneReader(const Atlas& atlas) {
    learnThings(atlas);
    learnLooks(atlas);
    learnSettings();
}

SceneReader::Entry& SceneReader::entry(std::string_view phrase) {
    std::string key;
    std::size_t count = 0;
    for (const WordSpan& word : wordsIn(phrase)) {
        key += (count > 0 ? " " : "") + word.word;
        ++count;
    }
    m_longest = std::max(m_longest, count);
    return m_entries[key];
}

void SceneReader::learnThings(const Atlas& atlas) {
    for (std::size_t i = 0; i < atlas.things().size(); ++i) {
        const int index = static_cast<int>(i);
        const Thing& thing = atlas.thing(index);
        const auto learn = [&](std::string_view phrase) { insertSorted(entry(phrase).phrase.things, index); };
        for (const std::string& noun : thing.nouns) {
            learn(noun);
            for (const std::string& plural : pluralsOf(noun)) learn(plural);
            if (const auto irregular = thing.plural.find(noun); irregular != thing.plural.end())
                learn(irregular->second);
        }
        for (const CategoryPhrase& category : categoryPhrases()) {
            if (!thing.isA(category.category)) continue;
            learn(withoutArticle(category.one));
            if (!category.several.empty()) learn(category.several);
        }
        learn(thing.name);
        entry(thing.name).phrase.named = index;
    }
}

void SceneReader::learnLooks(const Atlas& atlas) {
    constexpr int kMostInWords = 4;
    for (int number = 1; number <= kMostInWords; ++number) entry(numberWord(number)).phrase.number = number;
    for (std::size_t i = 0; i < kColors.size(); ++i)
        entry(kColors[i].word).phrase.color = static_cast<int>(i);
    for (std::size_t i = 0; i < atlas.styles().size(); ++i)
        entry(atlas.styles()[i]).phrase.style = static_cast<int>(i);
    for (const std::string_view word : {"small", "little"}) entry(word).phrase.size = SizeWord::Small;
    for (const std::string_view word : {"large", "big"}) entry(word).phrase.size = SizeWord::Large;
}

void SceneReader::learnSettings() {
    for (const Setting setting : kSettings) {
        const auto learn = [&](std::string_view phrase) { insertSorted(entry(phrase).settings, setting); };
        learn(settingWord(setting));
        learn(settingPhrase(setting));
        learn(withoutArticle(settingAlone(setting)));
        for (const std::string_view phrase : settingCaptions(setting)) learn(phrase);
    }
}

std::pair<const SceneReader::Entry*, std::size_t> SceneReader::longestAt(const std::vector<WordSpan>& words,
                                                                         std::size_t at) const {
    std::pair<const Entry*, std::size_t> best{nullptr, 1};
    std::string phrase = words[at].word;
    for (std::size_t count = 1;; ++count) {
        if (const auto found = m_entries.find(phrase); found != m_entries.end())
            best = {&found->second, count};
        const std::size_t next = at + count;
        if (count == m_longest || next == words.size() || !words[next].continues) return best;
        phrase += " " + words[next].word;
    }
}

SceneWords SceneReader::read(std::string_view text) const {
    const std::vector<WordSpan> words = wordsIn(text);
    SceneWords found;
    ThingPhrase looks;  // of the noun to come
    for (std::size_t at = 0; at < words.size();) {
        if (!words[at].continues || isArticle(words[at].word)) looks = {};
        const auto [known, count] = longestAt(words, at);
        at += count;
        if (known == nullptr) continue;
        if (!known->phrase.things.empty()) {
            ThingPhrase phrase = known->phrase;
            add(phrase, looks);
            found.things.push_back(std::move(phrase));
            looks = {};
        } else if (!known->settings.empty()) {
            found.settings.push_back(known->settings);
            looks = {};
        } else {
            add(looks, known->phrase);
        }
    }
    return found;
}

}  // namespace kaleido
