#pragma once

#include "engine/runtime/event.h"

#include <chrono>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <unordered_map>

namespace kaleido {

/// The clock of the event outbox; handed in, so that tests need no time.
using EventClock = std::function<std::chrono::steady_clock::time_point()>;

/// Passes the events of all jobs on to the sink and keeps their rate bearable:
///   * Progress: the first at once, then the newest of a job at most every 1/30 s. One that comes too early
///   is
///     held and goes out at the next chance, at the latest right before JobFinished. It may thus come after a
///     result that was posted later; it is still the job's newest.
///   * PlanPartial and Preview: one that follows the last of the same plan or picture within 1/30 s is
///   dropped.
///   * everything else: always, at once, in order.
/// Owned by the EngineThread and used on that thread, except detach(), which any thread may call.
class EventOutbox {
public:
    EventOutbox(EventSink sink, EventClock clock);

    /// Any event of a job but JobFinished.
    void post(JobId job, EventBody body);
    /// The job's last event, behind its held progress. Forgets the job.
    void finish(JobId job, JobFinished finished);
    /// Sends the held progress whose time has come.
    void flushDue();
    /// Sends all held progress: the engine is about to wait, and the next chance may be far away.
    void flushAll();
    /// No event reaches the sink once this has returned.
    void detach();

private:
    using Time = std::chrono::steady_clock::time_point;
    struct JobState {
        std::optional<Progress> held;
        std::optional<Time> progressSent;
        std::map<std::pair<int, int>, Time>
            previewSent;  ///< by (plan, picture); picture −1 = the plan itself
    };

    void sendProgress(JobId job, JobState& state, Time now);
    void postDroppable(JobId job, std::pair<int, int> key, EventBody body);
    void send(JobId job, EventBody body);

    EventClock m_clock;
    std::unordered_map<JobId, JobState> m_jobs;
    std::mutex m_sinkMutex;
    EventSink m_sink;  ///< guarded by m_sinkMutex
};

}  // namespace kaleido
