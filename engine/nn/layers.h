#pragma once

#include <torch/nn/modules/conv.h>
#include <torch/types.h>
#include <torch/utils.h>

namespace kaleido {

/// [B,C,H,W] → [B,H·W,C]; free when the map is channels-last.
torch::Tensor toTokens(const torch::Tensor& map);
/// [B,H·W,C] → [B,C,H,W], a channels-last view.
torch::Tensor toMap(const torch::Tensor& tokens, std::int64_t height, std::int64_t width);

/// A 1×1 convolution as the matrix product it is: [B,N,in] → [B,N,out].
torch::Tensor pointwise(const torch::nn::Conv2dImpl& convolution, const torch::Tensor& tokens);
inline torch::Tensor pointwise(const torch::nn::Conv2d& convolution, const torch::Tensor& tokens) {
    return pointwise(*convolution, tokens);
}

/// A 3×3 convolution with padding 1.
torch::nn::Conv2d convolution3x3(std::int64_t in, std::int64_t out, std::int64_t stride = 1);

/// The layer with weight and bias set to zero, so that what it ends contributes nothing at first.
template <typename Layer>
Layer zeroInitialised(Layer layer) {
    const torch::NoGradGuard noGrad;
    for (auto& parameter : layer->parameters()) parameter.zero_();
    return layer;
}

/// sin and cos of value·f, f_i = 10000^(−i/half), i = 0 … half−1, sines first: [B] → [B,width] float32
/// (MDM specification 1.3: divided by half, not half − 1).
torch::Tensor sinusoids(const torch::Tensor& values, std::int64_t width);

}  // namespace kaleido
