#pragma once

#include <torch/nn/module.h>
#include <torch/nn/modules/container/sequential.h>
#include <torch/nn/modules/conv.h>
#include <torch/nn/modules/normalization.h>
#include <torch/nn/pimpl.h>
#include <torch/types.h>
#include <cstdint>

namespace kaleido {

/// x + conv1×1(SiLU(GN(conv3×3(SiLU(GN(x)))))): one residual unit of the picture tokenizer, 8 groups.
class VqResidualImpl : public torch::nn::Module {
public:
    explicit VqResidualImpl(std::int64_t channels);
    torch::Tensor forward(const torch::Tensor& x);

private:
    torch::nn::GroupNorm m_norm1{nullptr}, m_norm2{nullptr};
    torch::nn::Conv2d m_conv1{nullptr}, m_conv2{nullptr};
};
TORCH_MODULE(VqResidual);

/// [B,3,R,R] → [B,codeDim,G,G]: a strided convolution and a residual unit for each entry of `channels`.
torch::nn::Sequential makeVqEncoder(const std::vector<std::int64_t>& channels, std::int64_t codeDim);
/// [B,codeDim,G,G] → [B,3,R,R]: the encoder's levels backwards; the last doubling shuffles channels into pixels.
torch::nn::Sequential makeVqDecoder(const std::vector<std::int64_t>& channels, std::int64_t codeDim);

}  // namespace kaleido
