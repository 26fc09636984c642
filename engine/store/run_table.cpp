#include "engine/store/run_table.h"

#include "engine/store/connection.h"
#include "engine/store/statement.h"

#include <cstddef>

namespace kaleido {

Result<Run> RunTable::add(const NewRun& run) {
    const std::string settings = recordsToJson({run.settings});
    // What could not be read back would stay for ever.
    if (const auto read = recordsFromJson(settings, ""); !read) return read.error();
    return m_connection.write([&]() -> Result<Run> {
        Run stored{.id = {}, .madeAt = m_connection.now(), .request = run};
        StoreStatement insert(
            m_connection,
            "INSERT INTO runs (caption, settings, pictures, comparison, made_at) VALUES (?, ?, ?, ?, ?)");
        insert.bindText(run.settings.plan.caption).bindText(settings).bind(run.pictures);
        insert.bindText(run.comparison).bind(stored.madeAt);
        stored.id = RunId{insert.added()};
        StoreStatement place(m_connection, "INSERT INTO run_plans (run, place, revision) VALUES (?, ?, ?)");
        for (std::size_t i = 0; i < run.plans.size(); ++i, place.reset())
            place.bind(stored.id).bind(static_cast<std::int64_t>(i)).bind(run.plans[i]).run();
        return stored;
    });
}

Result<Run> RunTable::run(RunId run) const {
    return m_connection.read([&]() -> Result<Run> {
        StoreStatement query(m_connection,
                             "SELECT settings, pictures, comparison, made_at FROM runs WHERE id = ?");
        if (!query.bind(run).next()) return m_connection.missing("run", run.value);
        auto settings = recordsFromJson(query.text(), m_connection.path().string());
        if (!settings) return settings.error();
        if (settings->size() != 1) throw DamagedValue{"column settings"};
        Run stored;
        stored.id = run;
        stored.request.settings = std::move(settings->front());
        stored.request.pictures = query.count();
        stored.request.comparison = query.text();
        stored.madeAt = query.time();
        StoreStatement plans(m_connection, "SELECT revision FROM run_plans WHERE run = ? ORDER BY place");
        plans.bind(run);
        while (plans.next()) stored.request.plans.push_back(plans.id<RevisionId>());
        return stored;
    });
}

Result<std::vector<RunId>> RunTable::ids(const RunQuery& wanted) const {
    return m_connection.read([&]() -> Result<std::vector<RunId>> {
        std::string sql = "SELECT id FROM runs WHERE instr(caption, ?) ";
        if (wanted.plan) {
            sql +=
                "AND id IN (SELECT run FROM run_plans JOIN revisions ON revisions.id = run_plans.revision "
                "WHERE plan = ?) ";
        }
        StoreStatement query(m_connection, sql + "ORDER BY id DESC");
        query.bindText(wanted.caption);
        if (wanted.plan) query.bind(wanted.plan);
        std::vector<RunId> runs;
        while (query.next()) runs.push_back(query.id<RunId>());
        return runs;
    });
}

}  // namespace kaleido
