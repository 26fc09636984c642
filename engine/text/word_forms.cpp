#include "engine/text/word_forms.h"

#include "engine/base/utf8.h"
#include "engine/text/caption.h"

#include <unicode/uchar.h>

#include <array>
#include <optional>
#include <utility>

namespace kaleido {

namespace {

enum class Class { Letter, Symbol, Gap, Apostrophe, Break };

Class classOf(std::optional<char32_t> character) {
    if (!character) return Class::Break;
    if (*character == U'\'' || *character == U'\u2019') return Class::Apostrophe;
    const auto code = static_cast<UChar32>(*character);
    if (u_isUWhiteSpace(code)) return Class::Gap;
    const std::uint32_t type = U_GET_GC_MASK(code);
    if (type & U_GC_PD_MASK) return Class::Gap;
    if (type & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK | U_GC_CF_MASK)) return Class::Letter;
    if (type & (U_GC_P_MASK | U_GC_CC_MASK)) return Class::Break;
    return Class::Symbol;
}

/// A piece of text with one class, from `begin` to `end`.
struct Run {
    Class kind;
    std::size_t begin;
    std::size_t end;
};

std::vector<Run> runsOf(std::string_view text) {
    std::vector<Run> runs;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const std::optional<char32_t> character = nextCharacter(text, at);
        Class kind = classOf(character);
        // Marks and joiners stay with the symbol before them: they hold an emoji together.
        const bool joins =
            character && (U_GET_GC_MASK(static_cast<UChar32>(*character)) & (U_GC_M_MASK | U_GC_CF_MASK));
        if (joins && !runs.empty() && runs.back().kind == Class::Symbol) kind = Class::Symbol;
        if (!runs.empty() && runs.back().kind == kind)
            runs.back().end = at;
        else
            runs.push_back({kind, begin, at});
    }
    return runs;
}

std::string comparable(std::string_view text) {
    const Result<std::string> normal = normaliseCaption(text);
    std::string word =
        normal ? *normal : std::string(text);  // too long to be a word; known to nobody as it is
    constexpr std::string_view kCurly = "\u2019";
    for (std::size_t at = 0; (at = word.find(kCurly, at)) != std::string::npos;)
        word.replace(at, kCurly.size(), "'");
    return word;
}

bool isWordOf(const Run& run) {
    return run.kind == Class::Letter || run.kind == Class::Symbol;
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 11> kIrregular{{
    {"child", "children"},
    {"deer", "deer"},
    {"fish", "fish"},
    {"foot", "feet"},
    {"goose", "geese"},
    {"man", "men"},
    {"mouse", "mice"},
    {"ox", "oxen"},
    {"person", "people"},
    {"sheep", "sheep"},
    {"tooth", "teeth"},
}};

bool endsInOneOf(std::string_view word, std::initializer_list<std::string_view> endings) {
    for (const std::string_view ending : endings)
        if (word.ends_with(ending)) return true;
    return false;
}

bool isVowel(char letter) {
    return std::string_view("aeiou").find(letter) != std::string_view::npos;
}

std::string regularPlural(std::string_view noun) {
    const std::string stem(noun.substr(0, noun.size() - 1));
    if (noun.back() == 'y' && !isVowel(noun[noun.size() - 2])) return stem + "ies";
    if (endsInOneOf(noun, {"s", "x", "z", "ch", "sh"})) return std::string(noun) + "es";
    return std::string(noun) + "s";
}

}  // namespace

std::vector<WordSpan> wordsIn(std::string_view text) {
    const std::vector<Run> runs = runsOf(text);
    std::vector<WordSpan> words;
    bool continues = false;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        if (!isWordOf(runs[i])) {
            continues = continues && runs[i].kind != Class::Break;
            continue;
        }
        const std::size_t begin = runs[i].begin;
        const auto apostropheInside = [&] {
            return i + 2 < runs.size() && runs[i].kind == Class::Letter &&
                   runs[i + 1].kind == Class::Apostrophe && runs[i + 2].kind == Class::Letter;
        };
        while (apostropheInside()) i += 2;
        std::string word = comparable(text.substr(begin, runs[i].end - begin));
        if (word.empty()) continue;  // nothing but invisible characters
        words.push_back({std::move(word), begin, runs[i].end, continues});
        continues = true;
    }
    return words;
}

std::vector<std::string> pluralsOf(std::string_view noun) {
    std::vector<std::string> plurals;
    for (const auto& [singular, plural] : kIrregular)
        if (noun.ends_with(singular))
            plurals.push_back(std::string(noun.substr(0, noun.size() - singular.size())) +
                              std::string(plural));
    const auto last = noun.empty() ? ' ' : noun.back();
    const bool isNoun =
        noun.size() >= 3 && (static_cast<unsigned char>(last) >= 0x80 || (last >= 'a' && last <= 'z'));
    if (!isNoun) return plurals;

    plurals.push_back(regularPlural(noun));
    if (last == 'o') plurals.push_back(std::string(noun) + "es");
    if (last == 'f') plurals.push_back(std::string(noun.substr(0, noun.size() - 1)) + "ves");
    if (noun.ends_with("fe")) plurals.push_back(std::string(noun.substr(0, noun.size() - 2)) + "ves");
    return plurals;
}

}  // namespace kaleido
