#pragma once

#include "engine/store/store_values.h"

#include <vector>

namespace kaleido {

/// What has just become different in a document.
struct Change {
    enum class What {
        Everything,     ///< another project is open, or this one can be written now
        PlanAdded,      ///< `plan`
        PlanEdited,     ///< `plan` says something else: an edit, undo or redo
        PlanPreviewed,  ///< `plan` is shown otherwise while a gesture lasts; nothing is stored yet
        PlanMarked,     ///< `plan` was pinned, discarded or brought back
        CurrentPlan,    ///< `plan` is the one on the canvas now; none if there is none
        RunAdded,       ///< `run`
        PictureAdded,   ///< `pictures`, one of `run`
        PicturesMarked  ///< `pictures` were starred, binned or brought back
    };

    What what = What::Everything;
    PlanId plan{};
    RunId run{};
    std::vector<PictureId> pictures{};

    bool operator==(const Change&) const = default;
};

}  // namespace kaleido
