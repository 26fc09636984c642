#pragma once

#include "engine/base/error.h"

#include <filesystem>
#include <string>

namespace kaleido::cli {

/// A file name made of a caption: safe characters, at most 120 bytes with the ending.
std::string fileNameFor(const std::string& caption, const std::string& ending);

/// `wanted` if nothing is there, else the same with -2, -3, … before its ending: nothing is ever overwritten.
std::filesystem::path freePath(const std::filesystem::path& wanted);

/// freePath() of a file that the user has named; says on stderr if it is another one.
std::filesystem::path freeOutput(const std::filesystem::path& wanted);

/// Fails, before any work is done, if the file could not be written: its folder is missing or it has another ending.
/// `option` is told in the error. Nothing is fine.
Result<void> checkOutput(const std::filesystem::path& path, const std::string& ending,
                         const std::string& option);

}  // namespace kaleido::cli
