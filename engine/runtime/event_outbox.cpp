#include "engine/runtime/event_outbox.h"

#include <utility>

namespace kaleido {
namespace {

/// 1/30 s, rounded up, so that no second holds a 31st.
constexpr std::chrono::nanoseconds kInterval{33'333'334};

bool isDue(const std::optional<std::chrono::steady_clock::time_point>& last,
           std::chrono::steady_clock::time_point now) {
    return !last || now - *last >= kInterval;
}

}  // namespace

EventOutbox::EventOutbox(EventSink sink, EventClock clock)
    : m_clock(std::move(clock)), m_sink(std::move(sink)) {}

void EventOutbox::post(JobId job, EventBody body) {
    if (auto* progress = std::get_if<Progress>(&body)) {
        m_jobs[job].held = std::move(*progress);
        return flushDue();
    }
    flushDue();
    if (const auto* partial = std::get_if<PlanPartial>(&body)) {
        const int index = partial->index;
        return postDroppable(job, {index, -1}, std::move(body));
    }
    if (const auto* preview = std::get_if<Preview>(&body)) {
        const std::pair key{preview->ref.plan, preview->ref.picture};
        return postDroppable(job, key, std::move(body));
    }
    send(job, std::move(body));
}

void EventOutbox::finish(JobId job, JobFinished finished) {
    if (const auto found = m_jobs.find(job); found != m_jobs.end()) {
        if (found->second.held) sendProgress(job, found->second, m_clock());
        m_jobs.erase(found);
    }
    send(job, std::move(finished));
}

void EventOutbox::flushDue() {
    const Time now = m_clock();
    for (auto& [job, state] : m_jobs) {
        if (state.held && isDue(state.progressSent, now)) sendProgress(job, state, now);
    }
}

void EventOutbox::flushAll() {
    const Time now = m_clock();
    for (auto& [job, state] : m_jobs) {
        if (state.held) sendProgress(job, state, now);
    }
}

void EventOutbox::detach() {
    const std::scoped_lock lock(m_sinkMutex);
    m_sink = nullptr;
}

void EventOutbox::sendProgress(JobId job, JobState& state, Time now) {
    state.progressSent = now;
    Progress progress = std::move(*state.held);
    state.held.reset();
    send(job, std::move(progress));
}

void EventOutbox::postDroppable(JobId job, std::pair<int, int> key, EventBody body) {
    const Time now = m_clock();
    auto& sent = m_jobs[job].previewSent;
    const auto found = sent.find(key);
    if (found != sent.end() && now - found->second < kInterval) return;
    sent[key] = now;
    send(job, std::move(body));
}

void EventOutbox::send(JobId job, EventBody body) {
    const std::scoped_lock lock(m_sinkMutex);
    if (m_sink) m_sink(Event{job, std::move(body)});
}

}  // namespace kaleido
