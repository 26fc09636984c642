#pragma once

#include "app/compare/comparison.h"
#include "engine/base/picture.h"

#include <string>

namespace kaleido::test {

/// A comparison of `plans` plans of a cat by guidance and kinds.
inline Comparison catComparison(int plans = 2) {
    Comparison comparison;
    comparison.common.plan.caption = "a cat";
    comparison.common.seed = 7;
    comparison.common.sampler = "dpmpp_2m";
    comparison.common.steps = 10;
    comparison.common.guidance = 4;
    comparison.common.width = comparison.common.height = 8;
    comparison.common.modelId = "tiny";
    comparison.common.modelHash = std::string(64, 'a');
    comparison.common.codeVersion = "Kaleido Studio 1";
    comparison.common.device = "cpu";
    comparison.common.precision = "float32";
    comparison.setSize = 2;
    comparison.rows = *parseAxis(AxisKind::Kinds, "none,all");
    comparison.columns = *parseAxis(AxisKind::Guidance, "1,4,8");
    for (int i = 0; i < plans; ++i) {
        Plan plan;
        plan.caption = "a cat";
        plan.detail = "Cat number " + std::to_string(i) + ".";
        plan.provenance = {.modelHash = std::string(64, 'a'), .planSeed = 3, .planIndex = i};
        comparison.plans.push_back(plan);
    }
    return comparison;
}

/// 8 × 8 pixels of one brightness.
inline Picture plainPicture(std::uint8_t brightness) {
    return {8, 8, std::vector<std::uint8_t>(8 * 8 * 3, brightness)};
}

}  // namespace kaleido::test
