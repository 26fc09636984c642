#include "engine/nn/picture_tokenizer_layers.h"

#include "engine/nn/layers.h"

#include <torch/nn/modules/activation.h>
#include <torch/nn/modules/pixelshuffle.h>
#include <torch/nn/modules/upsampling.h>

#include <vector>

namespace kaleido {
namespace {

constexpr std::int64_t kGroups = 8;
constexpr std::int64_t kColors = 3;

torch::nn::GroupNorm groupNorm(std::int64_t channels) {
    return torch::nn::GroupNorm(torch::nn::GroupNormOptions(kGroups, channels));
}

torch::nn::Conv2d convolution1x1(std::int64_t in, std::int64_t out) {
    return torch::nn::Conv2d(torch::nn::Conv2dOptions(in, out, 1));
}

/// Halves the side; a 4×4 window sees each pixel equally often.
torch::nn::Conv2d halving(std::int64_t in, std::int64_t out) {
    return torch::nn::Conv2d(torch::nn::Conv2dOptions(in, out, 4).stride(2).padding(1));
}

torch::nn::Upsample doubling() {
    return torch::nn::Upsample(
        torch::nn::UpsampleOptions().scale_factor(std::vector<double>{2.0, 2.0}).mode(torch::kNearest));
}

}  // namespace

VqResidualImpl::VqResidualImpl(std::int64_t channels) {
    m_norm1 = register_module("norm1", groupNorm(channels));
    m_conv1 = register_module("conv1", convolution3x3(channels, channels));
    m_norm2 = register_module("norm2", groupNorm(channels));
    m_conv2 = register_module("conv2", convolution1x1(channels, channels));
}

torch::Tensor VqResidualImpl::forward(const torch::Tensor& x) {
    const torch::Tensor hidden = m_conv1(torch::silu(m_norm1(x)));
    return x + m_conv2(torch::silu(m_norm2(hidden)));
}

torch::nn::Sequential makeVqEncoder(const std::vector<std::int64_t>& channels, std::int64_t codeDim) {
    torch::nn::Sequential encoder;
    std::int64_t from = kColors;
    for (const std::int64_t to : channels) {
        encoder->push_back(halving(from, to));
        encoder->push_back(VqResidual(to));
        from = to;
    }
    encoder->push_back(groupNorm(from));
    encoder->push_back(torch::nn::SiLU());
    encoder->push_back(convolution1x1(from, codeDim));
    return encoder;
}

torch::nn::Sequential makeVqDecoder(const std::vector<std::int64_t>& channels, std::int64_t codeDim) {
    torch::nn::Sequential decoder;
    decoder->push_back(convolution1x1(codeDim, channels.back()));
    for (std::size_t level = channels.size() - 1; level > 0; --level) {
        decoder->push_back(VqResidual(channels[level]));
        decoder->push_back(doubling());
        decoder->push_back(convolution3x3(channels[level], channels[level - 1]));
    }
    decoder->push_back(VqResidual(channels.front()));
    decoder->push_back(groupNorm(channels.front()));
    decoder->push_back(torch::nn::SiLU());
    decoder->push_back(convolution3x3(channels.front(), kColors * 4));
    decoder->push_back(torch::nn::PixelShuffle(torch::nn::PixelShuffleOptions(2)));
    return decoder;
}

}  // namespace kaleido
