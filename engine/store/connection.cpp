#include "engine/store/connection.h"

#include "engine/base/limits.h"
#include "engine/store/migrations.h"
#include "engine/store/statement.h"
#include "engine/store/store_error.h"

#include <sqlite3.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <fmt/format.h>

#include <exception>
#include <utility>

namespace kaleido {
namespace {

constexpr int kMostValueBytes =
    static_cast<int>(kMaxPictureFileBytes) + 1024;  ///< a picture's row, the rest of it included
constexpr int kMostWait = 1000;  ///< ms for another program that is just reading or closing

std::unique_ptr<SQLite::Database> openDatabase(const std::string& path, StoreConnection::Mode mode) {
    const int access = mode == StoreConnection::Mode::Write ? SQLite::OPEN_READWRITE : SQLite::OPEN_READONLY;
    auto database = std::make_unique<SQLite::Database>(path, access | SQLite::OPEN_NOMUTEX, kMostWait);
    sqlite3* handle = database->getHandle();
    // The file may come from anywhere: nothing in it may run, and no value may take all memory.
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, kMostValueBytes);
    database->exec(
        "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;"
        "PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;"
        // So that INSERT OR REPLACE does not get past the triggers that refuse to delete.
        "PRAGMA recursive_triggers = ON;"
        // A commit is on the disk when it returns. NORMAL would lose the last ones with the power, and a
        // picture takes seconds to paint but milliseconds to flush.
        "PRAGMA synchronous = FULL;");
    return database;
}

/// While it is not known what the file is, closing it must not fold its log into it.
void setFoldOnClose(SQLite::Database& database, bool fold) {
    sqlite3_db_config(database.getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, fold ? 0 : 1, nullptr);
}

}  // namespace

StoreConnection::StoreConnection(const std::filesystem::path& path, Mode mode, StoreOptions options)
    : m_path(path), m_mode(mode), m_options(std::move(options)) {}

StoreConnection::StoreConnection(StoreConnection&& other) noexcept = default;
StoreConnection& StoreConnection::operator=(StoreConnection&& other) noexcept = default;
StoreConnection::~StoreConnection() = default;

Result<StoreConnection> StoreConnection::open(const std::filesystem::path& path, Mode mode,
                                              const StoreOptions& options) {
    StoreConnection connection(path, mode, options);
    const Result<void> opened = connection.read([&]() -> Result<void> {
        connection.m_database = openDatabase(path.string(), mode);
        return connection.prepare();
    });
    if (!opened) return opened.error();
    return connection;
}

Result<void> StoreConnection::initialise(const std::filesystem::path& path, const StoreOptions& options) {
    StoreConnection connection(path, Mode::Write, options);
    return connection.read([&]() -> Result<void> {
        connection.m_database = openDatabase(path.string(), Mode::Write);
        connection.m_database->exec(fmt::format("PRAGMA application_id = {}", kProjectApplicationId));
        migrate(*connection.m_database, projectMigrations());
        StoreStatement(connection, "INSERT INTO project (program, made_at) VALUES (?, ?)")
            .bindText(options.program)
            .bind(connection.now())
            .run();
        return {};
    });
}

/// What the file is, before anything in it is changed; then what a writer needs.
Result<void> StoreConnection::prepare() {
    SQLite::Database& database = *m_database;
    setFoldOnClose(database, false);
    const int application = database.execAndGet("PRAGMA application_id").getInt();
    if (application != kProjectApplicationId)
        return fault(Code::BadInput, "this is no Kaleido project; open a file whose name ends in .kaleido");

    const auto steps = projectMigrations();
    const auto newest = static_cast<int>(steps.size());
    const int version = database.execAndGet("PRAGMA user_version").getInt();
    if (version > newest) {
        return fault(
            Code::BadInput,
            fmt::format("the project has version {}, made by a newer Kaleido Studio; this one reads up to "
                        "version {}. Get a newer Kaleido Studio; the file was left as it is",
                        version, newest));
    }
    if (version < 1 || !hasSchemaOf(database, steps.first(static_cast<std::size_t>(version))))
        return damagedProject(m_path.string(), "its tables are not those of a project");

    if (sqlite3_db_readonly(database.getHandle(), "main") != 0) m_mode = Mode::Read;
    if (m_mode == Mode::Read && version < newest) {
        return fault(
            Code::WriteFailed,
            fmt::format(
                "the project has version {} and must be brought to version {} first, but it cannot be "
                "written; copy it to a place of your own",
                version, newest));
    }
    if (m_mode == Mode::Read) return {};

    setFoldOnClose(database, true);
    // Where the log is not possible (some network drives) or somebody is reading, SQLite keeps to its rollback journal,
    // which is as safe.
    database.tryExec("PRAGMA journal_mode = WAL");
    migrate(database, steps);
    return {};
}

