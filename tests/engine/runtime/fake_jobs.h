#pragma once

#include "engine/runtime/engine_thread.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace kaleido::testing {

/// A door that is closed until someone opens it. Stands in for time in the tests.
class Gate {
public:
    void open() {
        const std::scoped_lock lock(m_mutex);
        m_open = true;
        m_changed.notify_all();
    }
    void wait() {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_open; });
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_open = false;
};

/// A job whose slices are a function.
class FakeJob : public Job {
public:
    using Body = std::function<Result<Slice>(JobContext&)>;

    explicit FakeJob(Body body) : m_body(std::move(body)) {}
    Result<Slice> runSlice(JobContext& context) override { return m_body(context); }

private:
    Body m_body;
};

inline std::unique_ptr<Job> fakeJob(FakeJob::Body body) {
    return std::make_unique<FakeJob>(std::move(body));
}

/// A job that reports `notice` in its only slice.
inline std::unique_ptr<Job> shortJob(std::string notice = "ran") {
    return fakeJob([notice](JobContext& context) -> Result<Slice> {
        context.post(Notice{NoticeKind::General, notice});
        return Slice::Done;
    });
}

/// A job whose first slice opens `began`, then waits for `goOn`; finished after it.
inline std::unique_ptr<Job> gatedJob(Gate& began, Gate& goOn) {
    return fakeJob([&began, &goOn](JobContext&) -> Result<Slice> {
        began.open();
        goOn.wait();
        return Slice::Done;
    });
}

/// Keeps every event, from any thread.
class Recorder {
public:
    EventSink sink() {
        return [this](const Event& event) {
            const std::scoped_lock lock(m_mutex);
            m_events.push_back(event);
            m_changed.notify_all();
        };
    }

    /// Waits for the end of a job.
    JobFinished finished(JobId id) {
        std::unique_lock lock(m_mutex);
        std::optional<JobFinished> result;
        m_changed.wait(lock, [&] { return (result = endOf(id)).has_value(); });
        return *result;
    }

    std::vector<Event> events() const {
        const std::scoped_lock lock(m_mutex);
        return m_events;
    }
    std::vector<Event> events(JobId id) const {
        std::vector<Event> result = events();
        std::erase_if(result, [id](const Event& event) { return event.job != id; });
        return result;
    }
    /// The notices of all jobs in the order they came.
    std::vector<std::string> notices() const {
        std::vector<std::string> result;
        for (const Event& event : events()) {
            if (const auto* notice = std::get_if<Notice>(&event.body)) result.push_back(notice->message);
        }
        return result;
    }

private:
    std::optional<JobFinished> endOf(JobId id) const {
        for (const Event& event : m_events) {
            const auto* end = std::get_if<JobFinished>(&event.body);
            if (end && event.job == id) return *end;
        }
        return std::nullopt;
    }

    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<Event> m_events;
};

}  // namespace kaleido::testing
