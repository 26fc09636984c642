#include "engine/store/project_store.h"

#include "engine/store/connection.h"
#include "engine/store/project_files.h"
#include "engine/store/statement.h"

#include <system_error>
#include <utility>

namespace kaleido {

namespace fs = std::filesystem;
using Mode = StoreConnection::Mode;

struct ProjectStore::Parts {
    Parts(StoreConnection opened, StoreOptions asked, std::optional<HolderLock> ours,
          std::optional<ProjectHolder> theirs = {})
        : connection(std::move(opened)),
          options(std::move(asked)),
          lock(std::move(ours)),
          holder(std::move(theirs)) {}

    StoreConnection connection;
    StoreOptions options;
    std::optional<HolderLock> lock;       ///< there for a writer
    std::optional<ProjectHolder> holder;  ///< somebody else

    PlanTable plans{connection};
    RunTable runs{connection};
    PictureTable pictures{connection};
    QueueTable queue{connection};
    SettingTable settings{connection};
};

ProjectStore::ProjectStore(std::unique_ptr<Parts> parts) : m_parts(std::move(parts)) {}
ProjectStore::ProjectStore(ProjectStore&& other) noexcept = default;

ProjectStore& ProjectStore::operator=(ProjectStore&& other) noexcept {
    if (this == &other) return *this;
    const ProjectStore former(std::move(*this));  // closes
    m_parts = std::move(other.m_parts);
    return *this;
}

ProjectStore::~ProjectStore() {
    if (m_parts) static_cast<void>(close());
}

Result<ProjectStore> ProjectStore::create(const fs::path& given, const StoreOptions& options) {
    const fs::path path = resolved(given);
    auto lock = lockForReplacing(path);
    if (!lock) return lock.error();
    if (isThere(path)) {
        return Error{Code::WriteFailed,
                     "there is a file of this name already; open it, or choose another name",
                     path.string(),
                     {}};
    }
    if (Result<void> made = makeProject(path, options); !made) return made.error();
    Result<StoreConnection> connection = StoreConnection::open(path, Mode::Write, options);
    if (!connection) return connection.error();
    return ProjectStore(std::make_unique<Parts>(*std::move(connection), options, *std::move(lock)));
}

Result<ProjectStore> ProjectStore::open(const fs::path& given, const StoreOptions& options) {
    const fs::path path = resolved(given);
    std::error_code code;
    if (!fs::is_regular_file(path, code))
        return Error{Code::NotFound, "there is no such file; look for it elsewhere", path.string(), {}};

    std::optional<HolderLock> lock;
    std::optional<ProjectHolder> holder;
    if (auto taken = HolderLock::take(path)) {
        if (HolderLock* ours = std::get_if<HolderLock>(&*taken)) lock = std::move(*ours);
        if (ProjectHolder* theirs = std::get_if<ProjectHolder>(&*taken)) holder = std::move(*theirs);
    }
    // SQLite's readers and writers share memory, which does not reach to another machine.
    if (holder && !isOnThisMachine(*holder)) {
        return Error{Code::NotFound,
                     "the project is open in " + describe(*holder) + "; close it there first",
                     path.string(),
                     {}};
    }
    Result<StoreConnection> connection =
        StoreConnection::open(path, lock ? Mode::Write : Mode::Read, options);
    if (!connection) return connection.error();
    if (connection->mode() == Mode::Read) lock.reset();

    const std::string reason = holder ? describe(*holder) + " has it open; close it there"
                                      : "the file or its folder cannot be written; copy it";
    connection->setRefusal("the project is read-only, because " + reason + ", or save it under another name");
    ProjectStore store(
        std::make_unique<Parts>(*std::move(connection), options, std::move(lock), std::move(holder)));
    if (!store.readOnly())
        if (Result<void> waiting = store.queue().waitAgain(); !waiting) return waiting.error();
    return store;
}

Result<void> ProjectStore::remove(const fs::path& given) {
    const fs::path path = resolved(given);
    if (!isThere(path)) return Error{Code::NotFound, "there is no such file", path.string(), {}};
    auto lock = lockForReplacing(path);
    if (!lock) return lock.error();
    return removeProject(path);
}

Result<bool> ProjectStore::removeIfEmpty(const fs::path& path) {
    Result<ProjectStore> store = open(path);
    if (!store) return store.error();
    if (store->readOnly()) return false;
    const auto empty = store->isEmpty();
    if (!empty) return empty.error();
    if (!*empty) return false;
    // Its lock is held to the end, so that nobody opens it in between.
    const std::unique_ptr<Parts> parts = std::move(store->m_parts);
    if (Result<void> closed = parts->connection.close(); !closed) return closed.error();
    if (Result<void> removed = removeProject(parts->connection.path()); !removed) return removed.error();
    return true;
}

Result<void> ProjectStore::close() {
    const std::unique_ptr<Parts> parts = std::move(m_parts);
    return parts->connection.close();
}

const fs::path& ProjectStore::path() const {
    return m_parts->connection.path();
}
bool ProjectStore::readOnly() const {
    return m_parts->connection.mode() == Mode::Read;
}
const std::optional<ProjectHolder>& ProjectStore::holder() const {
    return m_parts->holder;
}

Result<ProjectInfo> ProjectStore::info() const {
    return m_parts->connection.read([&]() -> Result<ProjectInfo> {
        StoreStatement query(m_parts->connection,
                             "SELECT coalesce((SELECT caption FROM plans ORDER BY id DESC LIMIT 1), ''),"
                             " program, made_at,"
                             " max(made_at,"
                             " coalesce((SELECT made_at FROM revisions ORDER BY id DESC LIMIT 1), 0),"
                             " coalesce((SELECT made_at FROM runs ORDER BY id DESC LIMIT 1), 0),"
                             " coalesce((SELECT made_at FROM pictures ORDER BY id DESC LIMIT 1), 0)),"
                             " (SELECT count(*) FROM plans), (SELECT count(*) FROM pictures) FROM project");
        if (!query.next()) throw DamagedValue{"table project"};
        return ProjectInfo{.title = query.text(),
                           .program = query.text(),
                           .madeAt = query.time(),
                           .changedAt = query.time(),
                           .plans = query.integer(),
                           .pictures = query.integer()};
    });
}

Result<bool> ProjectStore::isEmpty() const {
    return m_parts->connection.read([&]() -> Result<bool> {
        StoreStatement query(m_parts->connection,
                             "SELECT NOT EXISTS (SELECT 1 FROM plans) AND NOT EXISTS (SELECT 1 FROM runs)"
                             " AND NOT EXISTS (SELECT 1 FROM pictures) AND NOT EXISTS (SELECT 1 FROM queue)");
        if (!query.next()) throw DamagedValue{"table project"};
        return query.flag();
    });
}

Result<void> ProjectStore::saveCopy(const fs::path& given) const {
    const fs::path target = resolved(given);
    if (target == path())
        return Error{
            Code::WriteFailed, "this is the project's own file; choose another name", target.string(), {}};
    auto lock = lockForReplacing(target);
    if (!lock) return lock.error();
    return copyProject(m_parts->connection, target);
}

Result<void> ProjectStore::saveAs(const fs::path& given, FormerFile former) {
    const fs::path target = resolved(given);
    if (target == path() && !readOnly()) return {};  // it is
    auto lock = lockForReplacing(target);
    if (!lock) return lock.error();
    if (Result<void> copied = copyProject(m_parts->connection, target); !copied) return copied;
    Result<StoreConnection> opened = StoreConnection::open(target, Mode::Write, m_parts->options);
    if (!opened) return opened.error();

    StoreConnection before = std::exchange(m_parts->connection, *std::move(opened));
    const std::optional<HolderLock> lockBefore = std::exchange(m_parts->lock, *std::move(lock));
    m_parts->holder.reset();
    // What cannot be put into the former file stays beside it, and all of it is in the new one.
    static_cast<void>(before.close());
    return former == FormerFile::Remove && lockBefore ? removeProject(before.path()) : Result<void>();
}

Result<void> ProjectStore::inOne(const std::function<Result<void>()>& work) {
    return m_parts->connection.write(work);
}

PlanTable& ProjectStore::plans() {
    return m_parts->plans;
}
const PlanTable& ProjectStore::plans() const {
    return m_parts->plans;
}
RunTable& ProjectStore::runs() {
    return m_parts->runs;
}
const RunTable& ProjectStore::runs() const {
    return m_parts->runs;
}
PictureTable& ProjectStore::pictures() {
    return m_parts->pictures;
}
const PictureTable& ProjectStore::pictures() const {
    return m_parts->pictures;
}
QueueTable& ProjectStore::queue() {
    return m_parts->queue;
}
const QueueTable& ProjectStore::queue() const {
    return m_parts->queue;
}
SettingTable& ProjectStore::settings() {
    return m_parts->settings;
}
const SettingTable& ProjectStore::settings() const {
    return m_parts->settings;
}

}  // namespace kaleido
