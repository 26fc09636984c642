#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kaleido {

/// One word of a text, as it is compared: normalised (see normaliseCaption()), with a plain apostrophe.
struct WordSpan {
    std::string word;
    std::size_t begin = 0;  ///< bytes of the text it was found in
    std::size_t end = 0;
    bool continues =
        false;  ///< only spaces and hyphens stand between it and the word before: "palm-tree" is two
};

/// The words of a text (UTF-8, normalised or not): runs of letters, digits and marks, apostrophes inside
/// included ("cat's"), and runs of symbols, so that an emoji counts as a word. Punctuation belongs to none.
std::vector<WordSpan> wordsIn(std::string_view text);

/// The plural forms of an English noun in the singular, lower case, by rule and a list of irregular ones; several
/// where the rule leaves a choice ("roofs", "rooves"). A word of fewer than three letters has none: "a" is no
/// noun, and "as" another word.
std::vector<std::string> pluralsOf(std::string_view noun);

}  // namespace kaleido
