#pragma once

#include "engine/plan/byte_range.h"
#include "engine/plan/place.h"
#include "engine/plan/plan.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kaleido {

// Where the detailed description speaks of the items. Nothing of this is stored: the k-th item with some words
// takes the k-th occurrence of its words. Case and the width of spaces do not matter, only whole words count, and
// what belongs to longer words ("black cat") is not taken for shorter ones ("cat").

/// One occurrence of an item's words.
struct Mention {
    ByteRange range;       ///< bytes of Plan::detail
    std::size_t item = 0;  ///< index into Plan::items
    /// false: there are more occurrences than items with these words, and this one may mean any of them.
    bool certain = true;

    bool operator==(const Mention&) const = default;
};

/// All mentions in the order of the text. A surplus occurrence of words that several items share is listed once
/// for each of them.
std::vector<Mention> mentionsIn(const Plan& plan);

/// The k-th ↔ k-th rule alone: for each item the occurrence it takes, or nothing.
std::vector<std::optional<ByteRange>> firstMentions(const Plan& plan);

/// What the description goes on to say of each item ("facing left"): the text behind its first certain mention, up to the next
/// mention, place phrase, comma or end of the sentence. Nothing of items that are not mentioned, or in a stale sentence.
std::vector<std::string> saidBehindMentions(const Plan& plan);

/// The sentences that speak of any of these items, for certain or perhaps, in order.
std::vector<std::size_t> sentencesMentioning(const Plan& plan, const std::vector<std::size_t>& items);

/// The text's word on where an item is.
struct PlaceClaim {
    std::size_t item = 0;
    std::size_t sentence = 0;
    PlaceMention place;

    bool operator==(const PlaceClaim&) const = default;
};

/// A place phrase belongs to the certain mention before it in its sentence; if that has one already, or there is
/// none, to the next mention behind it.
std::vector<PlaceClaim> placeClaims(const Plan& plan);

/// Whether the item's own place contradicts what the claim says (by more than 2 % of the picture, so that
/// quantisation alone is no contradiction). An item without a shape contradicts nothing.
bool contradicts(const Item& item, PlaceWord claimed);

}  // namespace kaleido
