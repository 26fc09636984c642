#pragma once

#include "engine/api/model_registry.h"
#include "engine/api/requests.h"
#include "engine/base/error.h"
#include "engine/runtime/job.h"

#include <vector>

namespace kaleido {

/// What users wait for. Clocked on the jobs that serve them, events included; the model is loaded already.
struct UseTimes {
    double plans = 0;         ///< seconds for eight plans of one caption
    int plannedTokens = 0;    ///< of the longest of these plans
    double grid = 0;          ///< seconds for sixteen pictures at 20 guided steps, two of each of eight plans
    double firstPreview = 0;  ///< seconds from the start of that painting to its first preview
};

/// Planning; fills its part of `times`. Events of the clocked jobs do not leave this function.
Result<void> clockPlanning(const BenchRequest& request, ModelRegistry& models, const JobContext& context,
                           UseTimes& times);
/// Painting these eight plans, the same way.
Result<void> clockPainting(const BenchRequest& request, const std::vector<Plan>& plans, ModelRegistry& models,
                           const JobContext& context, UseTimes& times);

}  // namespace kaleido
