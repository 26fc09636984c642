#include "engine/nn/side_by_side.h"

#include "engine/nn/one_thread.h"
#include "engine/nn/parallel.h"

#include <ATen/ThreadLocalState.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <mutex>

namespace kaleido {
void sideBySide(std::size_t count, const std::function<void(std::size_t)>& work) {
    if (count == 0) return;
    std::size_t begun = 0;
    // MKL chooses its kernels when they are first called. Threads that call them first at the same time were seen to choose
    // otherwise for once, so that a row came out 1e-5 away in one of ten processes: the first work of all is done alone.
    static std::once_flag alone;
    std::call_once(alone, [&] {
        const OneThread oneThread;
        work(begun++);
    });
    const at::ThreadLocalState modes;
    const ThreadsAsBefore asBefore;
    const auto first = static_cast<std::int64_t>(begun), end = static_cast<std::int64_t>(count);
    parallelFor(first, end, 1, [&](std::int64_t from, std::int64_t to) {
        const at::ThreadLocalStateGuard sameModes(modes);
        // oneDNN plans for as many threads as it is told there are, and would wait for them for ever. MKL takes other kernels
        // for other numbers of threads, and its number is everybody's: no thread gives it back before all are done.
        torch::set_num_threads(1);
        for (std::int64_t i = from; i < to; ++i) work(static_cast<std::size_t>(i));
    });
}

}  // namespace kaleido
