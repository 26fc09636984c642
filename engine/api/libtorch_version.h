#pragma once

#include <string>

namespace kaleido {

/// The LibTorch that this program is built with: "2.13.0".
std::string libTorchVersion();

}  // namespace kaleido
