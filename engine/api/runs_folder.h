#pragma once

#include <filesystem>

namespace kaleido {

/// Where training runs are kept, one folder each: KALEIDO_RUNS, else kaleido/runs in the user's cache directory. Always
/// outside the checkout.
std::filesystem::path runsFolder();

}  // namespace kaleido
