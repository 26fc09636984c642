#pragma once

#include "engine/nn/denoiser.h"
#include "engine/nn/resnet_block.h"

#include <torch/nn/modules/conv.h>
#include <torch/nn/modules/linear.h>
#include <torch/nn/modules/normalization.h>
#include <torch/types.h>

#include <span>
#include <vector>

namespace kaleido {

/// What a plain U-Net and a nested level have in common: time embedding, micro-conditions, and the ways down and
/// up (MDM specification 1.3–1.5). Member names are the keys of the public checkpoints.
class UNetLevelImpl : public DenoiserImpl {
protected:
    /// `height`: levels below this one (0 = innermost).
    UNetLevelImpl(const UNetConfig& config, std::size_t height);

    /// Options of attention blocks at a resolution of this level, or in its middle.
    static AttentionOptions attentionOptions(const UNetConfig& config);

    /// Sets this level's entry of prepared.embeddings: pooled text (undefined if none) + micro-conditions.
    void prepareEmbedding(PreparedCondition& prepared, const torch::Tensor& pooled,
                          const std::map<std::string, torch::Tensor>& micros);
    /// SiLU of the time embedding with everything added to it, for the first `batch` samples: [batch,E].
    torch::Tensor timeFeatures(const torch::Tensor& times, const PreparedCondition& prepared,
                               std::int64_t batch);
    /// conv_in of a picture, in channels-last, plus the features of the level around if there are any.
    torch::Tensor enter(const torch::Tensor& picture, const torch::Tensor& around);
    /// `prepared` of the ways: the slice with as many entries as the blocks on that way have attention blocks.
    torch::Tensor goDown(torch::Tensor x, const BlockContext& context,
                         std::span<const PreparedAttention> prepared, std::vector<torch::Tensor>& skips);
    torch::Tensor goUp(torch::Tensor x, const BlockContext& context,
                       std::span<const PreparedAttention> prepared, std::vector<torch::Tensor>& skips);
    /// The prediction from the last features, float32.
    torch::Tensor leave(const torch::Tensor& features);

    /// The type of this level's weights, which its inputs are brought to.
    torch::Dtype weightType() const { return conv_in->weight.scalar_type(); }
    const std::vector<ResNetBlock>& downBlocks() const { return m_down; }
    const std::vector<ResNetBlock>& upBlocks() const { return m_up; }

private:
    struct MicroLayers {
        MicroCondition condition;
        torch::nn::Linear first{nullptr};
        torch::nn::Linear second{nullptr};
    };

    void makeTimeLayers(const UNetConfig& config);
    void makeBlocks(const UNetConfig& config);
    torch::Tensor microEmbedding(const MicroLayers& layers,
                                 const std::map<std::string, torch::Tensor>& micros);

    std::size_t m_height;
    std::int64_t m_timeFeatures;  ///< width of the sinusoids
    std::vector<MicroLayers> m_micros;
    std::vector<ResNetBlock> m_down;
    std::vector<ResNetBlock> m_up;
    torch::nn::Linear temb_layer1{nullptr};
    torch::nn::Linear temb_layer2{nullptr};
    torch::nn::Conv2d conv_in{nullptr};
    torch::nn::GroupNorm norm_out{nullptr};
    torch::nn::Conv2d conv_out{nullptr};
};

}  // namespace kaleido
