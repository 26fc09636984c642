#include "engine/store/queue_table.h"

#include "engine/store/connection.h"
#include "engine/store/statement.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace kaleido {
namespace {

constexpr std::array<std::string_view, 3> kStateNames = {"waiting", "running", "failed"};

QueueEntry readEntry(StoreStatement& row) {
    return {.id = row.id<QueueEntryId>(),
            .job = {.kind = row.text(), .request = row.text(), .run = row.id<RunId>()},
            .state = row.oneOf<QueueState>(kStateNames),
            .fault = row.text(),
            .addedAt = row.time()};
}

}  // namespace

Result<QueueEntry> QueueTable::add(const NewQueueEntry& job, QueueEnd end) {
    return m_connection.write([&]() -> Result<QueueEntry> {
        QueueEntry entry{.id = {}, .job = job, .state = {}, .fault = {}, .addedAt = m_connection.now()};
        const std::string place = end == QueueEnd::Back ? "SELECT coalesce(max(place), 0) + 1 FROM queue"
                                                        : "SELECT coalesce(min(place), 0) - 1 FROM queue";
        StoreStatement insert(m_connection,
                              "INSERT INTO queue (place, kind, request, run, state, fault, added_at) "
                              "VALUES ((" +
                                  place + "), ?, ?, ?, 'waiting', '', ?)");
        insert.bindText(job.kind).bindText(job.request).bind(job.run).bind(entry.addedAt);
        entry.id = QueueEntryId{insert.added()};
        return entry;
    });
}

Result<void> QueueTable::move(QueueEntryId entry, std::size_t index) {
    return m_connection.write([&]() -> Result<void> {
        std::vector<QueueEntryId> order;
        StoreStatement query(m_connection, "SELECT id FROM queue ORDER BY place, id");
        while (query.next()) order.push_back(query.id<QueueEntryId>());
        if (std::erase(order, entry) == 0) return m_connection.missing("queued job", entry.value);
        order.insert(order.begin() + static_cast<std::ptrdiff_t>(std::min(index, order.size())), entry);

        StoreStatement update(m_connection, "UPDATE queue SET place = ? WHERE id = ?");
        for (std::size_t place = 0; place < order.size(); ++place, update.reset())
            update.bind(static_cast<std::int64_t>(place)).bind(order[place]).run();
        return {};
    });
}

Result<void> QueueTable::setState(QueueEntryId entry, QueueState state, const std::string& fault) {
    return m_connection.write([&]() -> Result<void> {
        StoreStatement update(m_connection, "UPDATE queue SET state = ?, fault = ? WHERE id = ?");
        update.bindText(kStateNames.at(static_cast<std::size_t>(state))).bindText(fault).bind(entry);
        if (update.run() == 0) return m_connection.missing("queued job", entry.value);
        return {};
    });
}

Result<void> QueueTable::remove(QueueEntryId entry) {
    return m_connection.write([&]() -> Result<void> {
        StoreStatement remove(m_connection, "DELETE FROM queue WHERE id = ?");
        if (remove.bind(entry).run() == 0) return m_connection.missing("queued job", entry.value);
        return {};
    });
}

Result<void> QueueTable::clearWaiting() {
    return m_connection.write([&]() -> Result<void> {
        StoreStatement(m_connection, "DELETE FROM queue WHERE state = 'waiting'").run();
        return {};
    });
}

Result<void> QueueTable::waitAgain() {
    return m_connection.write([&]() -> Result<void> {
        StoreStatement(m_connection, "UPDATE queue SET state = 'waiting' WHERE state = 'running'").run();
        return {};
    });
}

Result<std::vector<QueueEntry>> QueueTable::entries() const {
    return m_connection.read([&]() -> Result<std::vector<QueueEntry>> {
        std::vector<QueueEntry> entries;
        StoreStatement query(
            m_connection,
            "SELECT id, kind, request, run, state, fault, added_at FROM queue ORDER BY place, id");
        while (query.next()) entries.push_back(readEntry(query));
        return entries;
    });
}

}  // namespace kaleido
