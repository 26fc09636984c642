#pragma once

#include "engine/nn/condition.h"
#include "engine/nn/packed_weights.h"

#include <torch/nn/module.h>
#include <torch/nn/modules/container/sequential.h>
#include <torch/nn/modules/conv.h>
#include <torch/nn/modules/linear.h>
#include <torch/nn/modules/normalization.h>
#include <torch/nn/pimpl.h>
#include <torch/types.h>

#include <map>
#include <memory>
#include <utility>

namespace kaleido {

/// The items of a condition as the attention blocks see them; F is computed once for each map size and shared by
/// all blocks. Belongs to one PreparedCondition and, like it, to one thread.
class ItemPlaces {
public:
    explicit ItemPlaces(const ItemKeys& items) : m_items(items) {}

    const ItemKeys& keys() const { return m_items; }
    /// F(p, m), see relativeGeometry(): [B,h·w,M,18] in the type asked for.
    const torch::Tensor& features(std::int64_t height, std::int64_t width, torch::Dtype type);

private:
    ItemKeys m_items;
    std::map<std::pair<std::int64_t, std::int64_t>, torch::Tensor> m_features;
};

/// What one attention block computes from the condition alone. Heads are folded into the batch: B·8.
struct PreparedAttention {
    torch::Tensor keys;    ///< [B·8,L+M,d]: text, then items
    torch::Tensor values;  ///< [B·8,L+M,d]
    torch::Tensor textBias;  ///< [B,1,1,L], 0 or −∞, added to the logits; undefined if the text is not masked
    std::shared_ptr<ItemPlaces> items;  ///< null if there are none

    /// What also depends on the size of the map; filled by the block at its first forward.
    struct Placed {
        torch::Tensor position;  ///< [h·w,C], undefined without position code
        torch::Tensor bias;  ///< [B·8,1 or h·w,L+M], undefined if nothing is masked and there are no items
        torch::Tensor features;  ///< [B·h·w,M,18], undefined without items
    };
    std::shared_ptr<std::map<std::pair<std::int64_t, std::int64_t>, Placed>> placed;
};

struct AttentionOptions {
    std::int64_t channels = 0;
    std::int64_t textWidth = 0;
    bool maskText = false;  ///< keep padded text out of the softmax
    bool feedForward = false;
    bool positionCode = false;
    bool itemKeys = false;
    bool qkNorm = false;
};

/// Self-attention and attention to the text in one block, MDM's own form: the same queries, two softmaxes, results
/// added, one output projection; then an optional feed-forward part (MDM specification 1.4). Two switches of ours
/// show it where places and items are: position code and item keys with relative geometry.
class SelfAttentionImpl : public torch::nn::Module, public Freezable {
public:
    explicit SelfAttentionImpl(const AttentionOptions& options);

    /// states [B,L,D] after the text projection; mask [B,L]; items may be null.
    PreparedAttention prepare(const torch::Tensor& states, const torch::Tensor& mask,
                              const std::shared_ptr<ItemPlaces>& items);
    /// x: [B,C,H,W], fastest in channels-last; prepared for the same batch.
    torch::Tensor forward(const torch::Tensor& x, const PreparedAttention& prepared);
    void freeze() override;

private:
    const PreparedAttention::Placed& place(const PreparedAttention& prepared, std::int64_t height,
                                           std::int64_t width);
    torch::Tensor logitBias(const PreparedAttention& prepared, const torch::Tensor& features);
    torch::Tensor attend(const torch::Tensor& normed, const PreparedAttention& prepared,
                         const PreparedAttention::Placed& placed);
    /// The same without gradients: torch's fused kernel, where it can, which is slow on the way back alone.
    torch::Tensor attendFused(const torch::Tensor& normed, const PreparedAttention& prepared,
                              const PreparedAttention::Placed& placed);
    torch::Tensor itemOutput(const torch::Tensor& weights, const torch::Tensor& features, std::int64_t batch);

    AttentionOptions m_options;
    torch::nn::GroupNorm norm{nullptr};
    torch::nn::Conv2d qkv{nullptr};
    torch::nn::LayerNorm norm_cond{nullptr};
    torch::nn::Linear kv_cond{nullptr};
    torch::nn::Conv2d proj_out{nullptr};
    torch::nn::Sequential ffn{nullptr};
    torch::nn::GroupNorm ffn_norm{nullptr};  ///< the first of `ffn`
    torch::nn::Linear position{nullptr};
    torch::nn::Sequential item_bias{nullptr};
    torch::nn::Linear item_out{nullptr};
    torch::nn::LayerNorm q_norm{nullptr};
    torch::nn::LayerNorm k_norm{nullptr};
    torch::nn::LayerNorm k_norm_cond{nullptr};
    PackedWeights m_qkv;
    PackedWeights m_projection;
    PackedWeights m_widening;
    PackedWeights m_narrowing;
};
TORCH_MODULE(SelfAttention);

}  // namespace kaleido
