#pragma once

#include "engine/base/error.h"
#include "engine/plan/plan.h"
#include "engine/store/store_values.h"

#include <cstdint>
#include <string>
#include <vector>

namespace kaleido {

class StoreConnection;

/// A plan's place in the tray: state of the document, subject to undo.
struct PlanMarks {
    bool pinned = false;
    bool discarded = false;

    bool operator==(const PlanMarks&) const = default;
};

/// A plan of the project, without what it says. All but `current` and `marks` stays as it was when it was added.
struct StoredPlan {
    PlanId id;
    Origin origin = Origin::Sampled;
    std::string caption;     ///< of its first revision
    std::uint64_t seed = 0;  ///< Provenance::planSeed of its first revision
    int index = 0;           ///< Provenance::planIndex of its first revision
    StoreTime madeAt;
    RevisionId current;  ///< where undo and redo have led
    PlanMarks marks;

    bool operator==(const StoredPlan&) const = default;
};

/// One step in the life of a plan, without what it says; see PlanTable::plan(). Never changed, never deleted.
struct Revision {
    RevisionId id;
    PlanId plan;
    RevisionId parent;  ///< what was edited, perhaps a revision of another plan; none for a new plan
    std::string edit;   ///< what lies between parent and this: "Move box"; empty without a parent
    StoreTime madeAt;

    bool operator==(const Revision&) const = default;
};

/// The plans of a project and all their revisions. Part of ProjectStore, and for its thread only. Every change is on the
/// disk when its call returns, or has not happened. A plan that validate() finds an error in may be kept; coordinates
/// must be finite and texts UTF-8 (std::invalid_argument).
class PlanTable {
public:
    explicit PlanTable(StoreConnection& connection) : m_connection(connection) {}

    /// A new plan and its first revision. `parent` and `edit` tell what it was made of, as "More like this" does.
    Result<StoredPlan> add(const Plan& plan, Origin origin, RevisionId parent = {},
                           const std::string& edit = {});
    /// A new revision of the plan that `parent` belongs to; it becomes the plan's current one.
    Result<Revision> addRevision(const Plan& plan, RevisionId parent, const std::string& edit);
    /// Undo and redo: goes to a revision that the plan has.
    Result<void> setCurrent(PlanId plan, RevisionId revision);
    Result<void> setMarks(PlanId plan, PlanMarks marks);

    /// All plans, discarded ones too, in the order they were added.
    Result<std::vector<StoredPlan>> all() const;
    Result<StoredPlan> stored(PlanId plan) const;
    /// What a revision says, bit for bit.
    Result<Plan> plan(RevisionId revision) const;
    Result<Revision> revision(RevisionId revision) const;
    /// All revisions of a plan, the oldest first.
    Result<std::vector<Revision>> revisionsOf(PlanId plan) const;
    /// The revision, its parent, the parent of that …, across plans.
    Result<std::vector<Revision>> lineage(RevisionId revision) const;

private:
    StoreConnection& m_connection;
};

}  // namespace kaleido
