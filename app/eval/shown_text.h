#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kaleido {

/// Text of unknown origin as it can be shown: UTF-8 whose broken bytes, control characters, noncharacters and
/// overrides of the writing direction are replaced by U+FFFD. Line breaks stay; tabs become spaces.
std::string shownText(std::string_view text);

/// The same on one line: line breaks become spaces.
std::string shownLine(std::string_view text);

/// How many columns of a terminal shown text takes: two for East Asian wide characters and emoji, none for combining
/// marks.
int displayWidth(std::string_view text);

/// Shown text in lines of at most `width` ≥ 2 columns, broken between words (inside one only where it is longer than a
/// line). Line breaks of the text stay. At least one line.
std::vector<std::string> wrapped(std::string_view text, int width);

}  // namespace kaleido
