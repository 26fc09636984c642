#pragma once

#include <span>

namespace SQLite {
class Database;
}

namespace kaleido {

/// "KLDO": tells our projects from other SQLite files.
constexpr int kProjectApplicationId = 0x4B4C444F;

/// SQL that brings a project from one version to the next: the k-th of a list to version k + 1, the first one from an empty
/// file. A version that was released is never changed again; what follows is a new step, with a file of the version before
/// it in tests/data/store.
using Migration = const char*;

/// Those of this program. Their number is the version of the projects that it writes (PRAGMA user_version).
std::span<const Migration> projectMigrations();

/// Takes the steps that the database lacks, each in a transaction of its own together with the new version. Internal to
/// engine/store: throws what SQLite throws, with the database as the last whole step left it.
void migrate(SQLite::Database& database, std::span<const Migration> steps);

/// Whether tables, indices and triggers are, letter for letter, those that the steps make. A file that something else was
/// put into (a view, a trigger) is not opened.
bool hasSchemaOf(SQLite::Database& database, std::span<const Migration> steps);

}  // namespace kaleido
