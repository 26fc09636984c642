#pragma once

#include "engine/plan/plan.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace kaleido {

// What an edit makes stale. Locked parts never are.

/// Whether a part in this state is masked from painting.
inline bool isStale(PartState state, bool locked) {
    return state == PartState::Stale && !locked;
}
/// The same of a sentence; one without a state is fresh.
bool isStaleSentence(const Plan& plan, std::size_t sentence);

/// Marks these sentences. Indices without a state are left out.
void makeSentencesStale(Plan& plan, const std::vector<std::size_t>& sentences);

/// Marks the known cells of both grids that `area` covers a part of.
void makeCellsStale(Plan& plan, const std::optional<Box>& area);

/// `after` came from `before` by an edit of the items at these indices, which both have: marks in `after` the
/// sentences that speak of them before the edit and the cells under their old and their new places.
void makeStaleAround(const Plan& before, Plan& after, const std::vector<std::size_t>& items);

/// `after` came from `before` by an edit of the text: marks the fresh items, and the cells under them, that the
/// text named and does not name any more, or that an edited sentence places elsewhere.
void makeStaleByText(const Plan& before, Plan& after);

}  // namespace kaleido
