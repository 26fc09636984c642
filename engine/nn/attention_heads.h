#pragma once

#include <torch/types.h>

#include <vector>

namespace kaleido {

/// Attention with the heads folded into the batch, as two batched matrix products around a softmax (on CPUs
/// quicker than the fused kernel with its way back). Head h owns channels [h·d, (h+1)·d) of each part.

/// [B,N,parts·C] → for each part [B·8,N,d], contiguous.
std::vector<torch::Tensor> splitHeads(const torch::Tensor& tokens, std::int64_t parts);
/// [B·8,N,d] → [B,N,8·d].
torch::Tensor joinHeads(const torch::Tensor& heads);

/// Queries times d^(-1/2): the public code's d^(-1/4) on queries and on keys.
torch::Tensor scaledQueries(const torch::Tensor& queries);

/// Mask of ones and zeros → what is added to the logits: 0 and −∞.
torch::Tensor maskBias(const torch::Tensor& mask, torch::Dtype type);
/// [B,1 or 8,N,K] → [B·8,N,K].
torch::Tensor foldOverHeads(const torch::Tensor& bias);

/// softmax(q·kᵀ + bias) over the keys: [B·8,N,K]. The kernel accumulates in float32 whatever the type of its
/// input. bias: [B·8,1 or N,K], or undefined.
torch::Tensor attentionWeights(const torch::Tensor& queries, const torch::Tensor& keys,
                               const torch::Tensor& bias);

/// Attention by torch's fused kernel, for when no gradients are wanted: it keeps no weights and reads heads where they lie.

/// [B,N,parts·C] → for each part a view [B,8,N,d].
std::vector<torch::Tensor> viewHeads(const torch::Tensor& tokens, std::int64_t parts);
/// queries: [B,8,N,d], not scaled; keys, values: [B,8,K,d] or [B·8,K,d]; bias: [B·8,1 or N,K], or undefined. → [B,N,8·d].
torch::Tensor fusedAttention(const torch::Tensor& queries, const torch::Tensor& keys,
                             const torch::Tensor& values, const torch::Tensor& bias);

}  // namespace kaleido
