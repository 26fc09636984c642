#include "engine/text/word_distance.h"

#include "engine/base/utf8.h"

#include <algorithm>
#include <string>
#include <vector>

namespace kaleido {

namespace {

std::u32string charactersOf(std::string_view word) {
    std::u32string characters;
    for (std::size_t at = 0; at < word.size();)
        if (const auto character = nextCharacter(word, at)) characters += *character;
    return characters;
}

int editDistance(const std::u32string& a, const std::u32string& b) {
    // Three rows of the table: two before the current one are needed for swaps.
    std::vector<int> beforeLast(b.size() + 1);
    std::vector<int> last(b.size() + 1);
    std::vector<int> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = static_cast<int>(j);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        beforeLast.swap(last);
        last.swap(row);
        row[0] = static_cast<int>(i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], beforeLast[j - 2] + 1);
        }
    }
    return row[b.size()];
}

/// '0' for vowels and what is silent, '1' … '6' for the consonants' groups, the character itself beyond ASCII.
char32_t soundOf(char32_t character) {
    constexpr std::string_view kGroups = "01230120022455012623010202";  // a … z
    if (character >= U'a' && character <= U'z') return static_cast<unsigned char>(kGroups[character - U'a']);
    return character;
}

std::u32string soundKey(const std::u32string& word) {
    std::u32string key;
    char32_t before = 0;
    for (std::size_t i = 0; i < word.size(); ++i) {
        const char32_t sound = soundOf(word[i]);
        const bool silent = sound == U'0' && i > 0;
        if (!silent && sound != before) key += sound;
        before = sound;
    }
    return key;
}

}  // namespace

int editDistance(std::string_view a, std::string_view b) {
    return editDistance(charactersOf(a), charactersOf(b));
}

double wordDistance(std::string_view a, std::string_view b) {
    const std::u32string first = charactersOf(a);
    const std::u32string second = charactersOf(b);
    const std::size_t longer = std::max({first.size(), second.size(), std::size_t{1}});
    const auto [end, ignored] = std::ranges::mismatch(first, second);
    const auto prefix = std::min<std::ptrdiff_t>(end - first.begin(), 4);
    const bool alike = soundKey(first) == soundKey(second);
    return static_cast<double>(editDistance(first, second)) / static_cast<double>(longer) -
           0.05 * static_cast<double>(prefix) - (alike ? 0.15 : 0.0);
}

}  // namespace kaleido
