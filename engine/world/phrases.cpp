#include "engine/world/phrases.h"

#include <array>

namespace kaleido {

namespace {

using Text = std::string_view;

struct SettingPhrases {
    Text phrase;
    Text sentence;
    Text alone;
    std::span<const Text> captions;
};

constexpr std::array<Text, 5> kMeadow = {"in a meadow", "on the grass", "in the meadow", "in a field",
                                         "outdoors"};
constexpr std::array<Text, 5> kBeach = {"on the beach", "at the beach", "by the sea", "on the sand",
                                        "outdoors"};
constexpr std::array<Text, 4> kSnow = {"in the snow", "in winter", "on a snowy day", "outdoors"};
constexpr std::array<Text, 4> kNight = {"at night", "in the dark", "under the stars", "at night"};
constexpr std::array<Text, 4> kRoom = {"in a room", "indoors", "at home", "in the room"};
constexpr std::array<Text, 5> kSea = {"at sea", "in the water", "by the sea", "on the sea", "outdoors"};
constexpr std::array<Text, 4> kDesert = {"in the desert", "in a desert", "on the sand", "outdoors"};
constexpr std::array<Text, 5> kStreet = {"on the street", "in the city", "in a street", "in town",
                                         "outdoors"};

const SettingPhrases& phrasesOf(Setting setting) {
    static constexpr std::array<SettingPhrases, 8> all = {
        {{"in a meadow", "it is a meadow.", "a meadow", kMeadow},
         {"on a beach", "it is a beach.", "a beach", kBeach},
         {"in the snow", "it is all snow.", "snow", kSnow},
         {"at night", "it is night.", "a night scene", kNight},
         {"in a room", "it is a room.", "a room", kRoom},
         {"at sea", "it is the sea.", "the sea", kSea},
         {"in a desert", "it is a desert.", "a desert", kDesert},
         {"on a street", "it is a street.", "a street", kStreet}}};
    return all[static_cast<std::size_t>(setting)];
}

constexpr std::array<CategoryPhrase, 14> kCategories = {{{"animal", "an animal", "animals"},
                                                         {"pet", "a pet", "pets"},
                                                         {"farm animal", "a farm animal", "farm animals"},
                                                         {"bird", "a bird", "birds"},
                                                         {"insect", "an insect", "insects"},
                                                         {"vehicle", "a vehicle", "vehicles"},
                                                         {"wheels", "something with wheels", ""},
                                                         {"aircraft", "something that flies", ""},
                                                         {"building", "a building", "buildings"},
                                                         {"plant", "a plant", "plants"},
                                                         {"flower", "a flower", "flowers"},
                                                         {"food", "something to eat", ""},
                                                         {"fruit", "some fruit", ""},
                                                         {"toy", "a toy", "toys"}}};

constexpr std::array<Text, 9> kAnimalOn = {"sat on",      "sat on",    "sat on", "sits on", "sitting on",
                                           "standing on", "stands on", "on",     "on"};
constexpr std::array<Text, 3> kThingOn = {"on", "on", "on top of"};

constexpr std::array<Text, 20> kOther = {
    "a",      "an",       "the",          "and",         "with",         "in front of", "something",
    "some",   "there is", "a picture of", "small",       "little",       "large",       "big",
    "facing", "left",     "right",        "on the left", "on the right", "it is"};

}  // namespace

std::string_view settingPhrase(Setting setting) {
    return phrasesOf(setting).phrase;
}

std::string_view settingSentence(Setting setting) {
    return phrasesOf(setting).sentence;
}

std::span<const std::string_view> settingCaptions(Setting setting) {
    return phrasesOf(setting).captions;
}

std::string_view settingAlone(Setting setting) {
    return phrasesOf(setting).alone;
}

std::span<const CategoryPhrase> categoryPhrases() {
    return kCategories;
}

std::span<const std::string_view> animalOn() {
    return kAnimalOn;
}

std::span<const std::string_view> thingOn() {
    return kThingOn;
}

std::string_view numberWord(int count) {
    constexpr std::array<Text, 5> words = {"no", "one", "two", "three", "four"};
    return words.at(static_cast<std::size_t>(count));
}

std::span<const std::string_view> otherPhrases() {
    return kOther;
}

}  // namespace kaleido
