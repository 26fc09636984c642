#pragma once

#include "engine/base/error.h"
#include "engine/base/strong_id.h"
#include "engine/runtime/results.h"

#include <cstdint>
#include <functional>
#include <string>
#include <variant>

namespace kaleido {

using JobId = StrongId<struct JobTag>;

/// How far a job is. Coalesced: the newest of a job, at most 30 a second; never lost altogether.
struct Progress {
    std::string stage{};      ///< what is being done: "loading", "painting"
    std::int64_t done = 0;    ///< steps, pictures … done
    std::int64_t total = 0;   ///< of so many; 0 = not known
    double secondsLeft = -1;  ///< estimate; negative = not known

    bool operator==(const Progress&) const = default;
};

enum class NoticeKind {
    General,
    EmptyCaption,
    UnknownWords,
    SmallerBatch,  ///< too little memory: going on with smaller micro-batches
    SkippedSteps,  ///< training skipped steps that were not finite
};

/// A word to the user that is not an error. Never dropped.
struct Notice {
    NoticeKind kind = NoticeKind::General;
    std::string message{};

    bool operator==(const Notice&) const = default;
};

enum class Outcome { Done, Cancelled, Failed };

/// Exactly one for each job, and always its last event.
struct JobFinished {
    Outcome outcome = Outcome::Done;
    Error error{};  ///< meaningful when Failed

    bool operator==(const JobFinished&) const = default;
};

using EventBody = std::variant<Progress, PlanPartial, PlanDone, Preview, PictureDone, SceneDone, TrainMetrics,
                               TrainSamples, BenchDone, PublicBenchDone, ToyDone, SetsMeasured, PictureJudged,
                               PlanJudged, TokenTilesDone, TokenPictureDone, Notice, JobFinished>;

/// What the engine tells about a job: a plain value, in order per job.
struct Event {
    JobId job;
    EventBody body;

    bool operator==(const Event&) const = default;
};

/// Where events go. Called on the engine thread, one event at a time; must not throw or wait for another
/// thread. It may submit and cancel jobs.
using EventSink = std::function<void(const Event&)>;

}  // namespace kaleido
