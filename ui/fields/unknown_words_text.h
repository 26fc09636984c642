#pragma once

#include <QString>

#include <vector>

namespace kaleido {

struct WordOffer;

/// "“dragon” is not known; nearest: butterfly, turtle": one line on all of the words; empty if there are none.
QString unknownWordsText(const std::vector<WordOffer>& words);

}  // namespace kaleido
