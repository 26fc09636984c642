#pragma once

#include "engine/base/random.h"
#include "engine/plan/format.h"
#include "engine/plan/plan.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace kaleido::test {

/// What the random plans of property tests are drawn from.
struct RandomPlanOptions {
    PlanFormat format = {};
    bool mayStickOut = false;  ///< shapes may lie partly outside the picture
    bool complete = false;     ///< every part is there and known: words, both shapes, both grids, the detail
};

/// Words with everything that a string form could trip over: escapes, several bytes a letter, repeats.
inline std::string randomWords(Random& random) {
    static constexpr std::array<std::string_view, 16> kWords = {
        "cat",  "black cat", "flat",    "3d",  "tulip", "R&D",    "a<b",     "&amp;",
        "café", "猫",        "\"mat\"", "x>y", "<end>", "Straße", "o'clock", "🐱"};
    std::string words;
    for (int i = 1 + random.below(3); i > 0; --i) {
        if (!words.empty()) words += ' ';
        words += kWords[static_cast<std::size_t>(random.below(kWords.size()))];
    }
    return words;
}

inline Part randomPart(Random& random) {
    return {static_cast<PartState>(random.below(3)), random.chance(0.25)};
}

inline Box randomBox(Random& random, const RandomPlanOptions& options) {
    const double width = random.uniform(1.0 / 64, 1), height = random.uniform(1.0 / 64, 1);
    const double slack = options.mayStickOut ? 0.9 : 0;
    const double x = random.uniform(-slack * width, 1 - width + slack * width);
    const double y = random.uniform(-slack * height, 1 - height + slack * height);
    // Sums may round past the edge; a box that is to be inside is inside.
    const double limit = options.mayStickOut ? 2 : 1;
    return {x, y, std::min(x + width, limit), std::min(y + height, limit)};
}

/// Radii up to the picture's height, any angle, rx not always the longer one.
inline Blob randomBlob(Random& random) {
    return {{random.uniform(), random.uniform()},
            random.uniform(1.0 / 128, 1),
            random.uniform(1.0 / 128, 1),
            random.uniform(-720, 720)};
}

inline CodeGrid randomGrid(Random& random, int columns, int rows, int codes, bool complete) {
    CodeGrid grid;
    if (!complete && random.chance(0.3)) return grid;
    grid.columns = columns;
    grid.rows = rows;
    for (int i = 0; i < columns * rows; ++i) {
        const bool unknown = !complete && random.chance(0.2);
        grid.codes.push_back(unknown ? kUnknownCode : random.below(codes));
        grid.parts.push_back(randomPart(random));
    }
    return grid;
}

inline Item randomItem(Random& random, std::uint64_t id, const RandomPlanOptions& options) {
    Item item;
    item.id = ItemId{id};
    if (options.complete || random.chance(0.9)) item.words = randomWords(random);
    if (options.complete || random.chance(0.8)) item.box = randomBox(random, options);
    if (options.complete || random.chance(0.8)) item.blob = randomBlob(random);
    item.origin = static_cast<Origin>(random.below(3));
    const Part part = randomPart(random);
    item.state = part.state;
    item.locked = part.locked;
    return item;
}

/// A plan that validate() finds no error in: zero to maxItems items, with parts missing, in all states, and
/// with coordinates that no bin holds exactly.
inline Plan randomPlan(Random& random, const RandomPlanOptions& options = {}) {
    const PlanFormat& format = options.format;
    Plan plan;
    if (random.chance(0.9)) plan.caption = randomWords(random);
    const int sentences = options.complete ? 1 + random.below(3) : random.below(4);
    for (int i = 0; i < sentences; ++i) {
        if (i > 0) plan.detail += ' ';
        plan.detail += randomWords(random) + " " + randomWords(random) + (random.chance(0.8) ? "." : "!?");
        plan.sentences.push_back(randomPart(random));
    }
    const int items =
        options.complete ? 1 + random.below(format.maxItems) : random.below(format.maxItems + 1);
    for (int i = 0; i < items; ++i) {
        // Identifiers need not be in order.
        plan.items.push_back(randomItem(random, static_cast<std::uint64_t>(100 - 7 * i), options));
    }
    plan.tokens =
        randomGrid(random, format.tokenColumns, format.tokenRows, format.tokenCodes, options.complete);
    plan.colors =
        randomGrid(random, format.colorColumns, format.colorRows, format.colorCodes(), options.complete);
    plan.provenance = {random.chance(0.5) ? "0a1b2c" : "", random.bits(), random.below(16)};
    return plan;
}

}  // namespace kaleido::test
