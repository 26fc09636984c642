#include "engine/nn/t5_layers.h"

#include <ATen/autocast_mode.h>
#include <cmath>

namespace kaleido {
namespace {

// A linear map without bias whose weights start with the given variance (Mesh TensorFlow's T5
// initialisation).
torch::nn::Linear makeLinear(std::int64_t in, std::int64_t out, std::int64_t inverseVariance) {
    torch::nn::Linear linear(torch::nn::LinearOptions(in, out).bias(false));
    const torch::NoGradGuard guard;
    linear->weight.normal_(0.0, 1.0 / std::sqrt(static_cast<double>(inverseVariance)));
    return linear;
}

// The norm's float32 result goes into several products: cast once where autocast would cast it for each.
torch::Tensor castForProducts(const torch::Tensor& x) {
    const auto device = x.device().type();
    return at::autocast::is_autocast_enabled(device) ? x.to(at::autocast::get_autocast_dtype(device)) : x;
}

}  // namespace

RmsNormImpl::RmsNormImpl(std::int64_t width, double epsilon) : m_epsilon(epsilon) {
    weight = register_parameter("weight", torch::ones({width}));
}

torch::Tensor RmsNormImpl::forward(const torch::Tensor& x) {
    const torch::Tensor wide = x.to(torch::kFloat32);
    const torch::Tensor scale = wide.square().mean(-1, true).add_(m_epsilon).rsqrt_();
    return (wide * scale).to(weight.scalar_type()) * weight;
}

T5AttentionImpl::T5AttentionImpl(const T5Config& config, Positions positions)
    : m_heads(config.numHeads), m_headWidth(config.dKv) {
    const std::int64_t inner = config.innerWidth();
    q = register_module("q", makeLinear(config.dModel, inner, config.dModel * config.dKv));
    k = register_module("k", makeLinear(config.dModel, inner, config.dModel));
    v = register_module("v", makeLinear(config.dModel, inner, config.dModel));
    o = register_module("o", makeLinear(inner, config.dModel, inner));
    if (positions != Positions::None)
        relativeBias = register_module("relative_attention_bias",
                                       RelativeBias(config, positions == Positions::Bidirectional));
}

torch::Tensor T5AttentionImpl::splitHeads(const torch::Tensor& x) const {
    const std::int64_t batch = x.size(0);
    const std::int64_t length = x.size(1);
    return x.view({batch, length, m_heads, m_headWidth})
        .transpose(1, 2)
        .reshape({batch * m_heads, length, m_headWidth});
}

torch::Tensor T5AttentionImpl::queries(const torch::Tensor& x) {
    return splitHeads(q(x));
}

KeysValues T5AttentionImpl::keysValues(const torch::Tensor& from) {
    return {splitHeads(k(from)), splitHeads(v(from))};
}

torch::Tensor T5AttentionImpl::attend(const torch::Tensor& queries, const KeysValues& memory,
                                      const torch::Tensor& bias) {
    const std::int64_t batch = queries.size(0) / m_heads;
    const std::int64_t rows = queries.size(1);
    const std::int64_t keys = memory.keys.size(1);
    const torch::Tensor products =
        torch::bmm(queries, memory.keys.transpose(1, 2)).view({batch, m_heads, rows, keys});
    const torch::Tensor weights = (products + bias).softmax(-1).to(memory.values.scalar_type());
    const torch::Tensor heads = torch::bmm(weights.view({-1, rows, keys}), memory.values);
    return o(heads.view({batch, m_heads, rows, m_headWidth}).transpose(1, 2).reshape({batch, rows, -1}));
}

T5AttentionLayerImpl::T5AttentionLayerImpl(const T5Config& config, const std::string& name,
                                           T5AttentionImpl::Positions positions) {
    attention = register_module(name, T5Attention(config, positions));
    layerNorm = register_module("layer_norm", RmsNorm(config.dModel, config.layerNormEpsilon));
}

torch::Tensor T5AttentionLayerImpl::toItself(const torch::Tensor& x, const torch::Tensor& bias) {
    const torch::Tensor normed = castForProducts(layerNorm(x));
    return x + attention->attend(attention->queries(normed), attention->keysValues(normed), bias);
}

torch::Tensor T5AttentionLayerImpl::toMemory(const torch::Tensor& x, const KeysValues& memory,
                                             const torch::Tensor& bias) {
    return x + attention->attend(attention->queries(layerNorm(x)), memory, bias);
}

T5FeedForwardLayerImpl::T5FeedForwardLayerImpl(const T5Config& config) {
    auto dense = std::make_shared<torch::nn::Module>("DenseReluDense");
    m_gate = dense->register_module("wi_0", makeLinear(config.dModel, config.dFf, config.dModel));
    m_inner = dense->register_module("wi_1", makeLinear(config.dModel, config.dFf, config.dModel));
    m_outer = dense->register_module("wo", makeLinear(config.dFf, config.dModel, config.dFf));
    register_module("DenseReluDense", dense);
    m_norm = register_module("layer_norm", RmsNorm(config.dModel, config.layerNormEpsilon));
}

torch::Tensor T5FeedForwardLayerImpl::forward(const torch::Tensor& x) {
    const torch::Tensor normed = castForProducts(m_norm(x));
    return x + m_outer(torch::gelu(m_gate(normed), "tanh") * m_inner(normed));
}

}  // namespace kaleido
