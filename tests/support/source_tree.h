#pragma once

#include <filesystem>

namespace kaleido::test {

/// A file or folder of the project, by its path below the top folder. Where that lies is known to one file alone, so that the
/// compiler's cache serves all others to any checkout.
std::filesystem::path sourceFile(const std::filesystem::path& name);
/// The same below tests/data.
std::filesystem::path dataFile(const std::filesystem::path& name);

}  // namespace kaleido::test
