#include "app/cli/session.h"

#include "app/cli/interrupt.h"
#include "app/cli/progress_line.h"

#include <chrono>
#include <utility>

namespace kaleido::cli {
namespace {

using namespace std::chrono_literals;

/// How often the waiting thread looks for Ctrl+C: a signal handler may not notify a condition variable.
constexpr auto kInterruptPoll = 50ms;

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
                            const std::scoped_lock lock(m_mutex);
                            m_events.push_back(event);
                        }
                        m_arrived.notify_one();
                    },
                .log = {},
                .threads = threads,
                .memoryLimit = {}}) {}

Session::~Session() = default;

std::optional<Event> Session::next() {
    std::unique_lock lock(m_mutex);
    m_arrived.wait_for(lock, kInterruptPoll, [this] { return !m_events.empty(); });
    if (m_events.empty()) return std::nullopt;
    Event event = std::move(m_events.front());
    m_events.pop_front();
    return event;
}

Result<void> Session::run(Request request, const Handler& handle) {
    // Ctrl+C during the request before: what was at hand then is done.
    if (interruptRequested() != StopWhen::Never) return Error{Code::Cancelled, "stopped", "", ""};
    ProgressLine line;
    const JobId job = m_engine.submit(std::move(request), Priority::Batch);
    StopWhen asked = StopWhen::Never;
    Result<void> handled;
    while (true) {
        const std::optional<Event> event = next();
        if (const StopWhen wanted = interruptRequested(); wanted > asked) {
            asked = wanted;
            line.note(wanted == StopWhen::AfterPicture
                          ? "stopping when what is at hand is done; press Ctrl+C again to stop now"
                          : "stopping now");
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
            if (!handled) m_engine.cancel(job, StopWhen::Now);
        }
    }
}

}  // namespace kaleido::cli
