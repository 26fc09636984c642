#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace kaleido {

/// The character of UTF-8 text that begins at byte `at` < text.size(); moves `at` behind it. Nothing, and one
/// byte on, where the text is malformed: cut or stray bytes, overlong forms, surrogates, beyond U+10FFFF.
std::optional<char32_t> nextCharacter(std::string_view text, std::size_t& at);

}  // namespace kaleido
