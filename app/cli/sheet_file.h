#pragma once

#include "app/sheet/sheet.h"
#include "engine/base/error.h"

#include <filesystem>
#include <string>

namespace kaleido::cli {

/// Composes a sheet and writes it as a PNG file, whole or not at all. `kaleidoText`: the `kaleido` metadata in ASCII JSON;
/// empty = no metadata.
Result<void> writeSheet(const sheet::Sheet& sheet, const std::filesystem::path& path,
                        const std::string& kaleidoText);

}  // namespace kaleido::cli
