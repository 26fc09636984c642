#pragma once

#include "engine/api/engine.h"
#include "engine/base/error.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <string>

namespace kaleido::cli {

/// Runs requests one after the other on an engine of its own and hands their events to the caller's thread. Ctrl+C asks
/// the running request to stop after the picture at hand; pressed again, at once, unless it is training, which first saves
/// what was learned.
class Session {
public:
    explicit Session(int threads);
    ~Session();  ///< whatever still runs ends
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    /// Deals with one event; an error stops the request.
    using Handler = std::function<Result<void>(const Event&)>;

    /// Submits, passes results to `handle`, shows progress and notices on stderr (the same notice once a session), and
    /// returns how the request ended: success, its error (Code::Cancelled after Ctrl+C), or the handler's.
    Result<void> run(Request request, const Handler& handle);

private:
    std::optional<Event> next();

    std::set<std::string> m_noticed;
    std::mutex m_mutex;
    std::condition_variable m_arrived, m_taken;
    std::deque<Event> m_events;
    bool m_closing = false;
    Engine m_engine;  ///< last: its thread uses all the rest
};

}  // namespace kaleido::cli
