#pragma once

#include "engine/base/error.h"
#include "engine/io/picture_record.h"
#include "engine/store/store_values.h"

#include <string>
#include <vector>

namespace kaleido {

class StoreConnection;

/// A request to paint, with its settings frozen.
struct NewRun {
    /// What all its pictures share: the caption (its plan says no more), model, sampler, steps, guidance … `seed` is that
    /// of the first picture. Size and steps are at least 1. A comparison's cells differ; each picture's own record tells.
    PictureRecord settings = {};
    std::vector<RevisionId> plans = {};  ///< to be painted, in the order of the request
    int pictures = 1;                    ///< for each plan
    std::string comparison =
        {};  ///< rows and columns of a comparison, in the app's own form; empty for a plain set

    bool operator==(const NewRun&) const = default;
};

struct Run {
    RunId id;
    StoreTime madeAt;
    NewRun request;

    bool operator==(const Run&) const = default;
};

/// Which runs to list.
struct RunQuery {
    std::string caption = {};  ///< the caption holds this text, letter by letter; empty: any
    PlanId plan = {};          ///< a revision of this plan is painted; none: any
};

/// The runs of a project. Part of ProjectStore, and for its thread only. Nothing is ever changed or deleted; an added run
/// is on the disk when the call returns.
class RunTable {
public:
    explicit RunTable(StoreConnection& connection) : m_connection(connection) {}

    Result<Run> add(const NewRun& run);

    Result<Run> run(RunId run) const;
    /// Their names, the newest first.
    Result<std::vector<RunId>> ids(const RunQuery& query = {}) const;

private:
    StoreConnection& m_connection;
};

}  // namespace kaleido
