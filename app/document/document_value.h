#pragma once

#include "engine/plan/plan.h"
#include "engine/store/picture_table.h"
#include "engine/store/plan_table.h"
#include "engine/store/store_values.h"

#include <variant>
#include <vector>

namespace kaleido {

/// What a plan says: one of its revisions.
struct PlanValue {
    PlanId id;
    RevisionId revision;
    Plan plan;
};

struct PlanMarksValue {
    PlanId id;
    PlanMarks marks;
};

struct PictureMarksValue {
    PictureId id;
    PictureMarks marks;
};

/// One thing of the document that undo and redo set.
using DocumentValue = std::variant<PlanValue, PlanMarksValue, PictureMarksValue>;

/// Whether both say the same of the same thing; revisions that say the same are the same.
inline bool sameValue(const DocumentValue& a, const DocumentValue& b) {
    if (a.index() != b.index()) return false;
    if (const auto* plan = std::get_if<PlanValue>(&a)) {
        const auto& other = std::get<PlanValue>(b);
        return plan->id == other.id && plan->plan == other.plan;
    }
    if (const auto* marks = std::get_if<PlanMarksValue>(&a)) {
        const auto& other = std::get<PlanMarksValue>(b);
        return marks->id == other.id && marks->marks == other.marks;
    }
    const auto& marks = std::get<PictureMarksValue>(a);
    const auto& other = std::get<PictureMarksValue>(b);
    return marks.id == other.id && marks.marks == other.marks;
}

}  // namespace kaleido
