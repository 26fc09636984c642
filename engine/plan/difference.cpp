#include "engine/plan/difference.h"

#include "engine/plan/item_pairs.h"
#include "engine/plan/plain_text.h"
#include "engine/plan/sentences.h"
#include "engine/plan/shapes.h"

#include <algorithm>
#include <cmath>

namespace kaleido {
namespace {

bool differ(double a, double b, double tolerance) {
    return std::abs(a - b) > tolerance;
}

bool differ(const Box& a, const Box& b, double tolerance) {
    return differ(a.x0, b.x0, tolerance) || differ(a.y0, b.y0, tolerance) || differ(a.x1, b.x1, tolerance) ||
           differ(a.y1, b.y1, tolerance);
}

/// The angle of a blob that is all but round means nothing.
bool differ(const Blob& a, const Blob& b, double tolerance) {
    const Blob x = canonicalBlob(a), y = canonicalBlob(b);
    const double turn = std::abs(x.angle - y.angle) / 180;
    const bool round = x.rx - x.ry <= tolerance && y.rx - y.ry <= tolerance;
    return differ(x.centre.x, y.centre.x, tolerance) || differ(x.centre.y, y.centre.y, tolerance) ||
           differ(x.rx, y.rx, tolerance) || differ(x.ry, y.ry, tolerance) ||
           (!round && std::min(turn, 1 - turn) > tolerance);
}

template <typename Shape>
bool differ(const std::optional<Shape>& a, const std::optional<Shape>& b, double tolerance) {
    return a.has_value() != b.has_value() || (a && differ(*a, *b, tolerance));
}

ItemDifference compareItems(const Plan& before, const Plan& after, std::size_t i, std::size_t j,
                            double tolerance) {
    const Item& a = before.items[i];
    const Item& b = after.items[j];
    return {i, j, differ(a.box, b.box, tolerance) || differ(a.blob, b.blob, tolerance),
            tidyText(a.words) != tidyText(b.words)};
}

/// Indices of the sentences of `detail` that `other` has not, counting repeats.
std::vector<std::size_t> sentencesOnlyIn(std::string_view detail, std::string_view other) {
    std::vector<std::string> rest = sentencesOf(other);
    const std::vector<std::string> sentences = sentencesOf(detail);
    std::vector<std::size_t> only;
    for (std::size_t i = 0; i < sentences.size(); ++i) {
        const auto same = std::find_if(rest.begin(), rest.end(), [&](const std::string& text) {
            return closedSentence(text) == closedSentence(sentences[i]);
        });
        if (same == rest.end()) {
            only.push_back(i);
        } else {
            rest.erase(same);
        }
    }
    return only;
}

std::vector<std::size_t> cellsThatDiffer(const CodeGrid& a, const CodeGrid& b) {
    std::vector<std::size_t> cells;
    for (std::size_t i = 0; i < std::max(a.codes.size(), b.codes.size()); ++i) {
        const int before = i < a.codes.size() ? a.codes[i] : kUnknownCode;
        const int after = i < b.codes.size() ? b.codes[i] : kUnknownCode;
        if (before != after) cells.push_back(i);
    }
    return cells;
}

}  // namespace

bool PlanDifference::empty() const {
    return std::all_of(items.begin(), items.end(), [](const ItemDifference& d) { return d.unchanged(); }) &&
           droppedSentences.empty() && newSentences.empty() && tokens.empty() && colors.empty();
}

PlanDifference difference(const Plan& before, const Plan& after, const PlanFormat& format) {
    const double tolerance = 0.5 / format.bins + 1e-9;
    PlanDifference result;
    const auto pairs = pairItems(before.items, after.items);
    for (std::size_t j = 0; j < after.items.size(); ++j) {
        const auto at = std::find(pairs.begin(), pairs.end(), std::optional(j));
        if (at == pairs.end()) {
            result.items.push_back({.before = std::nullopt, .after = j});
        } else {
            const auto i = static_cast<std::size_t>(at - pairs.begin());
            result.items.push_back(compareItems(before, after, i, j, tolerance));
        }
    }
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        if (!pairs[i]) result.items.push_back({.before = i, .after = std::nullopt});
    }
    result.droppedSentences = sentencesOnlyIn(before.detail, after.detail);
    result.newSentences = sentencesOnlyIn(after.detail, before.detail);
    result.tokens = cellsThatDiffer(before.tokens, after.tokens);
    result.colors = cellsThatDiffer(before.colors, after.colors);
    return result;
}

}  // namespace kaleido
