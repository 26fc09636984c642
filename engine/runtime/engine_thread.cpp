#include "engine/runtime/engine_thread.h"

#include <fmt/format.h>

#include <cassert>
#include <new>
#include <stdexcept>
#include <utility>

namespace kaleido {
namespace {

JobFinished failed(Error error) {
    const Outcome outcome = error.code == Code::Cancelled ? Outcome::Cancelled : Outcome::Failed;
    return {outcome, std::move(error)};
}

JobFinished failedInternally(const char* what) {
    return failed({Code::Internal, fmt::format("internal error: {}", what), {}, {}});
}

}  // namespace

EngineThread::EngineThread(EngineThreadOptions options)
    : m_outbox(std::move(options.sink), std::move(options.clock)),
      m_options(std::move(options)),
      m_thread([this] { run(); }) {}

EngineThread::~EngineThread() {
    shutdown();
}

JobId EngineThread::submit(std::unique_ptr<Job> job, Priority priority) {
    assert(job);
    return enqueue(nullptr, std::move(job), priority);
}

JobId EngineThread::submit(JobFactory make, Priority priority) {
    assert(make);
    return enqueue(std::move(make), nullptr, priority);
}

JobId EngineThread::enqueue(JobFactory make, std::unique_ptr<Job> job, Priority priority) {
    const std::scoped_lock lock(m_mutex);
    if (m_shutDown) return {};
    const JobId id{++m_lastId};
    m_queue.add(id, priority, std::move(make), std::move(job));
    m_wake.notify_one();
    return id;
}

bool EngineThread::cancel(JobId id, StopWhen when) {
    const std::scoped_lock lock(m_mutex);
    JobEntry* entry = m_queue.find(id);
    if (!entry) return false;
    entry->stop.requestStop(when);
    m_wake.notify_one();
    return true;
}

bool EngineThread::move(JobId id, std::size_t place) {
    const std::scoped_lock lock(m_mutex);
    return m_queue.move(id, place);
}

void EngineThread::pause() {
    const std::scoped_lock lock(m_mutex);
    m_paused = true;
}

void EngineThread::resume() {
    const std::scoped_lock lock(m_mutex);
    m_paused = false;
    m_wake.notify_one();
}

bool EngineThread::isPaused() const {
    const std::scoped_lock lock(m_mutex);
    return m_paused;
}

std::vector<JobInfo> EngineThread::jobs() const {
    const std::scoped_lock lock(m_mutex);
    return m_queue.snapshot();
}

void EngineThread::shutdown() {
    assert(std::this_thread::get_id() != m_thread.get_id());
    {
        const std::scoped_lock lock(m_mutex);
        if (m_shutDown) return;
        m_shutDown = true;
    }
    // Without m_mutex: the sink may be in the middle of a call that submits or cancels.
    m_outbox.detach();
    {
        const std::scoped_lock lock(m_mutex);
        m_queue.stopAll(StopWhen::Now);
        m_wake.notify_one();
    }
    m_thread.join();
}

void EngineThread::run() {
    std::unique_lock lock(m_mutex);
    while (JobEntry* entry = waitForWork(lock)) {
        lock.unlock();
        turn(*entry);
        lock.lock();
    }
    // What is left is destroyed on this thread, which owns whatever the jobs hold.
    const JobQueue left = std::exchange(m_queue, {});
    lock.unlock();
}

JobEntry* EngineThread::waitForWork(std::unique_lock<std::mutex>& lock) {
    for (bool flushed = false;;) {
        if (m_shutDown) return nullptr;
        if (JobEntry* entry = m_queue.firstToDrop()) return entry;
        if (JobEntry* entry = m_paused ? nullptr : m_queue.next()) {
            entry->started = true;
            return entry;
        }
        if (!std::exchange(flushed, true)) {
            lock.unlock();
            m_outbox.flushAll();
            lock.lock();
            continue;  // something may have come in meanwhile
        }
        m_wake.wait(lock);
    }
}

void EngineThread::turn(JobEntry& entry) {
    if (entry.mustNotRun()) return finish(entry.id, {Outcome::Cancelled, {}});
    if (auto finished = runGuarded(entry)) return finish(entry.id, std::move(*finished));
    m_outbox.flushDue();
}

std::optional<JobFinished> EngineThread::runGuarded(JobEntry& entry) {
    try {
        const Result<Slice> slice = runSlice(entry);
        if (!slice) return failed(slice.error());
        if (*slice == Slice::Done) return JobFinished{};
        return std::nullopt;
    } catch (const Cancelled&) {
        return JobFinished{Outcome::Cancelled, {}};
    } catch (const std::bad_alloc&) {
        // Handled below, once the exception is gone too.
    } catch (const std::exception& exception) {
        if (!m_options.isMemoryError || !m_options.isMemoryError(exception)) {
            return failedInternally(exception.what());
        }
    } catch (...) {
        return failedInternally("an exception of an unknown type");
    }
    return afterMemoryError(entry);
}

Result<Slice> EngineThread::runSlice(JobEntry& entry) {
    if (!entry.job) {
        entry.job = std::exchange(entry.make, nullptr)();
        if (!entry.job) throw std::logic_error("a job factory made no job");
    }
    JobContext context(entry.id, entry.stop.token(), m_outbox, m_options.memory);
    return entry.job->runSlice(context);
}

int EngineThread::smallerBatch(JobEntry& entry) {
    try {
        const int batch = entry.job ? entry.job->onMemoryError().value_or(0) : 0;
        if (m_options.emptyCaches) m_options.emptyCaches();
        return batch < entry.lastBatch ? batch : 0;
    } catch (const std::exception& exception) {
        if (m_options.log) m_options.log(LogLevel::Error, exception.what());
        return 0;
    }
}

std::optional<JobFinished> EngineThread::afterMemoryError(JobEntry& entry) {
    const int batch = smallerBatch(entry);
    const std::string free = formatBytes(m_options.memory.freeBytes());
    if (batch >= 1) {
        entry.lastBatch = batch;
        m_outbox.post(entry.id,
                      Notice{NoticeKind::SmallerBatch,
                             fmt::format("Memory ran out ({} are free now); going on with {} at a time.",
                                         free, batch)});
        return std::nullopt;
    }
    return failed(
        {Code::NoMemory,
         fmt::format("Memory ran out, and the work cannot be cut any smaller ({} are free now). Close other "
                     "programs, or choose a smaller model or size.",
                     free),
         {},
         {}});
}

void EngineThread::finish(JobId id, JobFinished finished) {
    std::unique_ptr<JobEntry> entry;
    {
        const std::scoped_lock lock(m_mutex);
        entry = m_queue.take(id);
    }
    // Whoever hears of the end finds the memory free.
    const bool started = entry->started;
    entry.reset();
    if (started && m_options.emptyCaches) m_options.emptyCaches();
    m_outbox.finish(id, std::move(finished));
}

}  // namespace kaleido
