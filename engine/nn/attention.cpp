#include "engine/nn/attention.h"

#include "engine/nn/attention_heads.h"
#include "engine/nn/group_norm.h"
#include "engine/nn/item_geometry.h"
#include "engine/nn/layers.h"
#include "engine/nn/unet_config.h"

#include <torch/nn/module.h>
#include <torch/nn/modules/activation.h>
#include <torch/nn/modules/container/sequential.h>
#include <torch/nn/modules/conv.h>
#include <torch/nn/modules/linear.h>
#include <torch/nn/modules/normalization.h>
#include <torch/types.h>

namespace kaleido {

namespace {

constexpr std::int64_t kBiasHidden = 32;

}  // namespace

const torch::Tensor& ItemPlaces::features(std::int64_t height, std::int64_t width, torch::Dtype type) {
    torch::Tensor& features = m_features[{height, width}];
    if (!features.defined())
        features = relativeGeometry(m_items.geometry, m_items.mask, height, width).to(type);
    return features;
}

SelfAttentionImpl::SelfAttentionImpl(const AttentionOptions& options) : m_options(options) {
    const std::int64_t channels = options.channels;
    const auto pointwise = [](std::int64_t in, std::int64_t out) {
        return torch::nn::Conv2d(torch::nn::Conv2dOptions(in, out, 1));
    };
    norm = register_module("norm", torch::nn::GroupNorm(kNormGroups, channels));
    qkv = register_module("qkv", pointwise(channels, 3 * channels));
    norm_cond = register_module("norm_cond", torch::nn::LayerNorm(std::vector{options.textWidth}));
    kv_cond = register_module("kv_cond", torch::nn::Linear(options.textWidth, 2 * channels));
    proj_out = register_module("proj_out", zeroInitialised(pointwise(channels, channels)));
    if (options.feedForward) {
        ffn_norm = torch::nn::GroupNorm(kNormGroups, channels);
        ffn = register_module(
            "ffn", torch::nn::Sequential(ffn_norm, pointwise(channels, 4 * channels), torch::nn::GELU(),
                                         zeroInitialised(pointwise(4 * channels, channels))));
    }
    if (options.positionCode) {
        position = register_module(
            "position", torch::nn::Linear(torch::nn::LinearOptions(kPositionFeatures, channels).bias(false)));
    }
    if (options.itemKeys) {
        item_bias = register_module(
            "item_bias",
            torch::nn::Sequential(torch::nn::Linear(kGeometryFeatures, kBiasHidden), torch::nn::SiLU(),
                                  zeroInitialised(torch::nn::Linear(kBiasHidden, kAttentionHeads))));
        item_out = register_module(
            "item_out",
            zeroInitialised(torch::nn::Linear(
                torch::nn::LinearOptions(kAttentionHeads * kGeometryFeatures, channels).bias(false))));
    }
    if (options.qkNorm) {
        const auto headNorm = [&] { return torch::nn::LayerNorm(std::vector{channels / kAttentionHeads}); };
        q_norm = register_module("q_norm", headNorm());
        k_norm = register_module("k_norm", headNorm());
        k_norm_cond = register_module("k_norm_cond", headNorm());
    }
}

PreparedAttention SelfAttentionImpl::prepare(const torch::Tensor& states, const torch::Tensor& mask,
                                             const std::shared_ptr<ItemPlaces>& items) {
    PreparedAttention prepared;
    prepared.placed =
        std::make_shared<std::map<std::pair<std::int64_t, std::int64_t>, PreparedAttention::Placed>>();
    auto tokens = kv_cond(norm_cond(states));
    if (item_out && items) {
        // An item's key and value are those of the state that closes it, so gathering them spares a projection.
        const auto index = items->keys().index.unsqueeze(-1).expand({-1, -1, tokens.size(2)});
        tokens = torch::cat({tokens, tokens.gather(1, index)}, 1);
        prepared.items = items;
    }
    const auto parts = splitHeads(tokens, 2);
    prepared.keys = k_norm_cond ? k_norm_cond(parts[0]) : parts[0];
    prepared.values = parts[1];
    if (m_options.maskText)
        prepared.textBias = maskBias(mask, tokens.scalar_type()).unsqueeze(1).unsqueeze(1);
    return prepared;
}

torch::Tensor SelfAttentionImpl::forward(const torch::Tensor& x, const PreparedAttention& prepared) {
    const std::int64_t height = x.size(2);
    const std::int64_t width = x.size(3);
    const auto& placed = place(prepared, height, width);
    auto normed = toTokens(groupNorm(norm, x));
    if (placed.position.defined()) normed = normed + placed.position;

    auto result =
        toMap(m_projection.multiply(*proj_out, attend(normed, prepared, placed), toTokens(x)), height, width);
    if (ffn) {
        const auto& first = ffn->at<torch::nn::Conv2dImpl>(1);
        const auto& second = ffn->at<torch::nn::Conv2dImpl>(3);
        const auto hidden = m_widening.multiplyGelu(first, toTokens(groupNorm(ffn_norm, result)));
        result = toMap(m_narrowing.multiply(second, hidden, toTokens(result)), height, width);
    }
    return result;
}

void SelfAttentionImpl::freeze() {
    m_qkv.freeze(*qkv);
    m_projection.freeze(*proj_out);
    if (!ffn) return;
    m_widening.freeze(ffn->at<torch::nn::Conv2dImpl>(1));
    m_narrowing.freeze(ffn->at<torch::nn::Conv2dImpl>(3));
}

torch::Tensor SelfAttentionImpl::attend(const torch::Tensor& normed, const PreparedAttention& prepared,
                                        const PreparedAttention::Placed& placed) {
    if (!at::GradMode::is_enabled()) return attendFused(normed, prepared, placed);
    const auto parts = splitHeads(m_qkv.multiply(*qkv, normed), 3);
    const auto queries = scaledQueries(q_norm ? q_norm(parts[0]) : parts[0]);
    const auto keys = k_norm ? k_norm(parts[1]) : parts[1];
    const auto heads = torch::bmm(attentionWeights(queries, keys, {}), parts[2]);

    const auto weights = attentionWeights(queries, prepared.keys, placed.bias);
    auto result = joinHeads(torch::baddbmm(heads, weights, prepared.values));
    if (placed.features.defined()) result = result + itemOutput(weights, placed.features, normed.size(0));
    return result;
}

torch::Tensor SelfAttentionImpl::attendFused(const torch::Tensor& normed, const PreparedAttention& prepared,
                                             const PreparedAttention::Placed& placed) {
    const auto parts = viewHeads(m_qkv.multiply(*qkv, normed), 3);
    const auto queries = q_norm ? q_norm(parts[0]) : parts[0];
    const auto keys = k_norm ? k_norm(parts[1]) : parts[1];
    const auto own = fusedAttention(queries, keys, parts[2], {});
    if (!placed.features.defined())
        return own + fusedAttention(queries, prepared.keys, prepared.values, placed.bias);

    // What items add to the output needs their weights, which the fused kernel keeps to itself.
    const auto folded = scaledQueries(queries.contiguous().flatten(0, 1));
    const auto weights = attentionWeights(folded, prepared.keys, placed.bias);
    return own + joinHeads(torch::bmm(weights, prepared.values)) +
           itemOutput(weights, placed.features, normed.size(0));
}

torch::Tensor SelfAttentionImpl::itemOutput(const torch::Tensor& weights, const torch::Tensor& features,
                                            std::int64_t batch) {
    const std::int64_t places = weights.size(1);
    const std::int64_t items = features.size(1);
    const auto itemWeights = weights.narrow(2, weights.size(2) - items, items)
                                 .view({batch, kAttentionHeads, places, items})
                                 .transpose(1, 2)
                                 .reshape({batch * places, kAttentionHeads, items});
    return item_out(
        torch::bmm(itemWeights, features).view({batch, places, kAttentionHeads * kGeometryFeatures}));
}

const PreparedAttention::Placed& SelfAttentionImpl::place(const PreparedAttention& prepared,
                                                          std::int64_t height, std::int64_t width) {
    const auto [slot, isNew] = prepared.placed->try_emplace({height, width});
    PreparedAttention::Placed& placed = slot->second;
    if (!isNew) return placed;

    if (position) {
        placed.position =
            position(positionCode(height, width, qkv->weight.device()).to(position->weight.scalar_type()));
    }
    torch::Tensor features;
    if (prepared.items) {
        features = prepared.items->features(height, width, prepared.keys.scalar_type());
        placed.features = features.flatten(0, 1);
    }
    placed.bias = logitBias(prepared, features);
    return placed;
}

torch::Tensor SelfAttentionImpl::logitBias(const PreparedAttention& prepared, const torch::Tensor& features) {
    const torch::Tensor& textBias = prepared.textBias;
    if (!features.defined()) {
        return textBias.defined() ? foldOverHeads(textBias) : torch::Tensor();
    }
    const std::int64_t batch = features.size(0);
    const std::int64_t places = features.size(1);
    const std::int64_t length = prepared.keys.size(1) - features.size(2);
    const auto type = prepared.keys.scalar_type();
    const auto itemMask = maskBias(prepared.items->keys().mask, type).view({batch, 1, 1, -1});
    const auto itemBias = item_bias->forward(features).to(type).permute({0, 3, 1, 2}) + itemMask;
    const auto text = textBias.defined() ? textBias : torch::zeros({1, 1, 1, length}, itemBias.options());
    return torch::cat({text.expand({batch, kAttentionHeads, places, length}), itemBias}, -1).flatten(0, 1);
}

}  // namespace kaleido