Result<void> StoreConnection::copyInto(const std::filesystem::path& empty) const {
    return read([&]() -> Result<void> {
        SQLite::Statement copy(*m_database, "VACUUM INTO ?");
        copy.bind(1, empty.string());
        copy.exec();
        return {};
    });
}

Result<void> StoreConnection::close() {
    if (!m_database) return {};
    Result<void> closed = read([&]() -> Result<void> {
        if (m_mode == Mode::Read) return {};
        m_database->setBusyTimeout(0);  // nobody waits for readers: what they read stays beside the file
        m_database->execAndGet("PRAGMA wal_checkpoint(TRUNCATE)");
        m_database->tryExec("PRAGMA journal_mode = DELETE");
        return {};
    });
    m_database.reset();
    return closed;
}

StoreTime StoreConnection::now() const {
    if (m_options.now) return m_options.now();
    return std::chrono::floor<StoreTime::duration>(std::chrono::system_clock::now());
}

Error StoreConnection::missing(std::string_view kind, std::uint64_t number) const {
    return fault(Code::NotFound, fmt::format("the project has no {} {}", kind, number));
}

Error StoreConnection::currentFault() const {
    const std::string path = m_path.string();
    try {
        throw;
    } catch (const SQLite::Exception& exception) {
        return storeError(exception, m_database ? sqlite3_system_errno(m_database->getHandle()) : 0, path);
    } catch (const DamagedValue& value) {
        return damagedProject(path, value.where);
    }
}

bool StoreConnection::insideTransaction() const {
    return sqlite3_get_autocommit(m_database->getHandle()) == 0;
}

// Within the outermost change, changes are savepoints. A full disk may make SQLite give up the whole transaction; then
// whatever else is tried within the outermost change fails too, so that half of it is never kept.

Result<void> StoreConnection::Change::begin() {
    StoreConnection& connection = m_connection;
    if (connection.m_mode == Mode::Read) return connection.fault(Code::WriteFailed, connection.m_refusal);
    if (connection.m_depth > 0 && connection.m_undone)
        return connection.fault(Code::WriteFailed,
                                "an earlier step of this change failed; nothing was changed");
    return connection.read([&]() -> Result<void> {
        connection.m_database->exec(connection.m_depth == 0 ? "BEGIN IMMEDIATE" : "SAVEPOINT step");
        if (connection.m_depth++ == 0) connection.m_undone = false;
        m_open = true;
        return {};
    });
}

Result<void> StoreConnection::Change::keep() {
    StoreConnection& connection = m_connection;
    if (connection.m_undone)
        return connection.fault(Code::WriteFailed,
                                "an earlier step of this change failed; nothing was changed");
    return connection.read([&]() -> Result<void> {
        connection.m_database->exec(connection.m_depth == 1 ? "COMMIT" : "RELEASE step");
        --connection.m_depth;
        m_open = false;
        return {};
    });
}

StoreConnection::Change::~Change() {
    if (!m_open) return;
    StoreConnection& connection = m_connection;
    if (!connection.insideTransaction())
        connection.m_undone = true;
    else if (connection.m_depth == 1)
        connection.m_database->tryExec("ROLLBACK");
    else
        connection.m_database->tryExec("ROLLBACK TO step; RELEASE step");
    --connection.m_depth;
}

}  // namespace kaleido
