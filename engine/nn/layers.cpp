#include "engine/nn/layers.h"

#include <torch/nn/functional/linear.h>
#include <torch/nn/modules/conv.h>
#include <torch/types.h>

#include <cmath>

namespace kaleido {

torch::Tensor toTokens(const torch::Tensor& map) {
    return map.flatten(2).transpose(1, 2).contiguous();
}

torch::Tensor toMap(const torch::Tensor& tokens, std::int64_t height, std::int64_t width) {
    return tokens.view({tokens.size(0), height, width, tokens.size(2)}).permute({0, 3, 1, 2});
}

torch::Tensor pointwise(const torch::nn::Conv2dImpl& convolution, const torch::Tensor& tokens) {
    return torch::nn::functional::linear(tokens, convolution.weight.flatten(1), convolution.bias);
}

torch::nn::Conv2d convolution3x3(std::int64_t in, std::int64_t out, std::int64_t stride) {
    return torch::nn::Conv2d(torch::nn::Conv2dOptions(in, out, 3).stride(stride).padding(1));
}

torch::Tensor sinusoids(const torch::Tensor& values, std::int64_t width) {
    const std::int64_t half = width / 2;
    const auto steps = torch::arange(half, values.options().dtype(torch::kFloat32));
    const auto frequencies = torch::exp(steps * (-std::log(10000.0) / static_cast<double>(half)));
    const auto phase = values.to(torch::kFloat32).unsqueeze(-1) * frequencies;
    return torch::cat({phase.sin(), phase.cos()}, -1);
}

}  // namespace kaleido
