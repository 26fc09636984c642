#pragma once

#include "engine/api/model_info.h"
#include "engine/api/requests.h"
#include "engine/base/cancel.h"
#include "engine/base/error.h"
#include "engine/base/log.h"
#include "engine/runtime/event.h"
#include "engine/runtime/job.h"

#include <filesystem>
#include <memory>
#include <optional>

namespace kaleido {

struct EngineOptions {
    EventSink sink = {};  ///< called on the engine thread, never after shutdown() has begun
    LogSink log = {};     ///< may be empty
    int threads = 0;      ///< threads that the networks compute with; 0 = all cores
    std::optional<std::uint64_t> memoryLimit = {};  ///< the user's own limit on this process, bytes
};

/// The engine as programs use it: requests go in, events come out, everything heavy happens on one engine thread that owns
/// every tensor. All functions may be called from any thread and return at once.
///     Engine engine({.sink = [](const Event& event) { … }});
///     const JobId job = engine.submit(GenerateRequest{.model = folder, .plans = chosen, .seed = 7});
class Engine {
public:
    explicit Engine(EngineOptions options);
    /// Cancels what runs, detaches the sink and joins the thread.
    ~Engine();
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    /// Queues a request, frozen as it is now. A request that makes no sense finishes with Code::Usage or BadInput.
    JobId submit(Request request, Priority priority = Priority::Interactive);
    /// Asks one job to stop. False if it is gone.
    bool cancel(JobId job, StopWhen when);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace kaleido
