#pragma once

#include "engine/nn/t5_config.h"

#include <torch/nn/module.h>
#include <torch/nn/pimpl.h>
#include <torch/types.h>
#include <cstdint>

namespace kaleido {

/// How a stack counts distances between positions.
struct RelativePositions {
    std::int64_t buckets = 32;
    std::int64_t maxDistance = 128;
    bool bidirectional = true;  ///< encoder: a bucket tells before from after; decoder: only what lies before
};

/// Bucket of each signed distance (key position − query position), int64 of the same shape. Half of the
/// buckets of a direction hold one distance each, the others grow logarithmically up to maxDistance (Raffel
/// et al. 2020, section 2.1, as Hugging Face rounds it, in float32).
torch::Tensor relativePositionBuckets(const torch::Tensor& distances, const RelativePositions& positions);

/// The learned number that each head adds to the attention logit of a distance. It belongs to block 0 of a
/// stack and serves all blocks.
class RelativeBiasImpl : public torch::nn::Module {
public:
    RelativeBiasImpl(const T5Config& config, bool bidirectional);

    /// Bias of all pairs of `length` positions: [1, H, length, length], the last axis is the key.
    torch::Tensor forward(std::int64_t length);
    /// Bias of the last of `length` queries towards keys 0 … length−1: [1, H, 1, length]. A query further
    /// left sees the end of it: its keys are the last q + 1 entries.
    torch::Tensor lastQuery(std::int64_t length);

    torch::Tensor weight;  ///< [buckets, H]

private:
    torch::Tensor headsByDistance(std::int64_t length);

    RelativePositions m_positions;
};
TORCH_MODULE(RelativeBias);

/// What is added to attention logits for keys that must not be seen: finite, so that a row without any key
/// stays finite, and large enough for the softmax to give exactly 0.
inline constexpr double kMaskedLogit = -1e9;

/// Additive form of a key mask [B, L] (1 = present): float32 [B, 1, 1, L].
torch::Tensor additiveKeyMask(const torch::Tensor& mask);
/// Additive causal mask, float32 [1, 1, length, length]: a query sees itself and what lies before it.
torch::Tensor additiveCausalMask(std::int64_t length, const torch::Device& device);

}  // namespace kaleido
