#include "engine/nn/parallel.h"

#include <ATen/Parallel.h>
#include <c10/util/ParallelGuard.h>

#include <algorithm>
#include <exception>
#include <mutex>

// What GCC makes of `#pragma omp parallel` (GNU Offloading and Multi Processing Runtime Library, "The libgomp ABI"). LibTorch
// brings this runtime along and uses the same threads.
extern "C" {
void GOMP_parallel(void (*body)(void*), void* data, unsigned threads, unsigned flags);
int omp_get_num_threads();
int omp_get_thread_num();
}

namespace kaleido {
namespace {

struct Loop {
    std::int64_t begin;
    std::int64_t end;
    std::int64_t grain;
    const std::function<void(std::int64_t, std::int64_t)>& work;
    std::mutex mutex{};
    std::exception_ptr thrown{};  ///< the first
};

void runAs(int thread, std::int64_t from, std::int64_t to, const Loop& loop) {
    const at::internal::ThreadIdGuard number(thread);
    const c10::ParallelGuard within(true);
    loop.work(from, to);
}

/// What one thread of the team does.
void takePart(void* data) {
    Loop& loop = *static_cast<Loop*>(data);
    const std::int64_t all = loop.end - loop.begin;
    const std::int64_t threads = std::min<std::int64_t>(omp_get_num_threads(), at::divup(all, loop.grain));
    const std::int64_t share = at::divup(all, threads);
    const int thread = omp_get_thread_num();
    const std::int64_t from = loop.begin + thread * share;
    if (from >= loop.end) return;
    try {
        runAs(thread, from, std::min(loop.end, from + share), loop);
    } catch (...) {
        const std::lock_guard lock(loop.mutex);
        if (!loop.thrown) loop.thrown = std::current_exception();
    }
}

}  // namespace

void parallelFor(std::int64_t begin, std::int64_t end, std::int64_t grain,
                 const std::function<void(std::int64_t, std::int64_t)>& work) {
    if (begin >= end) return;
    Loop loop{.begin = begin, .end = end, .grain = std::max<std::int64_t>(grain, 1), .work = work};
    at::internal::lazy_init_num_threads();
    if (end - begin <= loop.grain || at::in_parallel_region() || at::get_num_threads() == 1) {
        runAs(0, begin, end, loop);
        return;
    }
    // The team is as large as omp_set_num_threads, which torch has called, says.
    GOMP_parallel(&takePart, &loop, 0, 0);
    if (loop.thrown) std::rethrow_exception(loop.thrown);
}

}  // namespace kaleido
