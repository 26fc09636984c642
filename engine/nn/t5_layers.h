#pragma once

#include "engine/nn/t5_config.h"
#include "engine/nn/t5_position.h"

#include <torch/nn/module.h>
#include <torch/nn/modules/linear.h>
#include <torch/nn/pimpl.h>
#include <torch/types.h>
#include <string>

namespace kaleido {

/// x · weight / √(mean x² + ε) over the last axis: no mean is taken off, no bias is added. Computed and
/// returned in float32, unless the weight itself is of a lower precision.
class RmsNormImpl : public torch::nn::Module {
public:
    RmsNormImpl(std::int64_t width, double epsilon);
    torch::Tensor forward(const torch::Tensor& x);
    torch::Tensor weight;  ///< [width]

private:
    double m_epsilon;
};
TORCH_MODULE(RmsNorm);

/// Keys and values of an attention, heads folded into the batch: [B·H, L, dKv] each.
struct KeysValues {
    torch::Tensor keys;
    torch::Tensor values;
};

/// Multi-head attention of T5: no biases, logits not scaled by 1/√d, softmax in float32.
class T5AttentionImpl : public torch::nn::Module {
public:
    /// `positions`: whether this attention owns the relative bias of its stack.
    enum class Positions { None, Bidirectional, Causal };
    T5AttentionImpl(const T5Config& config, Positions positions);

    torch::Tensor queries(const torch::Tensor& x);     ///< [B, L, D] → [B·H, L, dKv]
    KeysValues keysValues(const torch::Tensor& from);  ///< [B, L, D] → keys and values
    /// Attention of queries [B·H, Lq, dKv] to `memory`, with `bias` added to the logits (float32, broadcast
    /// to [B, H, Lq, Lk]), and the output projection: [B, Lq, D].
    torch::Tensor attend(const torch::Tensor& queries, const KeysValues& memory, const torch::Tensor& bias);

    torch::nn::Linear q{nullptr}, k{nullptr}, v{nullptr}, o{nullptr};
    RelativeBias relativeBias{nullptr};  ///< registered as relative_attention_bias; empty for Positions::None

private:
    torch::Tensor splitHeads(const torch::Tensor& x) const;
    std::int64_t m_heads;
    std::int64_t m_headWidth;
};
TORCH_MODULE(T5Attention);

/// One residual layer x + attention(norm(x)); `name` is the attention's registered name.
class T5AttentionLayerImpl : public torch::nn::Module {
public:
    T5AttentionLayerImpl(const T5Config& config, const std::string& name,
                         T5AttentionImpl::Positions positions);

    /// x attends to itself: [B, L, D] → [B, L, D].
    torch::Tensor toItself(const torch::Tensor& x, const torch::Tensor& bias);
    /// x attends to a memory that was prepared by attention->keysValues().
    torch::Tensor toMemory(const torch::Tensor& x, const KeysValues& memory, const torch::Tensor& bias);

    T5Attention attention{nullptr};
    RmsNorm layerNorm{nullptr};
};
TORCH_MODULE(T5AttentionLayer);

/// One residual layer x + wo(gelu(wi_0 n) · wi_1 n) with n = norm(x); GELU in its tanh form ("gelu_new").
class T5FeedForwardLayerImpl : public torch::nn::Module {
public:
    explicit T5FeedForwardLayerImpl(const T5Config& config);
    torch::Tensor forward(const torch::Tensor& x);

private:
    torch::nn::Linear m_gate{nullptr}, m_inner{nullptr}, m_outer{nullptr};
    RmsNorm m_norm{nullptr};
};
TORCH_MODULE(T5FeedForwardLayer);

}  // namespace kaleido
