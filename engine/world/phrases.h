#pragma once

#include "engine/world/setting.h"

#include <span>
#include <string_view>

namespace kaleido {

// The fixed phrases of captions and descriptions, in one place, so that World::words() knows them all.

/// Setting in a detailed description: "in a meadow".
std::string_view settingPhrase(Setting setting);
/// The same as a sentence: "it is a meadow."
std::string_view settingSentence(Setting setting);
/// Looser ways a caption may put it: "on the grass", "outdoors"…
std::span<const std::string_view> settingCaptions(Setting setting);
/// A caption about nothing but the setting: "a beach".
std::string_view settingAlone(Setting setting);

/// How a caption may name one thing of a category ("animal": "an animal") and several ("animals").
struct CategoryPhrase {
    std::string_view category;
    std::string_view one;
    std::string_view several;  ///< follows a number word; empty if the category has no such form
};
std::span<const CategoryPhrase> categoryPhrases();

/// Between an animal and what it is on: "sat on", "on", …; between another thing and it: "on", …
std::span<const std::string_view> animalOn();
std::span<const std::string_view> thingOn();

/// "two", "three", "four"
std::string_view numberWord(int count);

/// Every phrase above and in the templates of captions and descriptions, for the vocabulary.
std::span<const std::string_view> otherPhrases();

}  // namespace kaleido
