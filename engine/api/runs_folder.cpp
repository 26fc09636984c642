#include "engine/api/runs_folder.h"

#include <cstdlib>

namespace kaleido {

namespace fs = std::filesystem;

fs::path runsFolder() {
    if (const char* runs = std::getenv("KALEIDO_RUNS"); runs && *runs) return runs;
    if (const char* cache = std::getenv("XDG_CACHE_HOME"); cache && *cache)
        return fs::path(cache) / "kaleido" / "runs";
    const char* home = std::getenv("HOME");
    return fs::path(home ? home : ".") / ".cache" / "kaleido" / "runs";
}

}  // namespace kaleido
