#pragma once

#include "app/eval/study.h"

#include <vector>

namespace kaleido {

/// A plan with what was found of its items in one picture.
struct JudgedPlan {
    Plan plan;
    std::vector<ItemVerdict> items;
};

/// Held-out scenes, judged in what was painted from their plans and in their renders.
struct LayoutFindings {
    std::vector<JudgedPlan> painted, renders;
    std::vector<JudgedPlan> paintedPairs, renderedPairs;  ///< of pairs that training never showed
};

/// Right thing in its box, overlap, style and colour words, each beside the same of the renders: over all items, by the size
/// of their boxes, by how many things there are, and of pairs that training never showed.
ResultTable layoutTable(const LayoutFindings& findings);

/// How far pictures obey the plans of held-out scenes.
class LayoutStudy : public Study {
public:
    Result<void> paint(EvaluationWork& work) override;
    Result<void> measure(EvaluationWork& work, Findings& findings) override;
};

}  // namespace kaleido
