#pragma once

#include "engine/base/cancel.h"
#include "engine/runtime/job.h"

#include <array>
#include <cstddef>
#include <limits>
#include <memory>
#include <vector>

namespace kaleido {

/// A job in the queue, waiting or in the middle of its slices.
struct JobEntry {
    JobId id;
    Priority priority = Priority::Batch;
    StopSource stop;                                  ///< made at submit, so that no early cancel is lost
    JobFactory make;                                  ///< until the job is made
    std::unique_ptr<Job> job;                         ///< null until its turn comes
    bool started = false;                             ///< its first slice has begun
    int lastBatch = std::numeric_limits<int>::max();  ///< batch after the last memory error

    /// True if it is to finish as cancelled without another slice: asked to stop now, or asked to stop at all
    /// before it began.
    bool mustNotRun() const;
};

/// A waiting or running job, as shown in the queue panel.
struct JobInfo {
    JobId id;
    Priority priority = Priority::Batch;
    bool started = false;
    StopWhen stopping = StopWhen::Never;

    bool operator==(const JobInfo&) const = default;
};

/// The order in which jobs get their next slice: by priority, then first in, first out. A job stays in its
/// place until it is taken out, so a preempted one goes on where it was. Not thread-safe: EngineThread guards
/// it.
class JobQueue {
public:
    /// Appends a job behind the others of its priority.
    JobEntry& add(JobId id, Priority priority, JobFactory make, std::unique_ptr<Job> job);
    /// The entry, or null. Its address stays the same until it is taken out.
    JobEntry* find(JobId id);
    /// The first job that must not run any more, whatever its priority; else null.
    JobEntry* firstToDrop();
    /// The job whose slice comes next; null if there is none.
    JobEntry* next();
    /// Takes a job out.
    std::unique_ptr<JobEntry> take(JobId id);
    /// Moves a job to a place among those of its priority: 0 is the front, anything too large the back. False
    /// if it is not there.
    bool move(JobId id, std::size_t place);
    /// Asks every job to stop.
    void stopAll(StopWhen when);
    bool empty() const;
    /// In order of their slices.
    std::vector<JobInfo> snapshot() const;

private:
    using Line = std::vector<std::unique_ptr<JobEntry>>;
    static constexpr std::size_t kPriorities = 3;

    std::array<Line, kPriorities> m_lines;  ///< by Priority
};

}  // namespace kaleido
