#include "app/cli/session.h"

#include "app/cli/interrupt.h"
#include "app/cli/progress_line.h"

#include <chrono>
#include <optional>

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
                .threads = threads}) {}

Session::~Session() = default;

Result<void> Session::run(Request request, const std::function<void(const Event&)>& handle,
                          Priority priority) {
    ProgressLine line;
    const JobId job = m_engine.submit(std::move(request), priority);
    StopWhen asked = StopWhen::Never;
    while (true) {
        std::optional<Event> event;
        {
            std::unique_lock lock(m_mutex);
            m_arrived.wait_for(lock, kInterruptPoll, [this] { return !m_events.empty(); });
            if (!m_events.empty()) {
                event = std::move(m_events.front());
                m_events.pop_front();
            }
        }
        if (const StopWhen wanted = interruptRequested(); wanted > asked) {
            asked = wanted;
            line.note(wanted == StopWhen::AfterPicture
                          ? "stopping after this picture; press Ctrl+C again to stop now"
                          : "stopping now");
            m_engine.cancel(job, wanted);
        }
        if (!event || event->job != job) continue;
        if (const auto* progress = std::get_if<Progress>(&event->body))
            line.show(*progress);
        else if (const auto* notice = std::get_if<Notice>(&event->body))
            line.note("note: " + notice->message);
        else if (const auto* finished = std::get_if<JobFinished>(&event->body))
            return resultOf(*finished);
        handle(*event);
    }
}

}  // namespace kaleido::cli
