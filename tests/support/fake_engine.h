#pragma once

#include "app/engine/engine_link.h"

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace kaleido::test {

/// An engine that does nothing by itself: it keeps what it is asked for, also when it is gone, and the test sends the events.
class FakeEngine {
public:
    struct Submitted {
        JobId job;
        Request request;
        Priority priority = Priority::Interactive;
    };
    struct Cancelled {
        JobId job;
        StopWhen when = StopWhen::Never;

        bool operator==(const Cancelled&) const = default;
    };

    std::vector<Submitted> submitted;
    std::vector<Cancelled> cancelled;

    /// For EngineBridge, which the fake has to outlive.
    StartEngine starter() {
        return [this](EventSink sink) -> std::unique_ptr<EngineLink> {
            m_sink = std::move(sink);
            return std::make_unique<Link>(*this);
        };
    }

    /// The request with this number, counted from 0; it must be of this kind.
    template <typename T>
    const T& asked(std::size_t number) const {
        return std::get<T>(submitted.at(number).request);
    }
    template <typename T>
    const T& last() const {
        return asked<T>(submitted.size() - 1);
    }
    JobId lastJob() const { return submitted.back().job; }

    /// From the calling thread; it is heard when the event loop runs.
    void send(JobId job, EventBody body) const { m_sink({job, std::move(body)}); }
    void send(std::size_t number, EventBody body) const { send(submitted.at(number).job, std::move(body)); }
    void finish(JobId job, Outcome outcome = Outcome::Done) const {
        send(job, JobFinished{.outcome = outcome});
    }

private:
    class Link : public EngineLink {
    public:
        explicit Link(FakeEngine& engine) : m_engine(engine) {}
        JobId submit(Request request, Priority priority) override {
            const JobId job{m_engine.submitted.size() + 1};
            m_engine.submitted.push_back({job, std::move(request), priority});
            return job;
        }
        bool cancel(JobId job, StopWhen when) override {
            m_engine.cancelled.push_back({job, when});
            return true;
        }

    private:
        FakeEngine& m_engine;
    };

    EventSink m_sink;
};

}  // namespace kaleido::test
