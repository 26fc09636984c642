#include "engine/text/vocabulary.h"

#include "engine/base/limits.h"
#include "engine/text/word_distance.h"
#include "engine/text/word_forms.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace kaleido {

namespace {

/// `count` words from `first` on, a space between: the form in which phrases are looked up.
std::string phraseOf(const std::vector<WordSpan>& words, std::size_t first, std::size_t count) {
    std::string phrase = words[first].word;
    for (std::size_t i = 1; i < count; ++i) phrase += " " + words[first + i].word;
    return phrase;
}

std::string withoutPossessive(std::string_view phrase) {
    return std::string(phrase.ends_with("'s") ? phrase.substr(0, phrase.size() - 2) : phrase);
}

double distanceTo(const std::string& word, const std::string& entry) {
    double least = wordDistance(word, entry);
    if (entry.find(' ') == std::string::npos) return least;
    for (const WordSpan& part : wordsIn(entry)) least = std::min(least, wordDistance(word, part.word));
    return least;
}

}  // namespace

bool Vocabulary::isKnown(std::string_view phrase) const {
    return m_forms.contains(std::string(phrase)) || m_forms.contains(withoutPossessive(phrase));
}

std::vector<UnknownWord> Vocabulary::unknownWords(std::string_view caption) const {
    const std::vector<WordSpan> words = wordsIn(caption);
    std::vector<UnknownWord> unknown;
    for (std::size_t at = 0; at < words.size();) {
        std::size_t together = 1;
        while (together < m_longest && at + together < words.size() && words[at + together].continues)
            ++together;
        while (together > 0 && !isKnown(phraseOf(words, at, together))) --together;
        if (together == 0) unknown.push_back({words[at].word, words[at].begin, words[at].end});
        at += std::max<std::size_t>(together, 1);
    }
    return unknown;
}

std::vector<std::string> Vocabulary::nearest(std::string_view word, int count) const {
    const std::vector<WordSpan> parts = wordsIn(word);
    if (parts.empty()) return {};
    const std::string phrase = withoutPossessive(phraseOf(parts, 0, parts.size()));
    const std::string wanted = phrase.substr(0, kMaxKnownWordBytes);  // no entry is longer

    const auto found = m_related.find(phrase);
    const std::vector<std::size_t> related =
        found == m_related.end() ? std::vector<std::size_t>{} : found->second;
    // Rank among the related, distance, frequency (the greater first); m_words is in alphabetical order.
    std::vector<std::tuple<std::ptrdiff_t, double, double, std::size_t>> ranking;
    for (std::size_t i = 0; i < m_words.size(); ++i)
        ranking.emplace_back(std::ranges::find(related, i) - related.begin(),
                             distanceTo(wanted, m_words[i].words), -m_words[i].frequency, i);
    const auto taken = std::min(static_cast<std::size_t>(std::max(count, 0)), ranking.size());
    std::ranges::partial_sort(ranking, ranking.begin() + static_cast<std::ptrdiff_t>(taken));

    std::vector<std::string> words;
    for (std::size_t i = 0; i < taken; ++i) words.push_back(m_words[std::get<3>(ranking[i])].words);
    return words;
}

}  // namespace kaleido
