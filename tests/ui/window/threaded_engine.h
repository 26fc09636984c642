#pragma once

#include "app/engine/engine_link.h"
#include "tests/engine/runtime/fake_jobs.h"

#include <functional>
#include <memory>
#include <utility>

namespace kaleido::test {

/// The real engine thread behind the window, with jobs that the test makes: `make` is called with each request.
class ThreadedEngine {
public:
    using Make = std::function<std::unique_ptr<Job>(const Request&)>;

    explicit ThreadedEngine(Make make) : m_make(std::move(make)) {}

    /// For EngineBridge, which the test's jobs and gates have to outlive.
    StartEngine starter() const {
        return [make = m_make](EventSink sink) -> std::unique_ptr<EngineLink> {
            return std::make_unique<Link>(make, std::move(sink));
        };
    }

private:
    class Link : public EngineLink {
    public:
        Link(Make make, EventSink sink) : m_make(std::move(make)), m_thread({.sink = std::move(sink)}) {}
        JobId submit(Request request, Priority priority) override {
            return m_thread.submit(m_make(request), priority);
        }
        bool cancel(JobId job, StopWhen when) override { return m_thread.cancel(job, when); }

    private:
        Make m_make;
        EngineThread m_thread;
    };

    Make m_make;
};

}  // namespace kaleido::test
