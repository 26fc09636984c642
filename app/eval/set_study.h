#pragma once

#include "app/eval/study.h"

#include <string>
#include <vector>

namespace kaleido {

/// A caption with all that evaluation shows of it.
struct FrozenCaption {
    std::string caption;
    std::vector<Picture> renders;  ///< held-out scenes that have this very caption
};

/// The captions that at least `setSize` of the scenes have, the first `most` of them in the order of the scenes, with as many
/// renders each.
std::vector<FrozenCaption> frozenCaptions(const std::vector<SceneDone>& scenes, int setSize, int most);

/// How varied and how good sets of pictures of one caption are as guidance grows: with plans, without, by a network that
/// never saw a plan, and with noise on the condition (CADS).
class SetStudy : public Study {
public:
    Result<void> paint(EvaluationWork& work) override;
    Result<void> measure(EvaluationWork& work, Findings& findings) override;
};

}  // namespace kaleido
