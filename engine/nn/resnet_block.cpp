#include "engine/nn/resnet_block.h"

#include "engine/nn/group_norm.h"
#include "engine/nn/layers.h"
#include "engine/nn/unet_config.h"

#include <torch/nn/module.h>
#include <torch/nn/modules/container/modulelist.h>
#include <torch/nn/modules/conv.h>
#include <torch/nn/modules/linear.h>
#include <torch/nn/modules/normalization.h>
#include <torch/types.h>

namespace kaleido {

ResNetImpl::ResNetImpl(std::int64_t in, std::int64_t out, std::int64_t timeWidth)
    : norm1(register_module("norm1", torch::nn::GroupNorm(kNormGroups, in))),
      conv1(register_module("conv1", convolution3x3(in, out))),
      time_layer(register_module("time_layer", torch::nn::Linear(timeWidth, 2 * out))),
      norm2(register_module("norm2", torch::nn::GroupNorm(kNormGroups, out))),
      conv2(register_module("conv2", zeroInitialised(convolution3x3(out, out)))) {
    if (in != out) {
        conv3 = register_module("conv3", torch::nn::Conv2d(torch::nn::Conv2dOptions(in, out, 1)));
    }
}

torch::Tensor ResNetImpl::forward(const torch::Tensor& x, const torch::Tensor& time) {
    const auto first = m_first.convolve(conv1, groupNorm(norm1, x, Activation::SiLU));
    const auto modulation = time_layer(time).chunk(2, 1);
    const auto second = groupNorm(norm2, first, Activation::SiLU, {modulation[0], modulation[1]});
    return m_second.convolve(conv2, second, conv3 ? m_third.convolve(conv3, x) : x);
}

void ResNetImpl::freeze() {
    m_first.freeze(*conv1);
    m_second.freeze(*conv2);
    if (conv3) m_third.freeze(*conv3);
}

ResNetBlockImpl::ResNetBlockImpl(const ResNetBlockOptions& options)
    : m_resample(options.resample), m_attentionLayers(static_cast<std::size_t>(options.attentionLayers)) {
    const auto resnets = register_module("resnets", torch::nn::ModuleList());
    for (const std::int64_t channels : options.inputs) {
        m_resnets.emplace_back(channels, options.outputs, options.timeWidth);
        resnets->push_back(m_resnets.back());
    }
    if (m_attentionLayers > 0) {
        const auto attn = register_module("attn", torch::nn::ModuleList());
        AttentionOptions attention = options.attention;
        attention.channels = options.outputs;
        for (std::size_t i = 0; i < m_resnets.size() * m_attentionLayers; ++i) {
            m_attention.emplace_back(attention);
            attn->push_back(m_attention.back());
        }
    }
    if (m_resample != Resample::None) {
        const std::int64_t stride = m_resample == Resample::Down ? 2 : 1;
        resample = register_module("resample", convolution3x3(options.outputs, options.outputs, stride));
    }
}

torch::Tensor ResNetBlockImpl::down(torch::Tensor x, const BlockContext& context,
                                    std::span<const PreparedAttention> prepared,
                                    std::vector<torch::Tensor>& skips) {
    for (std::size_t i = 0; i < m_resnets.size(); ++i) {
        x = unit(i, x, context, prepared);
        skips.push_back(x);
    }
    if (m_resample == Resample::Down) {
        x = m_resampling.convolve(resample, x);
        skips.push_back(x);
    }
    return x;
}

torch::Tensor ResNetBlockImpl::up(torch::Tensor x, const BlockContext& context,
                                  std::span<const PreparedAttention> prepared,
                                  std::vector<torch::Tensor>& skips) {
    for (std::size_t i = 0; i < m_resnets.size(); ++i) {
        x = unit(i, torch::cat({x, skips.back()}, 1), context, prepared);
        skips.pop_back();
    }
    if (m_resample == Resample::Up) {
        x = m_resampling.convolve(resample, torch::upsample_nearest2d(x, {2 * x.size(2), 2 * x.size(3)}));
    }
    return x;
}

void ResNetBlockImpl::freeze() {
    if (resample) m_resampling.freeze(*resample);
}

torch::Tensor ResNetBlockImpl::middle(torch::Tensor x, const BlockContext& context,
                                      std::span<const PreparedAttention> prepared) {
    for (std::size_t i = 0; i < m_resnets.size(); ++i) x = unit(i, x, context, prepared);
    return x;
}

torch::Tensor ResNetBlockImpl::unit(std::size_t index, const torch::Tensor& x, const BlockContext& context,
                                    std::span<const PreparedAttention> prepared) {
    context.cancel.checkpoint();
    auto result = m_resnets[index](x, context.time);
    for (std::size_t i = index * m_attentionLayers; i < (index + 1) * m_attentionLayers; ++i) {
        result = m_attention[i](result, prepared[i]);
    }
    return result;
}

}  // namespace kaleido
