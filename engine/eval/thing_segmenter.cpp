#include "engine/eval/thing_segmenter.h"

#include "engine/nn/layers.h"
#include "engine/nn/picture_tokenizer_layers.h"

#include <torch/nn/functional/upsampling.h>

#include <array>

namespace kaleido {
namespace {

constexpr std::array<std::int64_t, 4> kChannels = {32, 64, 96, 160};  ///< of each level, the finest first

torch::nn::Conv2d pointwiseConvolution(std::int64_t in, std::int64_t out) {
    return torch::nn::Conv2d(torch::nn::Conv2dOptions(in, out, 1));
}

torch::Tensor doubled(const torch::Tensor& map) {
    namespace F = torch::nn::functional;
    return F::interpolate(
        map, F::InterpolateFuncOptions().scale_factor(std::vector<double>{2.0, 2.0}).mode(torch::kNearest));
}

}  // namespace

ThingSegmenterImpl::ThingSegmenterImpl(const WorldClasses& classes) {
    m_first = register_module("first", convolution3x3(3, kChannels.front()));
    m_down = register_module("down", torch::nn::ModuleList());
    m_up = register_module("up", torch::nn::ModuleList());
    for (std::size_t level = 0; level < kChannels.size(); ++level) {
        const std::int64_t channels = kChannels[level];
        m_down->push_back(VqResidual(channels));
        if (level + 1 == kChannels.size()) continue;
        m_down->push_back(convolution3x3(channels, kChannels[level + 1], 2));
        m_up->push_back(pointwiseConvolution(channels + kChannels[level + 1], channels));
        m_up->push_back(VqResidual(channels));
    }
    m_classes = register_module("classes", pointwiseConvolution(kChannels.front(), classes.things + 1));
}

torch::Tensor ThingSegmenterImpl::forward(const torch::Tensor& pictures) {
    std::vector<torch::Tensor> skipped;
    torch::Tensor map = m_first(pictures);
    for (std::size_t level = 0; level < kChannels.size(); ++level) {
        map = m_down->ptr<VqResidualImpl>(2 * level)->forward(map);
        if (level + 1 == kChannels.size()) break;
        skipped.push_back(map);
        map = m_down->ptr<torch::nn::Conv2dImpl>(2 * level + 1)->forward(map);
    }
    for (std::size_t level = skipped.size(); level-- > 0;) {
        map = torch::cat({skipped[level], doubled(map)}, 1);
        map = m_up->ptr<torch::nn::Conv2dImpl>(2 * level)->forward(map);
        map = m_up->ptr<VqResidualImpl>(2 * level + 1)->forward(map);
    }
    return m_classes(map);
}

}  // namespace kaleido
