#pragma once

#include <filesystem>
#include <string>

namespace kaleido {

/// A file name made of a caption: safe characters, at most 120 bytes with the ending.
std::string fileNameFor(const std::string& caption, const std::string& ending);

/// `wanted` if nothing is there, else the same with -2, -3, … before its ending: nothing is ever overwritten.
std::filesystem::path freePath(const std::filesystem::path& wanted);

}  // namespace kaleido
