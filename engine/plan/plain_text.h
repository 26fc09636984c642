#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace kaleido {

/// Something in a text that must not be there, and the byte at which it starts.
struct TextProblem {
    std::size_t byte = 0;
    std::string message;  ///< "is not UTF-8", "holds the control character U+0007"

    bool operator==(const TextProblem&) const = default;
};

/// The first byte sequence that is not UTF-8 (overlong forms, surrogates and values above U+10FFFF included),
/// or the first control character (C0, DEL, C1) other than tab and line breaks; nothing if the text is clean.
std::optional<TextProblem> findTextProblem(std::string_view text);

/// The text without leading and trailing spaces, every run of spaces, tabs and line breaks as one space, as
/// the tokenizer reads it.
std::string tidyText(std::string_view text);

/// Space, tab or line break.
bool isSpace(char c);

/// The ASCII letters in lower case, everything else as it is.
std::string lowerAscii(std::string_view text);

}  // namespace kaleido
