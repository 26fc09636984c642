#include "engine/nn/attention_heads.h"

#include "engine/nn/softmax.h"
#include "engine/nn/unet_config.h"

#include <torch/types.h>

#include <cmath>
#include <limits>
#include <optional>

namespace kaleido {

std::vector<torch::Tensor> splitHeads(const torch::Tensor& tokens, std::int64_t parts) {
    const std::int64_t batch = tokens.size(0);
    const std::int64_t length = tokens.size(1);
    const std::int64_t headWidth = tokens.size(2) / parts / kAttentionHeads;
    return tokens.reshape({batch, length, parts, kAttentionHeads, headWidth})
        .permute({2, 0, 3, 1, 4})
        .contiguous()
        .view({parts, batch * kAttentionHeads, length, headWidth})
        .unbind(0);
}

torch::Tensor joinHeads(const torch::Tensor& heads) {
    const std::int64_t batch = heads.size(0) / kAttentionHeads;
    return heads.view({batch, kAttentionHeads, heads.size(1), heads.size(2)}).transpose(1, 2).flatten(2);
}

torch::Tensor scaledQueries(const torch::Tensor& queries) {
    return queries * (1.0 / std::sqrt(static_cast<double>(queries.size(-1))));
}

torch::Tensor maskBias(const torch::Tensor& mask, torch::Dtype type) {
    return torch::zeros_like(mask, mask.options().dtype(type))
        .masked_fill(mask < 0.5, -std::numeric_limits<double>::infinity());
}

torch::Tensor foldOverHeads(const torch::Tensor& bias) {
    return bias.expand({-1, kAttentionHeads, -1, -1}).flatten(0, 1);
}

torch::Tensor attentionWeights(const torch::Tensor& queries, const torch::Tensor& keys,
                               const torch::Tensor& bias) {
    const auto transposed = keys.transpose(1, 2);
    const auto logits =
        bias.defined() ? torch::baddbmm(bias, queries, transposed) : torch::bmm(queries, transposed);
    return softmaxRows(logits);
}

std::vector<torch::Tensor> viewHeads(const torch::Tensor& tokens, std::int64_t parts) {
    const std::int64_t headWidth = tokens.size(2) / parts / kAttentionHeads;
    return tokens.view({tokens.size(0), tokens.size(1), parts, kAttentionHeads, headWidth})
        .permute({2, 0, 3, 1, 4})
        .unbind(0);
}

torch::Tensor fusedAttention(const torch::Tensor& queries, const torch::Tensor& keys,
                             const torch::Tensor& values, const torch::Tensor& bias) {
    const auto byHead = [](const torch::Tensor& folded) {
        return folded.dim() == 4 ? folded : folded.unflatten(0, {-1, kAttentionHeads});
    };
    const auto mask = bias.defined() ? std::optional(byHead(bias)) : std::nullopt;
    return torch::scaled_dot_product_attention(queries, byHead(keys), byHead(values), mask)
        .transpose(1, 2)
        .flatten(2);
}

}  // namespace kaleido
