#pragma once

#include "engine/plan/format.h"
#include "engine/plan/plan.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace kaleido {

/// What became of one item. Items of two plans are paired by their words and their overlap, not by their ids.
struct ItemDifference {
    std::optional<std::size_t> before;  ///< index in the first plan; nothing: the item was added
    std::optional<std::size_t> after;   ///< index in the second plan; nothing: the item was dropped
    bool moved = false;                 ///< a shape differs by more than half a place bin
    bool wordsChanged = false;

    bool unchanged() const { return before && after && !moved && !wordsChanged; }
    bool operator==(const ItemDifference&) const = default;
};

/// What differs between two plans. Captions, states and locks are not compared.
struct PlanDifference {
    std::vector<ItemDifference>
        items;  ///< unchanged ones too: in the order of the second plan, then the dropped
    std::vector<std::size_t> droppedSentences;  ///< indices in the first plan
    std::vector<std::size_t> newSentences;      ///< indices in the second plan
    std::vector<std::size_t> tokens;            ///< cells whose codes differ
    std::vector<std::size_t> colors;

    bool empty() const;
    bool operator==(const PlanDifference&) const = default;
};

PlanDifference difference(const Plan& before, const Plan& after, const PlanFormat& format);

/// How far two plans are apart, 0 (alike) … 1: the weighted mean over the kinds that either has, of the words that
/// the texts do not share, the items' words and places (weight 2), the tokens that differ and the distance of the
/// mosaics' colours. Symmetric.
double planDistance(const Plan& a, const Plan& b, const PlanFormat& format);

/// An order of the plans in which each next one is the one farthest from its nearest among those before it; the
/// first one stays first.
std::vector<std::size_t> farthestFirst(const std::vector<Plan>& plans, const PlanFormat& format);

}  // namespace kaleido
