#pragma once

#include "app/engine/engine_link.h"
#include "engine/api/libtorch_version.h"
#include "engine/base/log.h"

#include <cstdint>
#include <optional>

namespace kaleido {

struct StartEngineOptions {
    LogSink log = {};                               ///< may be empty
    int threads = 0;                                ///< 0 = all cores
    std::optional<std::uint64_t> memoryLimit = {};  ///< bytes
};

/// Starts the real engine.
StartEngine engineStarter(StartEngineOptions options = {});

}  // namespace kaleido
