#pragma once

#include "engine/base/error.h"
#include "engine/store/project_store.h"

#include <filesystem>
#include <optional>
#include <vector>

namespace kaleido {

// Documents without a name of their own live in a folder that the caller hands in, as projects like any other. One that is
// still there at the next start, and that no living program has open, was left by a crash.

/// A new project in the folder, under a name that nothing else has. The folder is made if need be.
Result<ProjectStore> createUnsaved(const std::filesystem::path& folder, const StoreOptions& options = {});

/// A document that was left.
struct Recoverable {
    std::filesystem::path path;
    ProjectInfo info;
    std::optional<Error> fault;  ///< why it cannot be opened; `info` then tells nothing

    bool operator==(const Recoverable&) const = default;
};

/// The documents in the folder that were left, the one changed last first; those that cannot be opened come last. None
/// if there is no such folder. To throw one away: ProjectStore::remove().
Result<std::vector<Recoverable>> recoverable(const std::filesystem::path& folder);

/// Deletes the documents in the folder in which there is nothing and that no living program has open: they were begun and
/// left. All others, also those that cannot be opened, stay as they are.
void removeEmptyUnsaved(const std::filesystem::path& folder);

}  // namespace kaleido
