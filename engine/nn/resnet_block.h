#pragma once

#include "engine/base/cancel.h"
#include "engine/nn/attention.h"
#include "engine/nn/packed_weights.h"

#include <torch/nn/module.h>
#include <torch/nn/modules/conv.h>
#include <torch/nn/modules/linear.h>
#include <torch/nn/modules/normalization.h>
#include <torch/nn/pimpl.h>
#include <torch/types.h>

#include <span>
#include <vector>

namespace kaleido {

/// One residual unit: two 3×3 convolutions, the second one's norm scaled and shifted by the time embedding
/// (MDM specification 1.4).
class ResNetImpl : public torch::nn::Module, public Freezable {
public:
    ResNetImpl(std::int64_t in, std::int64_t out, std::int64_t timeWidth);
    /// x: [B,in,H,W]; time: [B,E], SiLU of the time embedding. Gives [B,out,H,W].
    torch::Tensor forward(const torch::Tensor& x, const torch::Tensor& time);
    void freeze() override;

private:
    torch::nn::GroupNorm norm1{nullptr};
    torch::nn::Conv2d conv1{nullptr};
    torch::nn::Linear time_layer{nullptr};
    torch::nn::GroupNorm norm2{nullptr};
    torch::nn::Conv2d conv2{nullptr};
    torch::nn::Conv2d conv3{nullptr};
    PackedWeights m_first;
    PackedWeights m_second;
    PackedWeights m_third;
};
TORCH_MODULE(ResNet);

enum class Resample { None, Down, Up };

struct ResNetBlockOptions {
    std::vector<std::int64_t> inputs;  ///< channels into each residual unit, the skip's included
    std::int64_t outputs = 0;
    std::int64_t timeWidth = 0;
    std::int64_t attentionLayers = 0;  ///< behind each unit
    AttentionOptions attention;        ///< its channels are `outputs`
    Resample resample = Resample::None;
};

/// What every block of one forward shares.
struct BlockContext {
    torch::Tensor time;  ///< [B,E], SiLU of the time embedding
    CancelToken cancel;  ///< checked before every unit
};

/// One resolution of the network: residual units with attention behind each, then perhaps a change of size.
class ResNetBlockImpl : public torch::nn::Module, public Freezable {
public:
    explicit ResNetBlockImpl(const ResNetBlockOptions& options);

    /// On the way down: every result that the way up will want is pushed on `skips`.
    torch::Tensor down(torch::Tensor x, const BlockContext& context,
                       std::span<const PreparedAttention> prepared, std::vector<torch::Tensor>& skips);
    /// On the way up: every unit reads the last of `skips` beside x and takes it off.
    torch::Tensor up(torch::Tensor x, const BlockContext& context,
                     std::span<const PreparedAttention> prepared, std::vector<torch::Tensor>& skips);
    /// In the middle: no skips.
    torch::Tensor middle(torch::Tensor x, const BlockContext& context,
                         std::span<const PreparedAttention> prepared);

    /// The change of size; units and attention are modules of their own.
    void freeze() override;

    /// The attention blocks in the order of `prepared`.
    const std::vector<SelfAttention>& attention() const { return m_attention; }

private:
    torch::Tensor unit(std::size_t index, const torch::Tensor& x, const BlockContext& context,
                       std::span<const PreparedAttention> prepared);

    Resample m_resample;
    std::size_t m_attentionLayers;
    std::vector<ResNet> m_resnets;
    std::vector<SelfAttention> m_attention;
    torch::nn::Conv2d resample{nullptr};
    PackedWeights m_resampling;
};
TORCH_MODULE(ResNetBlock);

}  // namespace kaleido
