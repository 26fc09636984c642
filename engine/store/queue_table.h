#pragma once

#include "engine/base/error.h"
#include "engine/store/store_values.h"

#include <cstddef>
#include <string>
#include <vector>

namespace kaleido {

class StoreConnection;

/// A job leaves the queue when it is done or given up. One that ran when the program ended waits again when the project
/// is opened next.
enum class QueueState { Waiting, Running, Failed };

enum class QueueEnd { Front, Back };

/// A job to be queued, with its settings frozen.
struct NewQueueEntry {
    std::string kind = {};     ///< "plan", "generate" …, as the app names its jobs
    std::string request = {};  ///< in the app's own form
    RunId run = {};            ///< the run that its pictures will belong to, if it is known

    bool operator==(const NewQueueEntry&) const = default;
};

struct QueueEntry {
    QueueEntryId id;
    NewQueueEntry job;
    QueueState state = QueueState::Waiting;
    std::string fault;  ///< why it failed
    StoreTime addedAt;

    bool operator==(const QueueEntry&) const = default;
};

/// The jobs of a project that are not done. Part of ProjectStore, and for its thread only. Every change is on the disk when
/// its call returns, or has not happened. Replacing the queue is clearWaiting() and add() in ProjectStore::inOne().
class QueueTable {
public:
    explicit QueueTable(StoreConnection& connection) : m_connection(connection) {}

    Result<QueueEntry> add(const NewQueueEntry& job, QueueEnd end = QueueEnd::Back);
    /// Moves an entry so that it is the `index`-th of entries(); behind the last if there are not so many.
    Result<void> move(QueueEntryId entry, std::size_t index);
    Result<void> setState(QueueEntryId entry, QueueState state, const std::string& fault = {});
    Result<void> remove(QueueEntryId entry);
    Result<void> clearWaiting();
    /// What ran waits again. ProjectStore::open() does this: whoever ran it is gone.
    Result<void> waitAgain();

    /// The next one first, whatever their state.
    Result<std::vector<QueueEntry>> entries() const;

private:
    StoreConnection& m_connection;
};

}  // namespace kaleido
