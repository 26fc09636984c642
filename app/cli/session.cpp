#include "app/cli/session.h"

#include "app/cli/interrupt.h"
#include "app/cli/progress_line.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace kaleido::cli {
namespace {

using namespace std::chrono_literals;

/// How often the waiting thread looks for Ctrl+C: a signal handler may not notify a condition variable.
constexpr auto kInterruptPoll = 50ms;

/// Events that wait to be dealt with. The engine waits when there are more: results may come faster than they are written.
constexpr std::size_t kMostWaiting = 64;

/// How hard a request may be stopped: training ends with a checkpoint, whatever else is asked for.
StopWhen hardestStop(const Request& request) {
    return std::holds_alternative<TrainRequest>(request) ? StopWhen::AfterPicture : StopWhen::Now;
}

const char* stopNote(StopWhen asked, StopWhen hardest) {
    if (asked == StopWhen::Now) return "stopping now";
    return hardest == StopWhen::Now ? "stopping when what is at hand is done; press Ctrl+C again to stop now"
                                    : "stopping when what is at hand is done and saved";
}

Result<void> resultOf(const JobFinished& finished) {
    switch (finished.outcome) {
        case Outcome::Done:
            return {};
        case Outcome::Cancelled:
            return Error{Code::Cancelled, "stopped", "", ""};
        case Outcome::Failed:
            return finished.error;
    }
    return {};
}

}  // namespace

Session::Session(int threads)
    : m_engine({.sink =
                    [this](const Event& event) {
                        {
                            std::unique_lock lock(m_mutex);
                            m_taken.wait(lock,
                                         [this] { return m_closing || m_events.size() < kMostWaiting; });
                            m_events.push_back(event);
                        }
                        m_arrived.notify_one();
                    },
                .log = {},
                .threads = threads,
                .memoryLimit = {}}) {}

Session::~Session() {
    {
        const std::scoped_lock lock(m_mutex);
        m_closing = true;
    }
    m_taken.notify_all();
}

std::optional<Event> Session::next() {
    std::unique_lock lock(m_mutex);
    m_arrived.wait_for(lock, kInterruptPoll, [this] { return !m_events.empty(); });
    if (m_events.empty()) return std::nullopt;
    Event event = std::move(m_events.front());
    m_events.pop_front();
    m_taken.notify_all();
    return event;
}

Result<void> Session::run(Request request, const Handler& handle) {
    // Ctrl+C during the request before: what was at hand then is done.
    if (interruptRequested() != StopWhen::Never) return Error{Code::Cancelled, "stopped", "", ""};
    ProgressLine line;
    const StopWhen hardest = hardestStop(request);
    const JobId job = m_engine.submit(std::move(request), Priority::Batch);
    StopWhen asked = StopWhen::Never;
    Result<void> handled;
    while (true) {
        const std::optional<Event> event = next();
        if (const StopWhen wanted = std::min(interruptRequested(), hardest); wanted > asked) {
            asked = wanted;
            line.note(stopNote(wanted, hardest));
            m_engine.cancel(job, wanted);
        }
        if (!event || event->job != job) continue;
        if (const auto* finished = std::get_if<JobFinished>(&event->body))
            return handled ? resultOf(*finished) : handled;
        if (const auto* progress = std::get_if<Progress>(&event->body)) {
            line.show(*progress);
        } else if (const auto* notice = std::get_if<Notice>(&event->body)) {
            if (m_noticed.insert(notice->message).second) line.note("note: " + notice->message);
        } else if (handled) {
            line.clear();
            handled = handle(*event);
            if (!handled) m_engine.cancel(job, hardest);
        }
    }
}

}  // namespace kaleido::cli
