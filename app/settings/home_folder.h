#pragma once

#include <filesystem>

namespace kaleido {

/// The folder that holds models/ and resources/: KALEIDO_HOME, else the one this program was built from.
std::filesystem::path homeFolder();

}  // namespace kaleido
