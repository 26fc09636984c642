#include "engine/store/migrations.h"

#include "engine/store/schema_version_1.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>

#include <fmt/format.h>

#include <array>
#include <string>
#include <vector>

namespace kaleido {
namespace {

std::vector<std::string> schemaOf(SQLite::Database& database) {
    std::vector<std::string> lines;
    SQLite::Statement query(
        database, "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_schema ORDER BY 1");
    while (query.executeStep()) lines.push_back(query.getColumn(0).getString());
    return lines;
}

}  // namespace

std::span<const Migration> projectMigrations() {
    static constexpr std::array<Migration, 1> kSteps = {kSchemaVersion1};
    return kSteps;
}

void migrate(SQLite::Database& database, std::span<const Migration> steps) {
    const int version = database.execAndGet("PRAGMA user_version").getInt();
    for (std::size_t step = static_cast<std::size_t>(version); step < steps.size(); ++step) {
        SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
        database.exec(steps[step]);
        database.exec(fmt::format("PRAGMA user_version = {}", step + 1));
        transaction.commit();
    }
}

bool hasSchemaOf(SQLite::Database& database, std::span<const Migration> steps) {
    SQLite::Database model(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    migrate(model, steps);
    return schemaOf(database) == schemaOf(model);
}

}  // namespace kaleido
