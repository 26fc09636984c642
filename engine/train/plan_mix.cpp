#include "engine/train/plan_mix.h"

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

namespace kaleido {
namespace {

constexpr double kItemGiven = 0.5;
constexpr double kWordsHidden = 0.15;
constexpr double kShapeHidden = 0.15;
constexpr double kSentenceGiven = 0.25;
constexpr double kGridRectangle = 0.3;
constexpr double kGridAll = 0.2;

/// Calls `visit` with the index of every cell of a random rectangle of at least one cell.
void visitRectangle(const CodeGrid& grid, Random& random, const std::function<void(std::size_t)>& visit) {
    const auto span = [&random](int count) {
        const int a = random.below(count);
        const int b = random.below(count);
        return std::pair(std::min(a, b), std::max(a, b));
    };
    const auto [left, right] = span(grid.columns);
    const auto [top, bottom] = span(grid.rows);
    for (int y = top; y <= bottom; ++y) {
        for (int x = left; x <= right; ++x) visit(static_cast<std::size_t>(y * grid.columns + x));
    }
}

std::vector<bool> drawCells(const CodeGrid& grid, Random& random) {
    std::vector<bool> cells(grid.codes.size());
    if (grid.empty()) return cells;
    const double draw = random.uniform();
    if (draw < kGridAll) {
        cells.assign(cells.size(), true);
    } else if (draw < kGridAll + kGridRectangle) {
        visitRectangle(grid, random, [&](std::size_t cell) { cells[cell] = true; });
    }
    return cells;
}

void makeStale(CodeGrid& grid, Random& random) {
    grid.parts.resize(grid.codes.size());
    visitRectangle(grid, random, [&](std::size_t cell) { grid.parts[cell].state = PartState::Stale; });
}

}  // namespace

Kinds drawKinds(const PlanMixOptions& options, Random& random) {
    const double draw = random.uniform();
    if (draw < options.noKinds) return Kinds::none();
    if (draw < options.noKinds + options.allKinds) return Kinds::all();
    const int subset = 1 + random.below(31);
    return {(subset & 1) != 0, (subset & 2) != 0, (subset & 4) != 0, (subset & 8) != 0, (subset & 16) != 0};
}

Given drawGiven(const Plan& plan, Random& random) {
    Given given;
    for (std::size_t i = 0; i < plan.sentences.size(); ++i)
        given.sentences.push_back(random.chance(kSentenceGiven));
    for (const Item& item : plan.items) {
        GivenItem part;
        if (random.chance(kItemGiven)) {
            const double draw = random.uniform();
            const bool words = draw >= kWordsHidden;
            const bool shape = draw < 1.0 - kShapeHidden;
            part = {words, shape && item.box, shape && item.blob};
        }
        given.items.push_back(part);
    }
    given.tokens = drawCells(plan.tokens, random);
    given.colors = drawCells(plan.colors, random);
    return given;
}

Plan rehearseEdit(Plan plan, Random& random) {
    std::vector<std::function<void()>> edits;
    if (!plan.sentences.empty()) {
        edits.emplace_back([&] {
            plan.sentences[static_cast<std::size_t>(random.below(static_cast<int>(plan.sentences.size())))]
                .state = PartState::Stale;
        });
    }
    if (!plan.items.empty()) {
        edits.emplace_back([&] {
            plan.items[static_cast<std::size_t>(random.below(static_cast<int>(plan.items.size())))].state =
                PartState::Stale;
        });
    }
    if (!plan.tokens.empty()) edits.emplace_back([&] { makeStale(plan.tokens, random); });
    if (!plan.colors.empty()) edits.emplace_back([&] { makeStale(plan.colors, random); });
    if (!edits.empty()) edits[static_cast<std::size_t>(random.below(static_cast<int>(edits.size())))]();
    return plan;
}

}  // namespace kaleido
