#pragma once

#include "engine/base/error.h"

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace kaleido {

/// SHA-256 (FIPS 180-4) as 64 lower-case hexadecimal digits.
std::string sha256(std::span<const std::byte> bytes);
std::string sha256(std::string_view bytes);

/// The same of a file, read in pieces. Fails if it cannot be read to its end.
Result<std::string> sha256File(const std::filesystem::path& path);

}  // namespace kaleido
