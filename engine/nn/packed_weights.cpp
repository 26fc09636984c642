#include "engine/nn/packed_weights.h"

#include "engine/nn/layers.h"

#include <ATen/core/dispatch/Dispatcher.h>
#include <torch/nn/modules/conv.h>
#include <torch/types.h>

namespace kaleido {
namespace {

using torch::nn::Conv2dImpl;

/// Calls an operator of torch that has no function of its own in C++.
template <typename... Arguments>
torch::Tensor call(const c10::OperatorHandle& op, Arguments&&... arguments) {
    torch::jit::Stack stack;
    (stack.emplace_back(std::forward<Arguments>(arguments)), ...);
    op.callBoxed(stack);
    return stack.front().toTensor();
}

c10::OperatorHandle find(const char* name, const char* overload = "") {
    return c10::Dispatcher::singleton().findSchemaOrThrow(name, overload);
}

c10::List<std::optional<at::Scalar>> noScalars() {
    return c10::List<std::optional<at::Scalar>>();
}

std::vector<std::int64_t> ints(const torch::ExpandingArray<2>& values) {
    return {values->begin(), values->end()};
}

std::vector<std::int64_t> paddingOf(const Conv2dImpl& layer) {
    return ints(std::get<torch::ExpandingArray<2>>(layer.options.padding()));
}

bool hasOneDnn() {
    static const bool has =
        at::hasMKLDNN() &&
        c10::Dispatcher::singleton().findSchema({"mkldnn::_convolution_pointwise", ""}).has_value();
    return has && at::globalContext().userEnabledMkldnn();
}

/// Whether oneDNN takes bfloat16 on this processor; elsewhere its packed operators throw.
bool takesBfloat16() {
    static const bool takes = [] {
        torch::jit::Stack stack;
        find("mkldnn::_is_mkldnn_bf16_supported").callBoxed(stack);
        return stack.front().toBool();
    }();
    return takes;
}

}  // namespace

void PackedWeights::freeze(const Conv2dImpl& layer) {
    const torch::Tensor& weight = layer.weight;
    // Products of float32 are MKL's, which is as fast without.
    const bool float32 = weight.scalar_type() == torch::kFloat32 && weight.size(2) > 1;
    const bool bfloat16 = weight.scalar_type() == torch::kBFloat16;
    m_frozen = weight.is_cpu() && !weight.requires_grad() && hasOneDnn() &&
               (float32 || (bfloat16 && takesBfloat16()));
    m_packed = torch::Tensor();
}

torch::Tensor PackedWeights::convolve(const torch::nn::Conv2d& layer, const torch::Tensor& x,
                                      const torch::Tensor& added) {
    if (!m_frozen) {
        const auto y = torch::nn::Conv2d(layer)(x);
        return added.defined() ? added + y : y;
    }
    static const auto plain = find("mkldnn::_convolution_pointwise");
    static const auto adding = find("mkldnn::_convolution_pointwise", "binary");
    const auto& options = layer->options;
    const torch::Tensor& packed = forConvolution(*layer, x);
    const auto stride = ints(options.stride());
    const auto dilation = ints(options.dilation());
    if (!added.defined()) {
        return call(plain, x, packed, layer->bias, paddingOf(*layer), stride, dilation, options.groups(),
                    "none", noScalars(), "");
    }
    return call(adding, x, added, packed, layer->bias, paddingOf(*layer), stride, dilation, options.groups(),
                "add", 1.0, c10::IValue(), noScalars(), c10::IValue());
}

torch::Tensor PackedWeights::multiply(const Conv2dImpl& layer, const torch::Tensor& tokens,
                                      const torch::Tensor& added) {
    if (!m_frozen) {
        const auto y = pointwise(layer, tokens);
        return added.defined() ? added + y : y;
    }
    static const auto plain = find("mkldnn::_linear_pointwise");
    static const auto adding = find("mkldnn::_linear_pointwise", "binary");
    const torch::Tensor& packed = forProduct(layer, tokens);
    if (!added.defined()) return call(plain, tokens, packed, layer.bias, "none", noScalars(), "");
    return call(adding, tokens, added, packed, layer.bias, "add");
}

torch::Tensor PackedWeights::multiplyGelu(const Conv2dImpl& layer, const torch::Tensor& tokens) {
    if (!m_frozen) return torch::gelu(pointwise(layer, tokens));
    static const auto op = find("mkldnn::_linear_pointwise");
    return call(op, tokens, forProduct(layer, tokens), layer.bias, "gelu", noScalars(), "none");
}

const torch::Tensor& PackedWeights::forConvolution(const Conv2dImpl& layer, const torch::Tensor& x) {
    static const auto op = find("mkldnn::_reorder_convolution_weight");
    const std::lock_guard lock(m_mutex);
    if (!m_packed.defined()) {
        m_packed = call(op, layer.weight, paddingOf(layer), ints(layer.options.stride()),
                        ints(layer.options.dilation()), layer.options.groups(), x.sizes().vec());
    }
    return m_packed;
}

const torch::Tensor& PackedWeights::forProduct(const Conv2dImpl& layer, const torch::Tensor& tokens) {
    static const auto op = find("mkldnn::_reorder_linear_weight");
    const std::lock_guard lock(m_mutex);
    if (!m_packed.defined())
        m_packed = call(op, layer.weight.flatten(1).contiguous(), tokens.numel() / tokens.size(-1));
    return m_packed;
}

}  // namespace kaleido
