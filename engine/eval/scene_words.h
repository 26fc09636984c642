#pragma once

#include "engine/world/atlas.h"
#include "engine/world/describe.h"
#include "engine/world/recolor.h"
#include "engine/world/setting.h"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kaleido {

struct WordSpan;

/// What a noun and the words before it say: "two flat blue cars".
struct ThingPhrase {
    std::vector<int> things;  ///< indices into Atlas::things() of all that the noun may mean, ascending
    int named = -1;         ///< the one of them whose name the noun is; −1 if it is a wider or another word
    int number = 0;         ///< "two"; 0 = not said
    int color = kOwnColor;  ///< index into kColors; kOwnColor = not said
    int style = -1;         ///< index into Atlas::styles(); −1 = not said
    std::optional<SizeWord> size;

    bool operator==(const ThingPhrase&) const = default;
};

/// What a text says of a scene, in the order of the text.
struct SceneWords {
    std::vector<ThingPhrase> things;
    /// For every phrase about the setting, all that it may mean: "by the sea" is a beach or the sea.
    std::vector<std::vector<Setting>> settings;

    bool operator==(const SceneWords&) const = default;
};

/// Finds the words of the emoji world in captions, descriptions and item words: nouns, plurals, categories
/// ("something with wheels"), numbers, colours, styles, sizes, settings. Words that it does not know are passed over, and
/// so are looks that no noun follows. Immutable; may be called from any thread.
class SceneReader {
public:
    /// Keeps nothing of the atlas but its words and indices.
    explicit SceneReader(const Atlas& atlas);

    SceneWords read(std::string_view text) const;

private:
    /// All that a word, or several that belong together, may mean.
    struct Entry {
        ThingPhrase phrase;  ///< a noun if it has things, else a word about the noun that follows
        std::vector<Setting> settings;
    };

    Entry& entry(std::string_view phrase);
    void learnThings(const Atlas& atlas);
    void learnLooks(const Atlas& atlas);
    void learnSettings();
    /// The longest entry that begins at word `at`, and how many words it takes; null and 1 if there is none.
    std::pair<const Entry*, std::size_t> longestAt(const std::vector<WordSpan>& words, std::size_t at) const;

    std::map<std::string, Entry> m_entries;
    std::size_t m_longest = 0;  ///< most words of an entry
};

}  // namespace kaleido
