#pragma once

#include "app/eval/study.h"

#include <vector>

namespace kaleido {

/// Words that captions ask for and sampled plans realise, by kind of word and altogether.
ResultTable captionWordsTable(const std::vector<PlanVerdict>& verdicts);

/// What became of locked parts.
struct LockOutcomes {
    int things = 0;    ///< plans in which one thing was locked
    int named = 0;     ///< the new description names it
    int placed = 0;    ///< and wherever it says where that is, it is there
    int colors = 0;    ///< plans of which the colours were locked
    int settings = 0;  ///< the new description tells the setting that the colours are of
};

ResultTable locksTable(const LockOutcomes& outcomes);

/// Whether sampled plans realise their captions, and whether what is resampled respects what is locked. Paints nothing.
class PlanStudy : public Study {
public:
    Result<void> paint(EvaluationWork& work) override;
    Result<void> measure(EvaluationWork& work, Findings& findings) override;
};

}  // namespace kaleido
