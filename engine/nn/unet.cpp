#include "engine/nn/unet.h"

#include <torch/nn/module.h>
#include <torch/nn/modules/container/modulelist.h>
#include <torch/nn/modules/linear.h>
#include <torch/types.h>

#include <numeric>

namespace kaleido {

UNetImpl::UNetImpl(const UNetConfig& config)
    : UNetLevelImpl(config, 0),
      m_conditionWidth(config.conditioningFeatureDim),
      m_maskText(config.maskedCrossAttention) {
    if (config.conditioningFeatureProjDim > 0) {
        lm_proj =
            register_module("lm_proj", torch::nn::Linear(config.conditioningFeatureDim, config.textWidth()));
    }
    if (config.numLmHeadLayers > 0) {
        const auto lmHead = register_module("lm_head", torch::nn::ModuleList());
        for (int i = 0; i < config.numLmHeadLayers; ++i) {
            lmHead->push_back(m_textBlocks.emplace_back(config.textWidth()));
        }
    }
    if (!config.skipCondEmb) {
        cond_emb = register_module(
            "cond_emb",
            torch::nn::Linear(torch::nn::LinearOptions(config.textWidth(), config.timeWidth()).bias(false)));
    }
    if (!config.skipMidBlocks) {
        const std::int64_t channels = config.resolutionChannels.back();
        const auto middle = register_module("mid_blocks", torch::nn::ModuleList());
        for (const std::int64_t attentionLayers : {1, 0}) {
            middle->push_back(
                m_middle.emplace_back(ResNetBlockOptions{.inputs = {channels},
                                                         .outputs = channels,
                                                         .timeWidth = config.timeWidth(),
                                                         .attentionLayers = attentionLayers,
                                                         .attention = attentionOptions(config)}));
        }
    }
    const auto collect = [this](const std::vector<ResNetBlock>& blocks) {
        for (const ResNetBlock& block : blocks) {
            m_attention.insert(m_attention.end(), block->attention().begin(), block->attention().end());
        }
    };
    collect(downBlocks());
    collect(m_middle);
    collect(upBlocks());
}

torch::Tensor UNetImpl::prepareLevel(PreparedCondition& prepared, const Condition& condition,
                                     const std::map<std::string, torch::Tensor>& micros) {
    const auto states = project(condition);
    std::shared_ptr<ItemPlaces> items;
    if (condition.items.count() > 0) items = std::make_shared<ItemPlaces>(condition.items);
    for (SelfAttention& attention : m_attention) {
        prepared.attention.push_back(attention->prepare(states, condition.mask, items));
    }
    const auto pooled = cond_emb ? cond_emb(pool(states, condition.mask)) : torch::Tensor();
    prepareEmbedding(prepared, pooled, micros);
    return pooled;
}

torch::Tensor UNetImpl::project(const Condition& condition) {
    auto states = condition.states.narrow(2, 0, m_conditionWidth).to(weightType());
    if (lm_proj) states = lm_proj(states);
    for (TextBlock& block : m_textBlocks)
        states = block(states, m_maskText ? condition.mask : torch::Tensor());
    return states;
}

/// The mean over real positions; over all positions if text blocks have read the padding too, as the public code.
torch::Tensor UNetImpl::pool(const torch::Tensor& states, const torch::Tensor& mask) {
    if (!m_maskText && !m_textBlocks.empty()) return states.mean(1);
    const auto weights = mask.to(torch::kFloat32).unsqueeze(-1);
    return ((states.to(torch::kFloat32) * weights).sum(1) / weights.sum(1)).to(states.scalar_type());
}

LevelOutput UNetImpl::run(const std::vector<torch::Tensor>& x, std::size_t index, const torch::Tensor& around,
                          const torch::Tensor& times, const PreparedCondition& prepared,
                          const CancelToken& cancel) {
    const torch::Tensor& picture = x.at(index);
    const BlockContext context{timeFeatures(times, prepared, picture.size(0)), cancel};
    const auto countOf = [](const std::vector<ResNetBlock>& blocks) {
        return std::accumulate(
            blocks.begin(), blocks.end(), std::size_t{0},
            [](std::size_t sum, const auto& block) { return sum + block->attention().size(); });
    };
    std::span<const PreparedAttention> attention(prepared.attention);
    std::vector<torch::Tensor> skips;
    auto features = goDown(enter(picture, around), context, attention.first(countOf(downBlocks())), skips);
    attention = attention.subspan(countOf(downBlocks()));
    for (ResNetBlock& block : m_middle) {
        features = block->middle(features, context, attention.first(block->attention().size()));
        attention = attention.subspan(block->attention().size());
    }
    features = goUp(features, context, attention, skips);
    return {{leave(features)}, features};
}

}  // namespace kaleido
