#include "engine/nn/side_by_side.h"

#include "engine/nn/one_thread.h"

#include <ATen/Parallel.h>
#include <ATen/ThreadLocalState.h>
#include <torch/torch.h>

namespace kaleido {

void sideBySide(std::size_t count, const std::function<void(std::size_t)>& work) {
    const at::ThreadLocalState modes;
    at::parallel_for(0, static_cast<std::int64_t>(count), 1, [&](std::int64_t first, std::int64_t last) {
        const at::ThreadLocalStateGuard sameModes(modes);
        // oneDNN plans for as many threads as it is told there are, and would wait for them for ever.
        const OneThread oneThread;
        for (std::int64_t i = first; i < last; ++i) work(static_cast<std::size_t>(i));
    });
}

}  // namespace kaleido
