#pragma once

#include "engine/plan/format.h"
#include "engine/plan/plan.h"

#include <cstddef>
#include <utility>
#include <vector>

namespace kaleido {

/// What is given of one item. A given item may have hidden words or a hidden shape.
struct GivenItem {
    bool words = false;
    bool box = false;
    bool blob = false;

    bool any() const { return words || box || blob; }
    bool operator==(const GivenItem&) const = default;
};

/// What of a plan is given, index by index with its sentences, items and cells. The planner derives it from
/// locks, the trainer draws it at random. Vectors may be shorter than the plan's; what lies behind is not
/// given.
struct Given {
    std::vector<bool> sentences;
    std::vector<GivenItem> items;
    std::vector<bool> tokens;  ///< cells of Plan::tokens
    std::vector<bool> colors;  ///< cells of Plan::colors

    bool sentence(std::size_t index) const { return index < sentences.size() && sentences[index]; }
    GivenItem item(std::size_t index) const { return index < items.size() ? items[index] : GivenItem{}; }
    bool token(std::size_t cell) const { return cell < tokens.size() && tokens[cell]; }
    bool color(std::size_t cell) const { return cell < colors.size() && colors[cell]; }
    /// Whether anything at all is given.
    bool any() const;
    bool operator==(const Given&) const = default;
};

/// What is locked or edited, as far as it is known: of an item the words unless they are empty, the box and
/// the blob that it has; of the grids the cells with a code.
Given givenFromLocks(const Plan& plan);

/// What is given while only `sampled` kinds are imagined anew: what is locked or edited, and all of the other kinds but
/// their stale cells, so that nothing of them is lost and the new parts agree with it. An item's words stay with a
/// shape that stays.
Given givenWhileSampling(const Plan& plan, Kinds sampled);

/// Plan and flags with the given sentences and items before the others, the order within each group kept.
std::pair<Plan, Given> givenFirst(Plan plan, Given given);

/// The plan with locked or edited items and sentences before the others, the order within each group kept.
Plan lockedFirst(Plan plan);

}  // namespace kaleido
