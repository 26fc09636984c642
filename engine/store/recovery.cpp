#include "engine/store/recovery.h"

#include "engine/io/folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <system_error>
#include <utility>

namespace kaleido {

namespace fs = std::filesystem;

namespace {

constexpr const char* kExtension = ".kaleido";

std::vector<fs::path> projectsIn(const fs::path& folder) {
    std::vector<fs::path> paths;
    std::error_code code;
    for (fs::directory_iterator entry(folder, code), end; !code && entry != end; entry.increment(code)) {
        std::error_code unreadable;
        if (entry->path().extension() == kExtension && entry->is_regular_file(unreadable))
            paths.push_back(entry->path());
    }
    return paths;
}

/// Later changes first; what cannot be opened last.
bool comesBefore(const Recoverable& a, const Recoverable& b) {
    if (a.fault.has_value() != b.fault.has_value()) return b.fault.has_value();
    return a.info.changedAt != b.info.changedAt ? a.info.changedAt > b.info.changedAt : a.path < b.path;
}

}  // namespace

Result<ProjectStore> createUnsaved(const fs::path& folder, const StoreOptions& options) {
    if (auto made = makeFolder(folder); !made) return made.error();
    std::random_device random;
    const std::string name = fmt::format("unsaved-{:08x}{:08x}{}", random(), random(), kExtension);
    return ProjectStore::create(folder / name, options);
}

Result<std::vector<Recoverable>> recoverable(const fs::path& folder) {
    std::vector<Recoverable> found;
    for (const fs::path& path : projectsIn(folder)) {
        const Result<ProjectStore> store = ProjectStore::open(path);
        if (store && store->holder()) continue;  // a living program has it
        const Result<ProjectInfo> info = store ? store->info() : Result<ProjectInfo>(store.error());
        if (info)
            found.push_back({.path = path, .info = *info, .fault = {}});
        else
            found.push_back({.path = path, .info = {}, .fault = info.error()});
    }
    std::ranges::sort(found, comesBefore);
    return found;
}

void removeEmptyUnsaved(const fs::path& folder) {
    // One that cannot be opened or removed is told by recoverable().
    for (const fs::path& path : projectsIn(folder)) static_cast<void>(ProjectStore::removeIfEmpty(path));
}

}  // namespace kaleido
