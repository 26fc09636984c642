#pragma once

#include "engine/base/cancel.h"
#include "engine/base/error.h"
#include "engine/runtime/event.h"

#include <concepts>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace kaleido {

class EventOutbox;
class MemoryBudget;

/// Interactive before batch before training; a higher one takes over between two slices of a lower one.
enum class Priority { Interactive, Batch, Training };

/// Whether a job wants another slice.
enum class Slice { More, Done };

/// What a job may use while a slice of it runs. Lives for one slice; used on the engine thread only.
class JobContext {
public:
    JobContext(JobId id, CancelToken cancel, EventOutbox& outbox, const MemoryBudget& memory);

    JobId id() const { return m_id; }
    /// For deep code, which calls its checkpoint(); may be copied to helper threads.
    const CancelToken& cancel() const { return m_cancel; }
    /// Throws Cancelled if the job is to stop now.
    void checkpoint() const { m_cancel.checkpoint(); }
    /// To be called when a picture (plan, scene, optimizer step) has been reported and more are to come:
    /// throws Cancelled if the user asked to stop after it.
    void checkpointAfterPicture() const;

    /// Reports an event; JobFinished is the engine thread's to send. After a stop "now" partial plans and
    /// previews are dropped.
    template <typename T>
    requires(!std::same_as<T, JobFinished> && std::constructible_from<EventBody, T>) void post(T payload) {
        postBody(EventBody(std::move(payload)));
    }

    /// To be asked before big allocations.
    const MemoryBudget& memory() const { return m_memory; }

private:
    void postBody(EventBody body);

    JobId m_id;
    CancelToken m_cancel;
    EventOutbox& m_outbox;
    const MemoryBudget& m_memory;
};

/// One piece of work for the engine thread, done in slices that are as short as they can usefully be:
/// training yields after each optimizer step, generation after each network call. Made, run and destroyed on
/// the engine thread (see EngineThread::submit).
class Job {
public:
    virtual ~Job() = default;

    /// Does the next bit. An Error ends the job as Failed; Cancelled passes through and ends it as Cancelled;
    /// any other exception is a bug of ours and ends it as Failed with Code::Internal.
    virtual Result<Slice> runSlice(JobContext& context) = 0;

    /// Called after an allocation failed inside runSlice(), with the stack unwound: free what can be made
    /// again and go on with half the batch. Returns the batch size of the next try (smaller than before, at
    /// least 1), or nothing if there is no smaller way; the job then ends as Failed with Code::NoMemory.
    virtual std::optional<int> onMemoryError() { return std::nullopt; }
};

/// Makes a job on the engine thread, when its turn comes.
using JobFactory = std::function<std::unique_ptr<Job>()>;

}  // namespace kaleido
