#include "engine/api/bench_uses.h"

#include "engine/api/generate_job.h"
#include "engine/api/plan_job.h"
#include "engine/bench/stopwatch.h"
#include "engine/runtime/event_outbox.h"

#include <optional>

namespace kaleido {
namespace {

constexpr int kRuns = 3;
constexpr int kPicturesOfPlan = 2;
constexpr int kSteps = 20;

/// How long a job took.
struct Clocked {
    double seconds = 0;
    int slices = 0;
    std::optional<double> firstPreview;
};

/// Runs a job to its end in place, as the engine thread would.
Result<Clocked> clock(Job& job, const JobContext& outer) {
    Clocked clocked;
    const Stopwatch watch;
    EventOutbox outbox(
        [&](const Event& event) {
            if (!clocked.firstPreview && std::holds_alternative<Preview>(event.body))
                clocked.firstPreview = watch.seconds();
        },
        [] { return std::chrono::steady_clock::now(); });
    JobContext context(outer.id(), outer.cancel(), outbox, outer.memory());
    while (true) {
        auto slice = job.runSlice(context);
        if (!slice) return slice.error();
        ++clocked.slices;
        if (*slice == Slice::Done) break;
    }
    clocked.seconds = watch.seconds();
    return clocked;
}

GenerateRequest paintRequest(const BenchRequest& request, const std::vector<Plan>& plans) {
    return {.model = request.model,
            .plans = plans,
            .pictures = kPicturesOfPlan,
            .guidance = 4.0,
            .steps = kSteps,
            .bfloat16 = request.bfloat16};
}

}  // namespace

Result<void> clockPlanning(const BenchRequest& request, ModelRegistry& models, const JobContext& context,
                           UseTimes& times) {
    std::vector<double> seconds;
    for (int i = 0; i <= kRuns; ++i) {
        PlanJob job({.model = request.model, .caption = "a cat sat on the mat"}, models);
        auto clocked = clock(job, context);
        if (!clocked) return clocked.error();
        if (i > 0) seconds.push_back(clocked->seconds);  // the first warms up
        times.plannedTokens = clocked->slices - 1;       // the first slice only gets ready
    }
    times.plans = median(seconds);
    return {};
}

Result<void> clockPainting(const BenchRequest& request, const std::vector<Plan>& plans, ModelRegistry& models,
                           const JobContext& context, UseTimes& times) {
    GenerateRequest warmUp = paintRequest(request, plans);
    warmUp.steps = 1;
    GenerateJob warmUpJob(std::move(warmUp), models);
    if (auto clocked = clock(warmUpJob, context); !clocked) return clocked.error();

    std::vector<double> seconds, previews;
    for (int i = 0; i < kRuns; ++i) {
        GenerateJob job(paintRequest(request, plans), models);
        auto clocked = clock(job, context);
        if (!clocked) return clocked.error();
        seconds.push_back(clocked->seconds);
        previews.push_back(clocked->firstPreview.value());
    }
    times.grid = median(seconds);
    times.firstPreview = median(previews);
    return {};
}

}  // namespace kaleido
