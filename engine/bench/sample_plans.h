#pragma once

#include "engine/base/error.h"
#include "engine/kaleido/model.h"
#include "engine/plan/plan.h"

#include <filesystem>
#include <vector>

namespace kaleido {

/// What networks are clocked on: the whole plans of the first `count` held-out scenes of the emoji world, the same on every
/// machine, with the model's own visual tokens. `resources`: the folder that holds sprites/.
Result<std::vector<Plan>> samplePlans(const KaleidoModel& model, const std::filesystem::path& resources,
                                      int count);

}  // namespace kaleido
