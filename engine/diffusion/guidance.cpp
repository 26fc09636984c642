#include "engine/diffusion/guidance.h"

#include <torch/types.h>

#include <utility>

namespace kaleido {
namespace {

torch::Tensor contrast(const torch::Tensor& pictures) {
    return pictures.std(std::vector<std::int64_t>{1, 2, 3}, /*unbiased=*/true, /*keepdim=*/true);
}

/// One call of the network for both halves, guided scale by scale.
std::vector<torch::Tensor> guideBoth(const Denoise& both, const std::vector<torch::Tensor>& x,
                                     const torch::Tensor& times, const GuidanceOptions& options) {
    std::vector<torch::Tensor> twice;
    for (const torch::Tensor& pictures : x) twice.push_back(torch::cat({pictures, pictures}));
    std::vector<torch::Tensor> predictions = both(twice, torch::cat({times, times}));
    for (torch::Tensor& prediction : predictions) {
        const std::vector<torch::Tensor> halves = prediction.chunk(2);
        prediction = guide(halves[0], halves[1], options);
    }
    return predictions;
}

}  // namespace

bool needsUnconditional(const GuidanceOptions& options, double logSnr) {
    return options.weight != 1.0 && logSnr >= options.lowestLogSnr && logSnr <= options.highestLogSnr;
}

torch::Tensor guide(const torch::Tensor& unconditional, const torch::Tensor& conditional,
                    const GuidanceOptions& options) {
    const torch::Tensor without = unconditional.to(torch::kFloat32);
    const torch::Tensor with = conditional.to(torch::kFloat32);
    const torch::Tensor result = without + options.weight * (with - without);
    if (options.rescale == 0.0) return result;
    // A flat picture has no contrast to restore.
    const torch::Tensor ratio = contrast(with) / contrast(result).clamp_min(1e-12);
    return result * (options.rescale * ratio + (1.0 - options.rescale));
}

Denoise guided(Denoise both, Denoise conditional, NoiseSchedule base, GuidanceOptions options) {
    return [both = std::move(both), conditional = std::move(conditional), base = std::move(base), options](
               const std::vector<torch::Tensor>& x, const torch::Tensor& times) {
        const int time = times[0].item<int>() + 1;
        return needsUnconditional(options, base.logSnr(time)) ? guideBoth(both, x, times, options)
                                                              : conditional(x, times);
    };
}

}  // namespace kaleido
