#include "engine/plan/mentions.h"

#include "engine/plan/plain_text.h"
#include "engine/plan/sentences.h"
#include "engine/plan/shapes.h"
#include "engine/plan/stale.h"

#include <algorithm>
#include <map>

namespace kaleido {
namespace {

constexpr double kPlaceSlack = 0.02;  ///< fraction of the picture

bool isAsciiWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool isWide(char c) {
    return static_cast<unsigned char>(c) >= 0x80;
}

/// Whether a word goes on from the edge `inside` of some words to its neighbour `outside`. Scripts without
/// spaces do not bind their letters together.
bool goesOn(char inside, char outside) {
    return (isAsciiWord(outside) && (isAsciiWord(inside) || isWide(inside))) ||
           (isWide(outside) && isAsciiWord(inside));
}

/// The byte behind `words` (tidy, lower case) if they stand at byte `at` of `text` (lower case), else `at`.
std::size_t matchEnd(std::string_view text, std::size_t at, std::string_view words) {
    std::size_t end = at;
    for (const char c : words) {
        if (c == ' ') {
            const std::size_t gap = end;
            while (end < text.size() && isSpace(text[end])) ++end;
            if (end == gap) return at;
        } else if (end < text.size() && text[end] == c) {
            ++end;
        } else {
            return at;
        }
    }
    const bool runsOn = (at > 0 && goesOn(words.front(), text[at - 1])) ||
                        (end < text.size() && goesOn(words.back(), text[end]));
    return runsOn ? at : end;
}

/// Occurrences of `words` that do not overlap anything in `taken`.
std::vector<ByteRange> occurrences(std::string_view text, std::string_view words,
                                   const std::vector<ByteRange>& taken) {
    std::vector<ByteRange> found;
    for (std::size_t at = 0; at < text.size();) {
        const ByteRange range{at, matchEnd(text, at, words)};
        const auto overlaps = [&](const ByteRange& other) { return other.overlaps(range); };
        // In this order: `taken` can be as long as the text.
        if (range.size() > 0 && std::none_of(taken.begin(), taken.end(), overlaps)) found.push_back(range);
        at = std::max(range.end, at + 1);
    }
    return found;
}

/// Items with the same words, longest words first.
struct LongestFirst {
    bool operator()(const std::string& a, const std::string& b) const {
        return a.size() != b.size() ? a.size() > b.size() : a < b;
    }
};

using Groups = std::map<std::string, std::vector<std::size_t>, LongestFirst>;

Groups groupsByWords(const Plan& plan) {
    Groups groups;
    for (std::size_t i = 0; i < plan.items.size(); ++i) {
        const std::string words = lowerAscii(tidyText(plan.items[i].words));
        if (!words.empty()) groups[words].push_back(i);
    }
    return groups;
}

/// For each of `items` items its first certain mention.
std::vector<std::optional<ByteRange>> firstOf(const std::vector<Mention>& mentions, std::size_t items) {
    std::vector<std::optional<ByteRange>> first(items);
    for (const Mention& mention : mentions) {
        if (mention.certain && !first[mention.item]) first[mention.item] = mention.range;
    }
    return first;
}

}  // namespace

std::vector<Mention> mentionsIn(const Plan& plan) {
    const std::string text = lowerAscii(plan.detail);
    std::vector<ByteRange> taken;
    std::vector<Mention> mentions;
    for (const auto& [words, items] : groupsByWords(plan)) {
        const std::vector<ByteRange> found = occurrences(text, words, taken);
        for (std::size_t k = 0; k < found.size(); ++k) {
            if (k < items.size() || items.size() == 1) {
                mentions.push_back({found[k], items[std::min(k, items.size() - 1)], true});
            } else {
                for (const std::size_t item : items) mentions.push_back({found[k], item, false});
            }
        }
        taken.insert(taken.end(), found.begin(), found.end());
    }
    std::stable_sort(mentions.begin(), mentions.end(),
                     [](const Mention& a, const Mention& b) { return a.range.begin < b.range.begin; });
    return mentions;
}

std::vector<std::optional<ByteRange>> firstMentions(const Plan& plan) {
    return firstOf(mentionsIn(plan), plan.items.size());
}

std::vector<std::string> saidBehindMentions(const Plan& plan) {
    const std::vector<ByteRange> sentences = splitSentences(plan.detail);
    const std::vector<Mention> mentions = mentionsIn(plan);
    std::vector<std::size_t> ends;  // where what is said of one thing ends
    for (const Mention& mention : mentions) ends.push_back(mention.range.begin);
    for (const PlaceMention& place : findPlaces(plan.detail)) ends.push_back(place.range.begin);
    const auto first = firstOf(mentions, plan.items.size());
    std::vector<std::string> said(plan.items.size());
    for (std::size_t i = 0; i < said.size(); ++i) {
        if (!first[i]) continue;
        const auto sentence = std::find_if(sentences.begin(), sentences.end(),
                                           [&](const ByteRange& range) { return range.contains(*first[i]); });
        if (sentence == sentences.end()) continue;
        if (isStaleSentence(plan, static_cast<std::size_t>(sentence - sentences.begin()))) continue;
        ByteRange behind{first[i]->end, sentence->end};
        for (const std::size_t end : ends) {
            if (end >= behind.begin) behind.end = std::min(behind.end, end);
        }
        behind.end = std::min(behind.end, plan.detail.find_first_of(",.;:!?", behind.begin));
        said[i] = tidyText(behind.in(plan.detail));
    }
    return said;
}

std::vector<std::size_t> sentencesMentioning(const Plan& plan, const std::vector<std::size_t>& items) {
    std::vector<bool> wanted(plan.items.size(), false);
    for (const std::size_t item : items) wanted.at(item) = true;
    const std::vector<ByteRange> sentences = splitSentences(plan.detail);
    const std::vector<Mention> mentions = mentionsIn(plan);
    std::vector<std::size_t> result;
    for (std::size_t i = 0; i < sentences.size(); ++i) {
        const bool speaks = std::any_of(mentions.begin(), mentions.end(), [&](const Mention& mention) {
            return wanted[mention.item] && mention.range.overlaps(sentences[i]);
        });
        if (speaks) result.push_back(i);
    }
    return result;
}

std::vector<PlaceClaim> placeClaims(const Plan& plan) {
    const std::vector<ByteRange> sentences = splitSentences(plan.detail);
    const std::vector<Mention> mentions = mentionsIn(plan);
    const std::vector<PlaceMention> places = findPlaces(plan.detail);
    std::vector<PlaceClaim> claims;
    for (std::size_t s = 0; s < sentences.size(); ++s) {
        std::vector<std::pair<Mention, bool>> here;  // with whether it has its phrase
        for (const Mention& mention : mentions) {
            if (mention.certain && sentences[s].contains(mention.range)) here.push_back({mention, false});
        }
        for (const PlaceMention& place : places) {
            if (!sentences[s].contains(place.range)) continue;
            const auto behind = std::find_if(here.begin(), here.end(), [&](const auto& entry) {
                return entry.first.range.begin >= place.range.end;
            });
            auto owner = behind;
            if (behind != here.begin() && !std::prev(behind)->second) owner = std::prev(behind);
            if (owner == here.end() || owner->second) continue;
            owner->second = true;
            claims.push_back({owner->first.item, s, place});
        }
    }
    return claims;
}

bool contradicts(const Item& item, PlaceWord claimed) {
    const auto centre = centreOf(item);
    return centre && !isAt(*centre, claimed, kPlaceSlack);
}

}  // namespace kaleido
