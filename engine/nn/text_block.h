#pragma once

#include <torch/nn/module.h>
#include <torch/nn/modules/container/sequential.h>
#include <torch/nn/modules/linear.h>
#include <torch/nn/modules/normalization.h>
#include <torch/nn/pimpl.h>
#include <torch/types.h>

namespace kaleido {

/// Self-attention over the text: LayerNorm, 8 heads, no position code (MDM specification 1.8).
class TextAttentionImpl : public torch::nn::Module {
public:
    explicit TextAttentionImpl(std::int64_t width);
    /// x: [B,L,C]; mask: [B,L], undefined = all positions are keys. Gives what is to be added to x.
    torch::Tensor forward(const torch::Tensor& x, const torch::Tensor& mask);

private:
    torch::nn::LayerNorm norm{nullptr};
    torch::nn::Linear qkv{nullptr};
    torch::nn::Linear proj_out{nullptr};
};
TORCH_MODULE(TextAttention);

/// LayerNorm, C → 4C, exact GELU, 4C → C.
class TextFeedForwardImpl : public torch::nn::Module {
public:
    explicit TextFeedForwardImpl(std::int64_t width);
    torch::Tensor forward(const torch::Tensor& x) { return main->forward(x); }

private:
    torch::nn::Sequential main{nullptr};
};
TORCH_MODULE(TextFeedForward);

/// One 1-D transformer block between the text projection and the painter (`lm_head`). Starts as the identity.
class TextBlockImpl : public torch::nn::Module {
public:
    explicit TextBlockImpl(std::int64_t width);
    torch::Tensor forward(const torch::Tensor& x, const torch::Tensor& mask);

private:
    TextAttention attn{nullptr};
    TextFeedForward mlp{nullptr};
};
TORCH_MODULE(TextBlock);

}  // namespace kaleido
