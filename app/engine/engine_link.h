#pragma once

#include "engine/api/requests.h"
#include "engine/base/cancel.h"
#include "engine/runtime/event.h"
#include "engine/runtime/job.h"

#include <functional>
#include <memory>

namespace kaleido {

/// The engine as the window uses it: kaleido::Engine behind start_engine.h, a fake one in tests. Requests go in from the GUI
/// thread and return at once; events come on a thread of the engine's own.
class EngineLink {
public:
    virtual ~EngineLink() = default;

    /// See Engine::submit().
    virtual JobId submit(Request request, Priority priority) = 0;
    /// See Engine::cancel().
    virtual bool cancel(JobId job, StopWhen when) = 0;
};

/// Makes an engine that tells its events to this sink. The engine is gone, and the sink not used any more, when the link is
/// destroyed.
using StartEngine = std::function<std::unique_ptr<EngineLink>(EventSink)>;

}  // namespace kaleido
