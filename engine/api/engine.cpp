#include "engine/api/engine.h"

#include "engine/api/bench_job.h"
#include "engine/api/export_job.h"
#include "engine/api/generate_job.h"
#include "engine/api/judge_pictures_job.h"
#include "engine/api/judge_plans_job.h"
#include "engine/api/measure_sets_job.h"
#include "engine/api/plan_job.h"
#include "engine/api/public_bench_job.h"
#include "engine/api/token_picture_job.h"
#include "engine/api/token_tiles_job.h"
#include "engine/api/toy_job.h"
#include "engine/api/train_job.h"
#include "engine/api/world_job.h"
#include "engine/base/heap.h"
#include "engine/runtime/engine_thread.h"

#include <torch/types.h>
#include <torch/utils.h>

#include <type_traits>

namespace kaleido {

struct Engine::Impl {
    explicit Impl(EngineOptions options)
        : thread({.sink = std::move(options.sink),
                  .memory = MemoryBudget(memoryFacts, {.processLimit = options.memoryLimit}),
                  .isMemoryError =
                      [](const std::exception& error) {
                          // LibTorch's CPU allocator reports failure as a plain c10::Error.
                          return dynamic_cast<const c10::OutOfMemoryError*>(&error) ||
                                 std::string_view(error.what()).find("can't allocate memory") !=
                                     std::string_view::npos;
                      },
                  .emptyCaches = returnFreedMemory,
                  .log = std::move(options.log)}) {
        if (options.threads > 0) torch::set_num_threads(options.threads);
    }

    std::unique_ptr<Job> jobFor(Request request) {
        return std::visit(
            [this](auto&& chosen) -> std::unique_ptr<Job> {
                using T = std::decay_t<decltype(chosen)>;
                if constexpr (std::is_same_v<T, PlanRequest>)
                    return std::make_unique<PlanJob>(std::move(chosen), models);
                if constexpr (std::is_same_v<T, GenerateRequest>) {
                    return std::make_unique<GenerateJob>(std::move(chosen), models);
                }
                if constexpr (std::is_same_v<T, TrainRequest>)
                    return std::make_unique<TrainJob>(std::move(chosen));
                if constexpr (std::is_same_v<T, ExportRequest>)
                    return std::make_unique<ExportJob>(std::move(chosen));
                if constexpr (std::is_same_v<T, WorldRequest>)
                    return std::make_unique<WorldJob>(std::move(chosen));
                if constexpr (std::is_same_v<T, BenchRequest>)
                    return std::make_unique<BenchJob>(std::move(chosen), models);
                if constexpr (std::is_same_v<T, PublicBenchRequest>)
                    return std::make_unique<PublicBenchJob>(std::move(chosen));
                if constexpr (std::is_same_v<T, ToyRequest>)
                    return std::make_unique<ToyJob>(std::move(chosen));
                if constexpr (std::is_same_v<T, MeasureSetsRequest>)
                    return std::make_unique<MeasureSetsJob>(std::move(chosen), judges);
                if constexpr (std::is_same_v<T, JudgePicturesRequest>)
                    return std::make_unique<JudgePicturesJob>(std::move(chosen), judges);
                if constexpr (std::is_same_v<T, JudgePlansRequest>)
                    return std::make_unique<JudgePlansJob>(std::move(chosen));
                if constexpr (std::is_same_v<T, TokenTilesRequest>)
                    return std::make_unique<TokenTilesJob>(std::move(chosen), models);
                if constexpr (std::is_same_v<T, TokenPictureRequest>)
                    return std::make_unique<TokenPictureJob>(std::move(chosen), models);
            },
            std::move(request));
    }

    ModelRegistry models;   ///< used on the engine thread only
    JudgesRegistry judges;  ///< the same
    EngineThread thread;    ///< last: it uses all the rest
};

Engine::Engine(EngineOptions options) {
    keepFreedMemory();
    m_impl = std::make_unique<Impl>(std::move(options));
}

Engine::~Engine() {
    m_impl->thread.shutdown();
}

JobId Engine::submit(Request request, Priority priority) {
    return m_impl->thread.submit(m_impl->jobFor(std::move(request)), priority);
}

bool Engine::cancel(JobId job, StopWhen when) {
    return m_impl->thread.cancel(job, when);
}

}  // namespace kaleido
