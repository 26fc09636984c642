#pragma once

#include "engine/api/model_registry.h"
#include "engine/api/requests.h"
#include "engine/base/error.h"
#include "engine/runtime/bench_report.h"
#include "engine/runtime/job.h"

#include <vector>

namespace kaleido {

/// Planning; fills its part of `times`. Events of the clocked jobs do not leave this function.
Result<void> clockPlanning(const BenchRequest& request, ModelRegistry& models, const JobContext& context,
                           UseTimes& times);
/// Painting these eight plans, the same way.
Result<void> clockPainting(const BenchRequest& request, const std::vector<Plan>& plans, ModelRegistry& models,
                           const JobContext& context, UseTimes& times);

}  // namespace kaleido
