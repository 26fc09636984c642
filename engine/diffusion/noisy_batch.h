#pragma once

#include "engine/diffusion/noise_schedule.h"

#include <torch/types.h>

#include <cstdint>
#include <vector>

namespace kaleido {

/// How training draws a sample's noise time.
enum class TimeDistribution {
    Uniform,      ///< every time alike
    LogitNormal,  ///< t/T = sigmoid(N(mean, std)): mostly the middle, where looks are decided (Esser et al.
                  ///< 2024)
};

struct TimeOptions {
    TimeDistribution distribution = TimeDistribution::LogitNormal;
    double mean = 0.3;  ///< of the logit; only for LogitNormal
    double std = 1.0;
};

/// Network times 0 … steps−1 for `count` samples, [count] int64 on the generator's device. The noise of time
/// k is that of γ_{k+1} (MDM specification 3.2).
torch::Tensor drawTimes(std::int64_t count, int steps, const TimeOptions& options,
                        torch::Generator& generator);

/// The picture at every scale, highest first: averages over neighbouring scales in turn. pictures: [B,C,H,W];
/// scales as in schedulesOfScales(); H and W divisible by the first scale.
std::vector<torch::Tensor> picturePyramid(const torch::Tensor& pictures,
                                          const std::vector<std::int64_t>& scales);

/// Independent N(0, I) of the pyramid's shapes, drawn highest resolution first on the generator's device,
/// then moved to the pyramid's.
std::vector<torch::Tensor> drawNoise(const std::vector<torch::Tensor>& pyramid, torch::Generator& generator);

/// With mixed resolutions the larger scales use only the first samples of a batch. `ratio` is MDM's
/// mixed_ratio, one number a scale, highest first ({2, 1}: the top scale takes 2/3 of the batch); empty: all
/// take all. Rounded down, but at least one sample.
std::vector<torch::Tensor> mixResolutions(const std::vector<torch::Tensor>& pyramid,
                                          const std::vector<double>& ratio);

/// One training batch, a tensor a scale, highest first. Scale i may hold fewer samples than the batch: its
/// first.
struct NoisyBatch {
    torch::Tensor times = {};                ///< [B] int64, what the network is given
    std::vector<torch::Tensor> clean = {};   ///< x0
    std::vector<torch::Tensor> noise = {};   ///< ε
    std::vector<torch::Tensor> xt = {};      ///< √γ·x0 + √(1−γ)·ε, float32
    std::vector<torch::Tensor> target = {};  ///< v = √γ·ε − √(1−γ)·x0, float32
    std::vector<torch::Tensor> gamma = {};   ///< γ_{time+1} of each sample at that scale's own schedule
};

/// Adds each sample's own amount of noise. times: [B] int64 on the pyramid's device; one noise and one
/// schedule a scale.
NoisyBatch addNoise(const std::vector<torch::Tensor>& pyramid, const torch::Tensor& times,
                    const std::vector<torch::Tensor>& noise, const std::vector<NoiseSchedule>& schedules);

}  // namespace kaleido
