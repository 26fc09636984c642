#include "engine/plan/difference.h"
#include "engine/plan/item_pairs.h"
#include "engine/plan/kinds.h"
#include "engine/plan/mosaic.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kaleido {
namespace {

/// Mean distance over the items of both plans, an item without a partner counting 1.
double itemsDistance(const std::vector<Item>& a, const std::vector<Item>& b) {
    const auto pairs = pairItems(a, b);
    double sum = 0;
    std::size_t paired = 0;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        if (!pairs[i]) continue;
        sum += itemDistance(a[i], b[*pairs[i]]);
        ++paired;
    }
    const std::size_t things = a.size() + b.size() - paired;
    return things == 0 ? 0 : (sum + static_cast<double>(things - paired)) / static_cast<double>(things);
}

/// Mean of `distance` over the cells, 1 where only one plan knows the cell.
template <typename Distance>
double cellsDistance(const CodeGrid& a, const CodeGrid& b, Distance distance) {
    double sum = 0;
    int cells = 0;
    for (std::size_t i = 0; i < std::max(a.codes.size(), b.codes.size()); ++i) {
        const int x = i < a.codes.size() ? a.codes[i] : kUnknownCode;
        const int y = i < b.codes.size() ? b.codes[i] : kUnknownCode;
        if (x == kUnknownCode && y == kUnknownCode) continue;
        sum += x == kUnknownCode || y == kUnknownCode ? 1 : distance(x, y);
        ++cells;
    }
    return cells == 0 ? 0 : sum / cells;
}

}  // namespace

double planDistance(const Plan& a, const Plan& b, const PlanFormat& format) {
    const Kinds kindsA = kindsOf(a), kindsB = kindsOf(b);
    double sum = 0, weights = 0;
    const auto add = [&](double weight, double distance) {
        sum += weight * distance;
        weights += weight;
    };
    if (kindsA.text || kindsB.text) add(1, textDistance(a.detail, b.detail));
    if (!a.items.empty() || !b.items.empty()) add(2, itemsDistance(a.items, b.items));
    if (kindsA.tokens || kindsB.tokens) {
        add(1, cellsDistance(a.tokens, b.tokens, [](int x, int y) { return x == y ? 0.0 : 1.0; }));
    }
    if (kindsA.colors || kindsB.colors) {
        const int levels = format.colorLevels;
        const double black = 128.0 / levels, longest = std::sqrt(3.0) * (256 - 2 * black);
        add(1, cellsDistance(a.colors, b.colors, [&](int x, int y) {
                const Rgb p = colorOf(x, levels), q = colorOf(y, levels);
                return longest > 0 ? std::hypot(p.r - q.r, p.g - q.g, p.b - q.b) / longest : 0.0;
            }));
    }
    return weights > 0 ? sum / weights : 0;
}

std::vector<std::size_t> farthestFirst(const std::vector<Plan>& plans, const PlanFormat& format) {
    std::vector<std::size_t> order;
    std::vector<double> nearest(plans.size(), std::numeric_limits<double>::infinity());
    std::size_t next = 0;
    while (order.size() < plans.size()) {
        order.push_back(next);
        nearest[next] = -1;  // taken
        for (std::size_t i = 0; i < plans.size(); ++i) {
            if (nearest[i] >= 0)
                nearest[i] = std::min(nearest[i], planDistance(plans[next], plans[i], format));
        }
        next = static_cast<std::size_t>(std::max_element(nearest.begin(), nearest.end()) - nearest.begin());
    }
    return order;
}

}  // namespace kaleido
