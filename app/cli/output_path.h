#pragma once

#include "app/painting/output_path.h"
#include "engine/base/error.h"

#include <filesystem>
#include <string>

namespace kaleido::cli {

/// freePath() of a file that the user has named; says on stderr if it is another one.
std::filesystem::path freeOutput(const std::filesystem::path& wanted);

/// Fails, before any work is done, if the file could not be written: its folder is missing or it has another ending.
/// `option` is told in the error. Nothing is fine.
Result<void> checkOutput(const std::filesystem::path& path, const std::string& ending,
                         const std::string& option);

}  // namespace kaleido::cli
