#include "engine/plan/stale.h"

#include "engine/plan/mentions.h"
#include "engine/plan/shapes.h"

namespace kaleido {
namespace {

constexpr double kTouch = 1e-9;  ///< common area below this is rounding, not covering

void makeCellsStale(CodeGrid& grid, const Box& area) {
    for (std::size_t i = 0; i < grid.codes.size() && i < grid.parts.size(); ++i) {
        const int column = static_cast<int>(i) % grid.columns, row = static_cast<int>(i) / grid.columns;
        const Box cell{static_cast<double>(column) / grid.columns, static_cast<double>(row) / grid.rows,
                       (column + 1.0) / grid.columns, (row + 1.0) / grid.rows};
        Part& part = grid.parts[i];
        const bool covered = areaOf(intersection(cell, area)) > kTouch;
        if (covered && !part.locked && grid.codes[i] != kUnknownCode) part.state = PartState::Stale;
    }
}

}  // namespace

bool isStaleSentence(const Plan& plan, std::size_t sentence) {
    return sentence < plan.sentences.size() &&
           isStale(plan.sentences[sentence].state, plan.sentences[sentence].locked);
}

void makeSentencesStale(Plan& plan, const std::vector<std::size_t>& sentences) {
    for (const std::size_t i : sentences) {
        if (i < plan.sentences.size() && !plan.sentences[i].locked) {
            plan.sentences[i].state = PartState::Stale;
        }
    }
}

void makeCellsStale(Plan& plan, const std::optional<Box>& area) {
    if (!area) return;
    makeCellsStale(plan.tokens, *area);
    makeCellsStale(plan.colors, *area);
}

void makeStaleAround(const Plan& before, Plan& after, const std::vector<std::size_t>& items) {
    makeSentencesStale(after, sentencesMentioning(before, items));
    for (const std::size_t item : items) {
        makeCellsStale(after, boundsOf(before.items[item]));
        makeCellsStale(after, boundsOf(after.items[item]));
    }
}

void makeStaleByText(const Plan& before, Plan& after) {
    const auto makeStale = [&](std::size_t index) {
        Item& item = after.items[index];
        if (item.locked || item.state != PartState::Fresh) return;
        item.state = PartState::Stale;
        makeCellsStale(after, boundsOf(item));
    };
    const auto named = firstMentions(before), stillNamed = firstMentions(after);
    for (std::size_t i = 0; i < after.items.size(); ++i) {
        if (named[i] && !stillNamed[i]) makeStale(i);
    }
    for (const PlaceClaim& claim : placeClaims(after)) {
        const bool edited = after.sentences[claim.sentence].state == PartState::Edited;
        if (edited && contradicts(after.items[claim.item], claim.place.place)) makeStale(claim.item);
    }
}

}  // namespace kaleido
