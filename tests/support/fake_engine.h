#pragma once

#include "app/engine/engine_link.h"

#include <memory>
#include <utility>
#include <vector>

namespace kaleido::test {

/// An engine that does nothing by itself: it keeps what it is asked for, and the test sends the events.
class FakeEngine {
public:
    struct Asked {
        JobId job;
        Request request;
        Priority priority = Priority::Interactive;
    };
    struct Cancelled {
        JobId job;
        StopWhen when = StopWhen::Never;
    };

    /// For EngineBridge; the fake must outlive it.
    StartEngine starter() {
        return [this](EventSink sink) -> std::unique_ptr<EngineLink> {
            m_sink = std::move(sink);
            return std::make_unique<Link>(*this);
        };
    }

    template <typename T>
    const T& asked(std::size_t index) const {
        return std::get<T>(requests.at(index).request);
    }
    void send(std::size_t index, EventBody body) { m_sink({requests.at(index).job, std::move(body)}); }

    std::vector<Asked> requests;
    std::vector<Cancelled> cancelled;

private:
    class Link : public EngineLink {
    public:
        explicit Link(FakeEngine& engine) : m_engine(engine) {}
        JobId submit(Request request, Priority priority) override {
            const JobId job{m_engine.requests.size() + 1};
            m_engine.requests.push_back({job, std::move(request), priority});
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
