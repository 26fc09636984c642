#include "engine/io/folder.h"

#include <system_error>

namespace kaleido {

Result<void> makeFolder(const std::filesystem::path& folder) {
    if (folder.empty()) return {};
    std::error_code code;
    std::filesystem::create_directories(folder, code);
    if (!code) return {};
    return Error{Code::WriteFailed, "the folder cannot be made: " + code.message(), folder.string(), ""};
}

}  // namespace kaleido
