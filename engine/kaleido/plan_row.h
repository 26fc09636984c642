#pragma once

#include "engine/kaleido/plan_tokenizer.h"
#include "engine/plan/format.h"
#include "engine/plan/given.h"
#include "engine/plan/plan.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace kaleido {

/// One plan as the text side sees it: what goes into the encoder and the decoder, what carries loss, and what of it the
/// painter may look at.
struct PlanRow {
    /// A shape the painter gets as an item key: where its `</item>` stands in `plan`, its unquantised geometry
    /// cx, cy, hx, hy (half sizes) in fractions of the picture, angle in radians (0 for boxes), 1 for a blob and 0 for a box, and
    /// what it stands for: the item's words and what the text goes on to say of it. At least one token.
    struct Shape {
        int position = 0;
        std::array<float, 6> geometry{};
        std::vector<std::int64_t> tokens;

        bool operator==(const Shape&) const = default;
    };

    std::vector<std::int64_t> encoder;  ///< `caption </s>`, perhaps with given parts behind
    std::vector<std::int64_t> plan;     ///< z₁ … z_N
    std::vector<std::uint8_t> loss;     ///< for each z: 1 if predicting it carries loss
    std::vector<std::uint8_t> visible;  ///< for each z: 1 if its state is part of the painter's condition
    std::vector<Shape> shapes;
    bool planVisible = true;  ///< false: the painter sees no plan (kinds "none", unconditional half)

    /// Takes over the tokens of a plan with what their roles say of loss and visibility.
    void readPlan(const TokenSequence& sequence);
    bool operator==(const PlanRow&) const = default;
};

/// The painter's condition of a plan (plan format, "The painter's condition"): caption alone in the encoder, the asked-for
/// kinds in plan order behind it, stale sentences left out, stale cells and shapes `<mask>` and invisible.
PlanRow conditionRow(const PlanTokenizer& tokenizer, const std::string& caption, const Plan& plan,
                     Kinds kinds);

/// What the planner learns locks from (plan format, "Given parts"): the given parts behind the caption in the encoder and
/// first in their segments of the target, where they carry no loss. Not for painting.
PlanRow givenRow(const PlanTokenizer& tokenizer, const std::string& caption, const Plan& plan, Kinds kinds,
                 const Given& given);

/// The condition without a plan: of the unconditional half (empty or negative caption) and of kinds "none".
PlanRow captionRow(const PlanTokenizer& tokenizer, const std::string& caption);

}  // namespace kaleido
