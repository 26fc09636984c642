#include "engine/plan/item_pairs.h"

#include "engine/plan/assignment.h"
#include "engine/plan/plain_text.h"
#include "engine/plan/shapes.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>

namespace kaleido {
namespace {

constexpr double kFar = 0.5;  ///< middles this far apart (fractions of the picture) count as nowhere near

std::set<std::string> wordSet(std::string_view text) {
    const auto isWord = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    };
    std::set<std::string> words;
    std::string word;
    for (const char c : lowerAscii(text) + ' ') {
        if (isWord(c)) {
            word += c;
        } else if (!word.empty()) {
            words.insert(std::move(word));
            word.clear();
        }
    }
    return words;
}

double placeDistance(const Item& a, const Item& b) {
    const auto boxA = a.box ? a.box : boundsOf(a), boxB = b.box ? b.box : boundsOf(b);
    if (!boxA && !boxB) return 0;
    if (!boxA || !boxB) return 0.5;
    const Vec2 p = centreOf(*boxA), q = centreOf(*boxB);
    const double apart = std::min(1.0, std::hypot(p.x - q.x, p.y - q.y) / kFar);
    return 0.5 * (1 - iou(*boxA, *boxB)) + 0.5 * apart;
}

}  // namespace

double textDistance(std::string_view a, std::string_view b) {
    const std::set<std::string> setA = wordSet(a), setB = wordSet(b);
    if (setA.empty() && setB.empty()) return 0;
    const auto common = static_cast<double>(std::count_if(
        setA.begin(), setA.end(), [&](const std::string& word) { return setB.count(word) > 0; }));
    return 1 - common / (static_cast<double>(setA.size() + setB.size()) - common);
}

double itemDistance(const Item& a, const Item& b) {
    return 0.5 * textDistance(a.words, b.words) + 0.5 * placeDistance(a, b);
}

std::vector<std::optional<std::size_t>> pairItems(const std::vector<Item>& before,
                                                  const std::vector<Item>& after) {
    std::vector<std::vector<double>> costs;
    for (const Item& a : before) {
        std::vector<double> row;
        row.reserve(after.size());
        for (const Item& b : after) row.push_back(itemDistance(a, b));
        costs.push_back(std::move(row));
    }
    return cheapestPairs(costs, after.size(), kUnpairedDistance);
}

}  // namespace kaleido
