#pragma once

#include "engine/base/error.h"
#include "engine/store/holder_lock.h"
#include "engine/store/store_values.h"

#include <filesystem>

namespace kaleido {

class StoreConnection;

// A project as files: the one of its name, and those that SQLite keeps beside it while it is open or after a crash. Internal
// to engine/store. Whoever replaces or removes a project holds its lock.

/// Absolute, and with links followed, so that one project has one name.
std::filesystem::path resolved(const std::filesystem::path& path);
bool isThere(const std::filesystem::path& path);

/// The lock of a file that is to be made, replaced or removed. Code::WriteFailed, with its holder, if it is open anywhere.
Result<HolderLock> lockForReplacing(const std::filesystem::path& path);

/// An empty project, which appears whole or not at all.
Result<void> makeProject(const std::filesystem::path& path, const StoreOptions& options);
/// A copy of an open project, the same way.
Result<void> copyProject(const StoreConnection& connection, const std::filesystem::path& target);
Result<void> removeProject(const std::filesystem::path& path);

}  // namespace kaleido
