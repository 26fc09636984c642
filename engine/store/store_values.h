#pragma once

#include "engine/base/strong_id.h"

#include <chrono>
#include <functional>
#include <string>

namespace kaleido {

// Names of what a project holds. Numbers count up from 1 within one project and are never given twice; 0 is "none".
using PlanId = StrongId<struct StoredPlanTag>;  ///< a plan through all its edits
using RevisionId =
    StrongId<struct RevisionTag>;       ///< a plan as it was after one edit; GenerateRequest::revision
using RunId = StrongId<struct RunTag>;  ///< one request to paint
using PictureId = StrongId<struct StoredPictureTag>;  ///< one finished picture
using QueueEntryId = StrongId<struct QueueEntryTag>;  ///< one job that waits

/// UTC.
using StoreTime = std::chrono::sys_time<std::chrono::milliseconds>;

struct StoreOptions {
    std::string program = {};             ///< told in new projects: "Kaleido Studio 0.1.0"
    std::function<StoreTime()> now = {};  ///< when things are made; empty: the system's clock
};

}  // namespace kaleido
