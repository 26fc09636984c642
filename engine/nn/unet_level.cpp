#include "engine/nn/unet_level.h"

#include "engine/nn/group_norm.h"
#include "engine/nn/layers.h"

#include <torch/nn/module.h>
#include <torch/nn/modules/container/modulelist.h>
#include <torch/nn/modules/linear.h>
#include <torch/nn/modules/normalization.h>
#include <torch/types.h>

#include <algorithm>

namespace kaleido {

namespace {

constexpr std::int64_t kPictureChannels = 3;

/// Runs blocks with their slices of the prepared attention, in order.
template <typename Step>
torch::Tensor runBlocks(const std::vector<ResNetBlock>& blocks, torch::Tensor x,
                        std::span<const PreparedAttention> prepared, const Step& step) {
    for (ResNetBlock block : blocks) {
        const std::size_t count = block->attention().size();
        x = step(block, x, prepared.first(count));
        prepared = prepared.subspan(count);
    }
    return x;
}

}  // namespace

UNetLevelImpl::UNetLevelImpl(const UNetConfig& config, std::size_t height)
    : m_height(height), m_timeFeatures(config.timeWidth() / 4) {
    makeTimeLayers(config);
    const std::int64_t channels = config.resolutionChannels.front();
    conv_in = register_module("conv_in", convolution3x3(kPictureChannels, channels));
    makeBlocks(config);
    norm_out = register_module("norm_out", torch::nn::GroupNorm(kNormGroups, channels));
    conv_out = register_module("conv_out", zeroInitialised(convolution3x3(channels, kPictureChannels)));
}

void UNetLevelImpl::makeTimeLayers(const UNetConfig& config) {
    const std::int64_t width = config.timeWidth();
    temb_layer1 = register_module("temb_layer1", torch::nn::Linear(m_timeFeatures, width));
    temb_layer2 = register_module("temb_layer2", torch::nn::Linear(width, width));
    if (config.microConditioning.empty()) return;
    const auto layers = register_module("cond_layers", std::make_shared<torch::nn::Module>("cond_layers"));
    for (const MicroCondition& condition : config.microConditioning) {
        MicroLayers micro{condition, torch::nn::Linear(m_timeFeatures, width),
                          zeroInitialised(torch::nn::Linear(width, width))};
        layers->register_module(condition.name, torch::nn::ModuleList(micro.first, micro.second));
        m_micros.push_back(std::move(micro));
    }
}

AttentionOptions UNetLevelImpl::attentionOptions(const UNetConfig& config) {
    return {.textWidth = config.textWidth(),
            .maskText = config.maskedCrossAttention,
            .feedForward = config.useAttentionFfn,
            .positionCode = config.positionCode,
            .itemKeys = config.itemKeys,
            .qkNorm = config.qkNorm};
}

void UNetLevelImpl::makeBlocks(const UNetConfig& config) {
    const std::size_t levels = config.resolutionChannels.size();
    const auto optionsOf = [&](std::size_t level) {
        const bool attends = std::count(config.attentionLevels.begin(), config.attentionLevels.end(),
                                        static_cast<int>(level)) > 0;
        return ResNetBlockOptions{.inputs = {},
                                  .outputs = config.resolutionChannels[level],
                                  .timeWidth = config.timeWidth(),
                                  .attentionLayers = attends ? config.numAttentionLayers[level] : 0,
                                  .attention = attentionOptions(config)};
    };
    const auto down = register_module("down_blocks", torch::nn::ModuleList());
    const auto up = register_module("up_blocks", torch::nn::ModuleList());
    std::int64_t channels = config.resolutionChannels.front();
    std::vector<std::int64_t> skips{channels};  // channels of what the way up will read, last first

    for (std::size_t level = 0; level < levels; ++level) {
        ResNetBlockOptions options = optionsOf(level);
        for (int unit = 0; unit < config.numResnetsPerResolution[level]; ++unit) {
            options.inputs.push_back(channels);
            channels = options.outputs;
            skips.push_back(channels);
        }
        if (level + 1 < levels) {
            options.resample = Resample::Down;
            skips.push_back(channels);
        }
        down->push_back(m_down.emplace_back(options));
    }
    for (std::size_t level = levels; level-- > 0;) {
        ResNetBlockOptions options = optionsOf(level);
        for (int unit = 0; unit <= config.numResnetsPerResolution[level]; ++unit) {
            options.inputs.push_back(channels + skips.back());
            skips.pop_back();
            channels = options.outputs;
        }
        if (level > 0) options.resample = Resample::Up;
        up->push_back(m_up.emplace_back(options));
    }
}

torch::Tensor UNetLevelImpl::microEmbedding(const MicroLayers& layers,
                                            const std::map<std::string, torch::Tensor>& micros) {
    const auto& [condition, first, second] = layers;
    const auto type = first->weight.options().dtype(torch::kFloat32);
    const auto given = micros.find(condition.name);
    auto value =
        given != micros.end() ? given->second.to(type) : torch::full({1}, condition.defaultValue, type);
    if (condition.name == "scale") {
        value = (value / condition.defaultValue).clamp_max(1.0) * condition.defaultValue;
    } else {
        value = value * 1000.0;
    }
    const auto features = sinusoids(value, m_timeFeatures).to(weightType());
    return torch::nn::Linear(second)(torch::silu(torch::nn::Linear(first)(features)));
}

void UNetLevelImpl::prepareEmbedding(PreparedCondition& prepared, const torch::Tensor& pooled,
                                     const std::map<std::string, torch::Tensor>& micros) {
    torch::Tensor sum = pooled;
    for (const MicroLayers& layers : m_micros) {
        const auto embedding = microEmbedding(layers, micros);
        sum = sum.defined() ? sum + embedding : embedding;
    }
    prepared.embeddings.push_back(sum);
}

torch::Tensor UNetLevelImpl::timeFeatures(const torch::Tensor& times, const PreparedCondition& prepared,
                                          std::int64_t batch) {
    const auto features = sinusoids(times.narrow(0, 0, batch), m_timeFeatures).to(weightType());
    auto embedding = temb_layer2(torch::silu(temb_layer1(features)));
    const torch::Tensor& added = prepared.embeddings.at(m_height);
    if (added.defined()) embedding = embedding + (added.size(0) > batch ? added.narrow(0, 0, batch) : added);
    return torch::silu(embedding);
}

torch::Tensor UNetLevelImpl::enter(const torch::Tensor& picture, const torch::Tensor& around) {
    const auto x = conv_in(picture.to(weightType()).contiguous(torch::MemoryFormat::ChannelsLast));
    return around.defined() ? x + around : x;
}

torch::Tensor UNetLevelImpl::goDown(torch::Tensor x, const BlockContext& context,
                                    std::span<const PreparedAttention> prepared,
                                    std::vector<torch::Tensor>& skips) {
    skips.push_back(x);
    return runBlocks(m_down, std::move(x), prepared,
                     [&](ResNetBlock& block, const torch::Tensor& in, auto slice) {
                         return block->down(in, context, slice, skips);
                     });
}

torch::Tensor UNetLevelImpl::goUp(torch::Tensor x, const BlockContext& context,
                                  std::span<const PreparedAttention> prepared,
                                  std::vector<torch::Tensor>& skips) {
    return runBlocks(m_up, std::move(x), prepared,
                     [&](ResNetBlock& block, const torch::Tensor& in, auto slice) {
                         return block->up(in, context, slice, skips);
                     });
}

torch::Tensor UNetLevelImpl::leave(const torch::Tensor& features) {
    return conv_out(groupNorm(norm_out, features, Activation::SiLU)).to(torch::kFloat32);
}

}  // namespace kaleido
