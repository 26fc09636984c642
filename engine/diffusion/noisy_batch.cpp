#include "engine/diffusion/noisy_batch.h"

#include "engine/diffusion/conversions.h"

#include <torch/types.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace kaleido {

torch::Tensor drawTimes(std::int64_t count, int steps, const TimeOptions& options,
                        torch::Generator& generator) {
    const auto place = torch::TensorOptions().device(generator.device());
    if (options.distribution == TimeDistribution::Uniform)
        return torch::randint(0, steps, {count}, generator, place.dtype(torch::kInt64));
    const torch::Tensor logit = torch::randn({count}, generator, place.dtype(torch::kFloat64));
    const torch::Tensor fraction = (logit * options.std + options.mean).sigmoid();
    return (fraction * steps).floor().clamp(0, steps - 1).to(torch::kInt64);
}

std::vector<torch::Tensor> picturePyramid(const torch::Tensor& pictures,
                                          const std::vector<std::int64_t>& scales) {
    std::vector<torch::Tensor> pyramid{pictures};
    for (std::size_t i = 1; i < scales.size(); ++i) {
        TORCH_CHECK(scales[i - 1] % scales[i] == 0, "scale ", scales[i - 1], " is no multiple of ",
                    scales[i]);
        pyramid.push_back(torch::avg_pool2d(pyramid.back(), scales[i - 1] / scales[i]));
    }
    return pyramid;
}

std::vector<torch::Tensor> drawNoise(const std::vector<torch::Tensor>& pyramid, torch::Generator& generator) {
    std::vector<torch::Tensor> noise;
    for (const torch::Tensor& pictures : pyramid)
        noise.push_back(torch::randn(pictures.sizes(), generator,
                                     torch::TensorOptions().device(generator.device()).dtype(torch::kFloat32))
                            .to(pictures.device()));
    return noise;
}

std::vector<torch::Tensor> mixResolutions(const std::vector<torch::Tensor>& pyramid,
                                          const std::vector<double>& ratio) {
    if (ratio.empty()) return pyramid;
    TORCH_CHECK(ratio.size() == pyramid.size(), "mixed_ratio has ", ratio.size(), " numbers for ",
                pyramid.size(), " scales");
    const double whole = std::accumulate(ratio.begin(), ratio.end(), 0.0);
    std::vector<torch::Tensor> mixed;
    double sum = 0.0;
    for (std::size_t i = 0; i < pyramid.size(); ++i) {
        sum += ratio[i];
        const std::int64_t batch = pyramid[i].size(0);
        // The small term keeps 3 · (2/3 + 1/3) at 3 in spite of rounding.
        const auto count =
            static_cast<std::int64_t>(std::floor(static_cast<double>(batch) * sum / whole + 1e-9));
        mixed.push_back(pyramid[i].slice(0, 0, std::clamp<std::int64_t>(count, 1, batch)));
    }
    return mixed;
}

NoisyBatch addNoise(const std::vector<torch::Tensor>& pyramid, const torch::Tensor& times,
                    const std::vector<torch::Tensor>& noise, const std::vector<NoiseSchedule>& schedules) {
    TORCH_CHECK(noise.size() == pyramid.size() && schedules.size() == pyramid.size(), pyramid.size(),
                " scales, ", noise.size(), " noises, ", schedules.size(), " schedules");
    NoisyBatch batch{.times = times, .clean = pyramid, .noise = noise};
    for (std::size_t i = 0; i < pyramid.size(); ++i) {
        const torch::Tensor gamma = schedules[i].gammaAt(times.slice(0, 0, pyramid[i].size(0)) + 1);
        batch.xt.push_back(diffuse(pyramid[i], noise[i], gamma));
        batch.target.push_back(toV(pyramid[i], noise[i], gamma));
        batch.gamma.push_back(gamma);
    }
    return batch;
}

}  // namespace kaleido
