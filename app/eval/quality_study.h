#pragma once

#include "app/eval/study.h"

#include <vector>

namespace kaleido {

/// Pictures of the model as it paints by default, eight for each of so many held-out captions, the first ones first: caption
/// by caption, each picture from a plan of its own.
Result<std::vector<PictureRecord>> qualityRecords(EvaluationWork& work, int captions);

/// Of many captions: how far the model's pictures are from renders, beside what renders themselves reach.
class QualityStudy : public Study {
public:
    Result<void> paint(EvaluationWork& work) override;
    Result<void> measure(EvaluationWork& work, Findings& findings) override;
};

}  // namespace kaleido
