#pragma once

#include "app/eval/study.h"

#include <string>
#include <vector>

namespace kaleido {

/// The kernel distance of what one sampler painted in so many steps.
struct SamplerOutcome {
    std::string sampler;  ///< "dpmpp_2m"
    int steps = 0;
    SetDistance distance;
};

/// One row a sampler, one column a number of steps; and the same as a chart.
ResultTable samplerTable(const std::vector<SamplerOutcome>& outcomes);
ResultChart samplerChart(const std::vector<SamplerOutcome>& outcomes);

/// How good the same plans come out by every sampler as the steps grow.
class SamplerStudy : public Study {
public:
    Result<void> paint(EvaluationWork& work) override;
    Result<void> measure(EvaluationWork& work, Findings& findings) override;
};

}  // namespace kaleido
