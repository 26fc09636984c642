#include "app/cli/output_path.h"

#include <fmt/format.h>

#include <cstdio>

namespace kaleido::cli {

std::filesystem::path freeOutput(const std::filesystem::path& wanted) {
    const std::filesystem::path path = freePath(wanted);
    if (path != wanted)
        fmt::print(stderr, "note: {} is there already; writing {}\n", wanted.string(), path.string());
    return path;
}

Result<void> checkOutput(const std::filesystem::path& path, const std::string& ending,
                         const std::string& option) {
    if (path.empty()) return {};
    if (path.extension() != ending) {
        return Error{Code::Usage, fmt::format("'{}' must end in {}", path.string(), ending), "", option};
    }
    const std::filesystem::path folder = path.parent_path();
    std::error_code code;
    if (!folder.empty() && !std::filesystem::is_directory(folder, code)) {
        return Error{Code::WriteFailed, "this folder is not there; make it first", folder.string(), ""};
    }
    return {};
}

}  // namespace kaleido::cli
