#include "engine/nn/nested_unet.h"

#include "engine/nn/layers.h"

#include <torch/nn/module.h>
#include <torch/types.h>

namespace kaleido {

namespace {

std::size_t levelsBelow(const UNetConfig& config) {
    return config.inner ? 1 + levelsBelow(*config.inner) : 0;
}

/// Each sample over its own standard deviation (unbiased, over all its values).
torch::Tensor overSpread(const torch::Tensor& picture) {
    return picture / picture.flatten(1).std(1, true).view({-1, 1, 1, 1});
}

/// Zero maps behind the samples of x, so that there are `batch` of them.
torch::Tensor padBatch(const torch::Tensor& x, std::int64_t batch) {
    if (x.size(0) == batch) return x;
    return torch::constant_pad_nd(x, {0, 0, 0, 0, 0, 0, 0, batch - x.size(0)});
}

}  // namespace

NestedUNetImpl::NestedUNetImpl(const UNetConfig& config)
    : UNetLevelImpl(config, levelsBelow(config)),
      m_ratio(std::int64_t{1} << (config.resolutionChannels.size() - 1)),
      m_normaliseInput(!config.skipNormalization) {
    const std::int64_t deepest = config.resolutionChannels.back();
    const std::int64_t inner = config.inner->resolutionChannels.front();
    in_adapter = register_module("in_adapter", zeroInitialised(convolution3x3(deepest, inner)));
    out_adapter = register_module("out_adapter", zeroInitialised(convolution3x3(inner, deepest)));
    inner_unet = register_module("inner_unet", makeDenoiser(*config.inner));
}

std::vector<std::int64_t> NestedUNetImpl::scales() const {
    auto scales = inner_unet->scales();
    scales.insert(scales.begin(), m_ratio * scales.front());
    return scales;
}

torch::Tensor NestedUNetImpl::prepareLevel(PreparedCondition& prepared, const Condition& condition,
                                           const std::map<std::string, torch::Tensor>& micros) {
    const auto pooled = inner_unet->prepareLevel(prepared, condition, micros);
    prepareEmbedding(prepared, pooled, micros);
    return pooled;
}

LevelOutput NestedUNetImpl::run(const std::vector<torch::Tensor>& x, std::size_t index,
                                const torch::Tensor& around, const torch::Tensor& times,
                                const PreparedCondition& prepared, const CancelToken& cancel) {
    const torch::Tensor& picture = x.at(index);
    const std::int64_t batch = picture.size(0);
    const BlockContext context{timeFeatures(times, prepared, batch), cancel};
    std::vector<torch::Tensor> skips;
    auto features = enter(m_normaliseInput ? overSpread(picture) : picture, around);
    features = goDown(features, context, {}, skips);

    const auto handed = padBatch(in_adapter(features), x.at(index + 1).size(0));
    LevelOutput inner = inner_unet->run(x, index + 1, handed, times, prepared, cancel);
    features = features + out_adapter(inner.features.narrow(0, 0, batch));
    features = goUp(features, context, {}, skips);

    inner.predictions.insert(inner.predictions.begin(), leave(features));
    return {std::move(inner.predictions), features};
}

}  // namespace kaleido
