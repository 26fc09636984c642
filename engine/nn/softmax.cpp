#include "engine/nn/softmax.h"

#include "engine/nn/kernels.h"
#include "engine/nn/parallel.h"

#include <torch/csrc/autograd/custom_function.h>
#include <torch/types.h>

#include <vector>

namespace kaleido {

namespace {

using kernel::Bf16;
using kernel::Rows;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

constexpr std::int64_t kRowsPerTask = 64;

/// Calls work(first element, rows) for runs of rows, in parallel. Rows do not see each other, so how they are shared
/// out does not matter to the result.
template <typename Work>
void forEachRun(const torch::Tensor& tensor, const Work& work) {
    const std::int64_t channels = tensor.size(-1);
    parallelFor(0, tensor.numel() / channels, kRowsPerTask, [&](std::int64_t begin, std::int64_t end) {
        work(begin * channels, Rows{end - begin, channels});
    });
}

template <typename T>
torch::Tensor forwardLoops(const torch::Tensor& logits) {
    auto y = torch::empty_like(logits);
    const T* source = static_cast<const T*>(logits.const_data_ptr());
    T* target = static_cast<T*>(y.data_ptr());
    forEachRun(logits, [&](std::int64_t first, Rows rows) {
        std::vector<float> scratch(static_cast<std::size_t>(rows.channels) + 16);
        kernel::kernels().loops<T>().softmax.forward(source + first, rows, scratch.data(), target + first);
    });
    return y;
}

template <typename T>
torch::Tensor backwardLoops(const torch::Tensor& y, const torch::Tensor& dy) {
    auto dx = torch::empty_like(y);
    const T* result = static_cast<const T*>(y.const_data_ptr());
    const T* outer = static_cast<const T*>(dy.const_data_ptr());
    T* target = static_cast<T*>(dx.data_ptr());
    forEachRun(y, [&](std::int64_t first, Rows rows) {
        kernel::kernels().loops<T>().softmax.backward(result + first, outer + first, rows, target + first);
    });
    return dx;
}

class SoftmaxFunction : public torch::autograd::Function<SoftmaxFunction> {
public:
    static torch::Tensor forward(AutogradContext* context, const torch::Tensor& logits) {
        auto y = logits.scalar_type() == torch::kFloat32 ? forwardLoops<float>(logits)
                                                         : forwardLoops<Bf16>(logits);
        context->save_for_backward({y});
        return y;
    }

    static variable_list backward(AutogradContext* context, const variable_list& outer) {
        const auto y = context->get_saved_variables()[0];
        const auto dy = outer[0].to(y.scalar_type()).contiguous();
        return {y.scalar_type() == torch::kFloat32 ? backwardLoops<float>(y, dy)
                                                   : backwardLoops<Bf16>(y, dy)};
    }
};

}  // namespace

torch::Tensor softmaxRows(const torch::Tensor& logits) {
    const bool type = logits.scalar_type() == torch::kFloat32 || logits.scalar_type() == torch::kBFloat16;
    if (!type || !logits.is_cpu() || !logits.is_contiguous() || logits.numel() == 0)
        return logits.softmax(-1);
    return SoftmaxFunction::apply(logits);
}

}  // namespace kaleido
