#pragma once

#include <torch/types.h>

namespace kaleido {

/// What GroupNorm does to each channel of each sample, float32 on the CPU, contiguous.
struct GroupNormParameters {
    torch::Tensor weight;  ///< [C]
    torch::Tensor bias;    ///< [C]
    torch::Tensor scale;   ///< [B,C]; undefined = 0
    torch::Tensor shift;   ///< [B,C]; undefined = 0
    std::int64_t groups = 1;
    double epsilon = 0;
    bool silu = false;
};

/// What the way back needs of the way there, [B,C] float32 each.
struct GroupNormStatistics {
    torch::Tensor mean;     ///< of the channel's group
    torch::Tensor inverse;  ///< 1/√(variance + ε) of the channel's group
    torch::Tensor a;        ///< before the activation, y = a·x + d
    torch::Tensor d;
};

/// Of the input in its own type and layout; of the rest in float32. scale and shift: [B,C].
struct GroupNormGradients {
    torch::Tensor x;
    torch::Tensor weight;
    torch::Tensor bias;
    torch::Tensor scale;
    torch::Tensor shift;
};

/// x: [B,C,H,W] on the CPU, channels-last, float32 or bf16. Sums run over chunks of rows in a fixed order, so that the
/// result depends neither on the batch nor on the number of threads. Fills `statistics`.
torch::Tensor groupNormForward(const torch::Tensor& x, const GroupNormParameters& parameters,
                               GroupNormStatistics& statistics);

/// dy: like x.
GroupNormGradients groupNormBackward(const torch::Tensor& x, const torch::Tensor& dy,
                                     const GroupNormParameters& parameters,
                                     const GroupNormStatistics& statistics);

}  // namespace kaleido
