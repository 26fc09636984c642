#pragma once

#include "engine/base/log.h"
#include "engine/runtime/event_outbox.h"
#include "engine/runtime/job.h"
#include "engine/runtime/job_queue.h"
#include "engine/runtime/memory_budget.h"

#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace kaleido {

struct EngineThreadOptions {
    EventSink sink{};
    EventClock clock = std::chrono::steady_clock::now;
    MemoryBudget memory{};
    /// Recognises allocation errors that are not std::bad_alloc (LibTorch has its own); empty = there are
    /// none.
    std::function<bool(const std::exception&)> isMemoryError{};
    /// Gives cached memory back (the device's cache, what the heap keeps), after an allocation error and behind each job;
    /// may be empty.
    std::function<void()> emptyCaches{};
    LogSink log{};
};

/// The one thread that runs jobs and owns every tensor. Jobs run in slices; between two slices it looks for
/// cancelled jobs and for jobs of higher priority. All events come from this thread, each job's in order,
/// with exactly one JobFinished, the last. The public functions may be called from any thread, also from the
/// sink, except shutdown() and the destructor, which belong to the owner's thread.
class EngineThread {
public:
    explicit EngineThread(EngineThreadOptions options);
    ~EngineThread();
    EngineThread(const EngineThread&) = delete;
    EngineThread& operator=(const EngineThread&) = delete;

    /// Queues a job, which is run and destroyed on the engine thread. After shutdown the job is refused: the
    /// id is none (false), and the job dies with its unique_ptr. A factory is called on the engine thread
    /// when the job's turn comes; what it throws is treated like an exception from a slice.
    JobId submit(std::unique_ptr<Job> job, Priority priority);
    JobId submit(JobFactory make, Priority priority);

    /// Asks a job to stop; a later request may only make it sooner. A job that has not begun is dropped
    /// either way, also while paused. False if the job is gone or never was; true does not promise that it
    /// will not finish first.
    bool cancel(JobId id, StopWhen when);
    /// Moves a job to a place (0 = front) among those of its priority. False if it is gone.
    bool move(JobId id, std::size_t place);
    /// No slice begins while paused; the one that runs is finished.
    void pause();
    void resume();
    bool isPaused() const;
    /// The waiting and running jobs in order of their slices.
    std::vector<JobInfo> jobs() const;

    /// Accepts no more jobs, detaches the sink (no event comes after this began), asks every job to stop now
    /// and waits for the thread. Not to be called on the engine thread. Calling it again does nothing.
    void shutdown();

private:
    JobId enqueue(JobFactory make, std::unique_ptr<Job> job, Priority priority);
    void run();
    JobEntry* waitForWork(std::unique_lock<std::mutex>& lock);
    void turn(JobEntry& entry);
    std::optional<JobFinished> runGuarded(JobEntry& entry);
    Result<Slice> runSlice(JobEntry& entry);
    std::optional<JobFinished> afterMemoryError(JobEntry& entry);
    /// Lets the job free memory; the batch of its next try, 0 if there is none.
    int smallerBatch(JobEntry& entry);
    void finish(JobId id, JobFinished finished);

    EventOutbox m_outbox;
    const EngineThreadOptions m_options;  ///< its sink and clock have moved into the outbox

    mutable std::mutex m_mutex;  ///< guards what follows, but not the job inside an entry
    std::condition_variable m_wake;
    JobQueue m_queue;
    std::uint64_t m_lastId = 0;
    bool m_paused = false;
    bool m_shutDown = false;

    std::jthread m_thread;  ///< last: it uses all the rest
};

}  // namespace kaleido
