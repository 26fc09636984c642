#pragma once

#include <torch/nn/modules/normalization.h>
#include <torch/types.h>

namespace kaleido {

enum class Activation { None, SiLU };

/// What a residual unit does to a normalised map: ·(1 + scale) + shift, [B,C] each; undefined = nothing.
struct Modulation {
    torch::Tensor scale;
    torch::Tensor shift;
};

/// act(GroupNorm(x)·(1 + scale) + shift) with the layer's weights: one pass for the statistics, one for all the rest.
/// x: [B,C,H,W]; the result has its type and layout. Statistics and arithmetic are float32. On a CPU, channels-last
/// float32 and bf16 take loops of our own (kernels.h), whose results do not depend on the batch or the
/// number of threads; everything else is composed of torch's operations. Differentiable once.
torch::Tensor groupNorm(const torch::nn::GroupNorm& layer, const torch::Tensor& x,
                        Activation activation = Activation::None, const Modulation& modulation = {});

}  // namespace kaleido
