#pragma once

#include "engine/api/engine.h"
#include "engine/base/error.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>

namespace kaleido::cli {

/// Runs requests one after the other on an engine of its own and hands their events to the caller's thread. Ctrl+C asks
/// the running request to stop after the picture at hand; pressed again, at once.
class Session {
public:
    explicit Session(int threads);
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    /// Submits, passes every event but the last to `handle`, shows progress on stderr, and returns how the request ended:
    /// success, or its error (Code::Cancelled after Ctrl+C).
    Result<void> run(Request request, const std::function<void(const Event&)>& handle, Priority priority);

private:
    std::mutex m_mutex;
    std::condition_variable m_arrived;
    std::deque<Event> m_events;
    Engine m_engine;  ///< last: its thread uses all the rest
};

}  // namespace kaleido::cli
