#pragma once

#include "engine/base/error.h"

#include <filesystem>

namespace kaleido {

/// Makes a folder with those above it; one that is there is fine, and so is the current one, written as an empty path.
/// Code::WriteFailed if it cannot be made.
Result<void> makeFolder(const std::filesystem::path& folder);

}  // namespace kaleido
