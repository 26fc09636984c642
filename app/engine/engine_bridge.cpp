#include "app/engine/engine_bridge.h"

#include <utility>

namespace kaleido {

EngineBridge::EngineBridge(const StartEngine& start, QObject* parent)
    : QObject(parent), m_engine(start([this](const Event& event) { arrive(event); })) {}

EngineBridge::~EngineBridge() {
    m_engine.reset();
}

JobId EngineBridge::submit(Request request, QObject* context, Handler handle, Priority priority) {
    const JobId job = add(std::move(request), priority, {context, std::move(handle)});
    if (++m_waitedFor == 1) Q_EMIT busyChanged(true);
    return job;
}

JobId EngineBridge::submitQuietly(Request request, QObject* context, Handler handle) {
    return add(std::move(request), Priority::Interactive, {context, std::move(handle), true});
}

JobId EngineBridge::add(Request request, Priority priority, Listener listener) {
    const JobId job = m_engine->submit(std::move(request), priority);
    // Its events are not delivered before this function has returned to the event loop.
    m_jobs.emplace(job, std::move(listener));
    return job;
}

bool EngineBridge::cancel(JobId job, StopWhen when) {
    return m_engine->cancel(job, when);
}

void EngineBridge::cancelAll(StopWhen when) {
    for (const auto& [job, listener] : m_jobs) m_engine->cancel(job, when);
}

void EngineBridge::arrive(const Event& event) {
    {
        const std::scoped_lock lock(m_mutex);
        m_arrived.push_back(event);
        if (m_arrived.size() > 1) return;  // the GUI thread has been told
    }
    QMetaObject::invokeMethod(this, &EngineBridge::deliver, Qt::QueuedConnection);
}

void EngineBridge::deliver() {
    std::vector<Event> arrived;
    {
        const std::scoped_lock lock(m_mutex);
        arrived.swap(m_arrived);
    }
    for (const Event& event : arrived) {
        const auto found = m_jobs.find(event.job);
        if (found == m_jobs.end()) continue;
        const Listener listener = found->second;
        const auto* ended = std::get_if<JobFinished>(&event.body);
        if (ended != nullptr) {
            m_jobs.erase(found);
            if (!listener.quiet) --m_waitedFor;
        }
        const auto* progress = std::get_if<Progress>(&event.body);
        if (progress != nullptr && !listener.quiet) {
            Q_EMIT progressed(event.job, *progress);
        } else if (const auto* notice = std::get_if<Notice>(&event.body)) {
            Q_EMIT noticed(event.job, *notice);
        }
        if (listener.context && listener.handle) listener.handle(event.job, event.body);
        if (ended == nullptr) continue;
        Q_EMIT finished(event.job, *ended);
        if (!listener.quiet && m_waitedFor == 0) Q_EMIT busyChanged(false);
    }
}

}  // namespace kaleido
