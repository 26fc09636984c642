#pragma once

#include "engine/plan/byte_range.h"

#include <string>
#include <string_view>
#include <vector>

namespace kaleido {

/// The sentences of a detailed description, in order, without the spaces around them. A sentence ends after a
/// run of . ! ? (and closing quotes or brackets) that a space or the end of the text follows, or after
/// 。！？. What remains at the end is a sentence too.
std::vector<ByteRange> splitSentences(std::string_view detail);

/// The same sentences as tidy texts (see tidyText).
std::vector<std::string> sentencesOf(std::string_view detail);

/// The sentence with a full stop if it lacks an end mark, so that another one can follow it.
std::string closedSentence(const std::string& sentence);

/// The sentences as one text: one space between two, every one but the last closed. Empty ones are left out.
/// splitSentences() finds the same ones again, provided that each is one sentence.
std::string joinSentences(const std::vector<std::string>& sentences);

}  // namespace kaleido
