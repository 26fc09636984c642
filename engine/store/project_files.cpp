#include "engine/store/project_files.h"

#include "engine/io/atomic_file.h"
#include "engine/store/connection.h"

#include <array>
#include <string>
#include <system_error>
#include <utility>

namespace kaleido {

namespace fs = std::filesystem;

namespace {

fs::path withSuffix(const fs::path& path, const char* suffix) {
    return path.string() + suffix;
}

/// What SQLite left beside a project would be taken for a part of the next one of that name.
Result<void> removeLogs(const fs::path& path) {
    for (const char* suffix : {"-wal", "-shm", "-journal"}) {
        std::error_code code;
        fs::remove(withSuffix(path, suffix), code);
        if (code) {
            return Error{Code::WriteFailed,
                         "what lies beside the file cannot be removed: " + code.message(),
                         withSuffix(path, suffix).string(),
                         {}};
        }
    }
    return {};
}

/// After a crash, part of a project is in its log. It is put into the file, so that nothing is lost if the file is not
/// replaced after all.
void foldLog(const fs::path& path) {
    if (!isThere(withSuffix(path, "-wal"))) return;
    if (auto crashed = StoreConnection::open(path, StoreConnection::Mode::Write, {}))
        static_cast<void>(crashed->close());
}

/// Fills a file beside `path` and puts it in its place.
template <typename Fill>
Result<void> placeProject(const fs::path& path, Fill fill) {
    Result<AtomicFile> file = AtomicFile::create(path);
    if (!file) return file.error();
    Result<void> filled = fill(file->beside());
    if (!filled) {
        Error error = filled.error();
        error.path = path.string();
        return error;
    }
    foldLog(path);
    if (Result<void> removed = removeLogs(path); !removed) return removed;
    return file->commit();
}

}  // namespace

fs::path resolved(const fs::path& path) {
    std::error_code code;
    const fs::path whole = fs::weakly_canonical(fs::absolute(path, code), code);
    return code ? path : whole;
}

bool isThere(const fs::path& path) {
    std::error_code code;
    return fs::exists(path, code);
}

Result<HolderLock> lockForReplacing(const fs::path& path) {
    auto taken = HolderLock::take(path);
    if (!taken) return taken.error();
    if (const ProjectHolder* holder = std::get_if<ProjectHolder>(&*taken)) {
        return Error{Code::WriteFailed,
                     "the file is open in " + describe(*holder) + "; close it there, or choose another name",
                     path.string(),
                     {}};
    }
    return std::get<HolderLock>(std::move(*taken));
}

Result<void> makeProject(const fs::path& path, const StoreOptions& options) {
    return placeProject(path,
                        [&](const fs::path& empty) { return StoreConnection::initialise(empty, options); });
}

Result<void> copyProject(const StoreConnection& connection, const fs::path& target) {
    return placeProject(target, [&](const fs::path& empty) { return connection.copyInto(empty); });
}

Result<void> removeProject(const fs::path& path) {
    std::error_code code;
    fs::remove(path, code);
    if (code)
        return Error{Code::WriteFailed, "the file cannot be removed: " + code.message(), path.string(), {}};
    return removeLogs(path);
}

}  // namespace kaleido
