#include "engine/nn/text_block.h"

#include "engine/nn/attention_heads.h"
#include "engine/nn/layers.h"

#include <torch/nn/module.h>
#include <torch/nn/modules/activation.h>
#include <torch/nn/modules/container/sequential.h>
#include <torch/nn/modules/linear.h>
#include <torch/nn/modules/normalization.h>
#include <torch/types.h>

namespace kaleido {

TextAttentionImpl::TextAttentionImpl(std::int64_t width)
    : norm(register_module("norm", torch::nn::LayerNorm(std::vector{width}))),
      qkv(register_module("qkv", torch::nn::Linear(width, 3 * width))),
      proj_out(register_module("proj_out", zeroInitialised(torch::nn::Linear(width, width)))) {}

torch::Tensor TextAttentionImpl::forward(const torch::Tensor& x, const torch::Tensor& mask) {
    const auto parts = splitHeads(qkv(norm(x)), 3);
    torch::Tensor bias;
    if (mask.defined())
        bias = foldOverHeads(maskBias(mask, parts[0].scalar_type()).unsqueeze(1).unsqueeze(1));
    const auto weights = attentionWeights(scaledQueries(parts[0]), parts[1], bias);
    return proj_out(joinHeads(torch::bmm(weights, parts[2])));
}

TextFeedForwardImpl::TextFeedForwardImpl(std::int64_t width)
    : main(register_module(
          "main",
          torch::nn::Sequential(torch::nn::LayerNorm(std::vector{width}), torch::nn::Linear(width, 4 * width),
                                torch::nn::GELU(), zeroInitialised(torch::nn::Linear(4 * width, width))))) {}

TextBlockImpl::TextBlockImpl(std::int64_t width)
    : attn(register_module("attn", TextAttention(width))),
      mlp(register_module("mlp", TextFeedForward(width))) {}

torch::Tensor TextBlockImpl::forward(const torch::Tensor& x, const torch::Tensor& mask) {
    const auto attended = x + attn(x, mask);
    return attended + mlp(attended);
}

}  // namespace kaleido
