#pragma once

#include <string_view>

namespace kaleido {

/// Insertions, deletions, substitutions and swaps of neighbours that turn one word into the other, in characters
/// (optimal string alignment distance).
int editDistance(std::string_view a, std::string_view b);

/// How far apart two words (lower case) are, in about −0.35 … 1, for ranking suggestions: the edit distance over
/// the longer length, less 0.05 for each of the first four characters that agree, less 0.15 if they sound alike.
/// Words sound alike if their consonants fall into the same of Soundex's six groups, one after the other, and
/// both or neither begin with a vowel ("kat" and "cat", "elefant" and "elephant").
double wordDistance(std::string_view a, std::string_view b);

}  // namespace kaleido
