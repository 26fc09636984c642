#include "engine/store/plan_table.h"

#include "engine/io/plan_json.h"
#include "engine/store/connection.h"
#include "engine/store/statement.h"

#include <array>
#include <string_view>

namespace kaleido {
namespace {

constexpr std::array<std::string_view, 3> kOriginNames = {"sampled", "drawn", "imported"};

constexpr std::string_view kSelectPlans =
    "SELECT id, origin, caption, seed, plan_index, made_at, current, pinned, discarded "
    "FROM plans JOIN plan_states ON plan_states.plan = plans.id ";
constexpr std::string_view kSelectRevisions = "SELECT id, plan, parent, edit, made_at FROM revisions ";

StoredPlan readPlan(StoreStatement& row) {
    return {.id = row.id<PlanId>(),
            .origin = row.oneOf<Origin>(kOriginNames),
            .caption = row.text(),
            .seed = row.seed(),
            .index = row.count(),
            .madeAt = row.time(),
            .current = row.id<RevisionId>(),
            .marks = {.pinned = row.flag(), .discarded = row.flag()}};
}

Revision readRevision(StoreStatement& row) {
    return {.id = row.id<RevisionId>(),
            .plan = row.id<PlanId>(),
            .parent = row.id<RevisionId>(),
            .edit = row.text(),
            .madeAt = row.time()};
}

std::vector<Revision> readRevisions(StoreStatement& query) {
    std::vector<Revision> revisions;
    while (query.next()) revisions.push_back(readRevision(query));
    return revisions;
}

/// The plan as it is kept. What could not be read back is refused, since it would stay for ever.
Result<std::string> jsonOf(const Plan& plan) {
    std::string json = planToJson(plan);
    if (const Result<Plan> read = planFromJson(json, ""); !read) return read.error();
    return json;
}

Revision insertRevision(StoreConnection& connection, PlanId plan, RevisionId parent, const std::string& edit,
                        const std::string& json) {
    Revision revision{.id = {}, .plan = plan, .parent = parent, .edit = edit, .madeAt = connection.now()};
    StoreStatement insert(connection,
                          "INSERT INTO revisions (plan, parent, edit, json, made_at) VALUES (?, ?, ?, ?, ?)");
    insert.bind(plan).bind(parent).bindText(edit).bindText(json).bind(revision.madeAt);
    revision.id = RevisionId{insert.added()};
    return revision;
}

}  // namespace

Result<StoredPlan> PlanTable::add(const Plan& plan, Origin origin, RevisionId parent,
                                  const std::string& edit) {
    const Result<std::string> json = jsonOf(plan);
    if (!json) return json.error();
    return m_connection.write([&]() -> Result<StoredPlan> {
        if (parent != RevisionId{}) {
            if (const Result<Revision> before = revision(parent); !before) return before.error();
        }
        StoredPlan stored{.id = {},
                          .origin = origin,
                          .caption = plan.caption,
                          .seed = plan.provenance.planSeed,
                          .index = plan.provenance.planIndex,
                          .madeAt = m_connection.now(),
                          .current = {},
                          .marks = {}};
        StoreStatement insert(
            m_connection,
            "INSERT INTO plans (origin, caption, seed, plan_index, made_at) VALUES (?, ?, ?, ?, ?)");
        insert.bindText(kOriginNames.at(static_cast<std::size_t>(origin))).bindText(stored.caption);
        insert.bindSeed(stored.seed).bind(stored.index).bind(stored.madeAt);
        stored.id = PlanId{insert.added()};
        stored.current = insertRevision(m_connection, stored.id, parent, edit, *json).id;
        StoreStatement(m_connection, "INSERT INTO plan_states (plan, current) VALUES (?, ?)")
            .bind(stored.id)
            .bind(stored.current)
            .run();
        return stored;
    });
}

Result<Revision> PlanTable::addRevision(const Plan& plan, RevisionId parent, const std::string& edit) {
    const Result<std::string> json = jsonOf(plan);
    if (!json) return json.error();
    return m_connection.write([&]() -> Result<Revision> {
        const Result<Revision> before = revision(parent);
        if (!before) return before.error();
        Revision added = insertRevision(m_connection, before->plan, parent, edit, *json);
        if (Result<void> current = setCurrent(added.plan, added.id); !current) return current.error();
        return added;
    });
}

Result<void> PlanTable::setCurrent(PlanId plan, RevisionId revision) {
    return m_connection.write([&]() -> Result<void> {
        StoreStatement update(m_connection, "UPDATE plan_states SET current = ? WHERE plan = ?");
        if (update.bind(revision).bind(plan).run() == 0) return m_connection.missing("plan", plan.value);
        return {};
    });
}

Result<void> PlanTable::setMarks(PlanId plan, PlanMarks marks) {
    return m_connection.write([&]() -> Result<void> {
        StoreStatement update(m_connection,
                              "UPDATE plan_states SET pinned = ?, discarded = ? WHERE plan = ?");
        update.bind(marks.pinned).bind(marks.discarded).bind(plan);
        if (update.run() == 0) return m_connection.missing("plan", plan.value);
        return {};
    });
}

Result<std::vector<StoredPlan>> PlanTable::all() const {
    return m_connection.read([&]() -> Result<std::vector<StoredPlan>> {
        std::vector<StoredPlan> plans;
        StoreStatement query(m_connection, std::string(kSelectPlans) + "ORDER BY id");
        while (query.next()) plans.push_back(readPlan(query));
        return plans;
    });
}

Result<StoredPlan> PlanTable::stored(PlanId plan) const {
    return m_connection.read([&]() -> Result<StoredPlan> {
        StoreStatement query(m_connection, std::string(kSelectPlans) + "WHERE id = ?");
        if (!query.bind(plan).next()) return m_connection.missing("plan", plan.value);
        return readPlan(query);
    });
}

Result<Plan> PlanTable::plan(RevisionId revision) const {
    return m_connection.read([&]() -> Result<Plan> {
        StoreStatement query(m_connection, "SELECT json FROM revisions WHERE id = ?");
        if (!query.bind(revision).next()) return m_connection.missing("revision", revision.value);
        return planFromJson(query.text(), m_connection.path().string());
    });
}

Result<Revision> PlanTable::revision(RevisionId revision) const {
    return m_connection.read([&]() -> Result<Revision> {
        StoreStatement query(m_connection, std::string(kSelectRevisions) + "WHERE id = ?");
        if (!query.bind(revision).next()) return m_connection.missing("revision", revision.value);
        return readRevision(query);
    });
}

Result<std::vector<Revision>> PlanTable::revisionsOf(PlanId plan) const {
    return m_connection.read([&]() -> Result<std::vector<Revision>> {
        StoreStatement query(m_connection, std::string(kSelectRevisions) + "WHERE plan = ? ORDER BY id");
        query.bind(plan);
        return readRevisions(query);
    });
}

Result<std::vector<Revision>> PlanTable::lineage(RevisionId revision) const {
    return m_connection.read([&]() -> Result<std::vector<Revision>> {
        // A parent is older than its child, so that the numbers give the order; UNION ends a circle in a hostile file.
        StoreStatement query(
            m_connection,
            "WITH RECURSIVE line (ancestor) AS (VALUES (?) UNION SELECT parent FROM revisions "
            "JOIN line ON id = ancestor WHERE parent IS NOT NULL) " +
                std::string(kSelectRevisions) + "JOIN line ON id = ancestor ORDER BY id DESC");
        query.bind(revision);
        std::vector<Revision> line = readRevisions(query);
        if (line.empty()) return m_connection.missing("revision", revision.value);
        return line;
    });
}

}  // namespace kaleido
