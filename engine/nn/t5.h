#pragma once

#include "engine/base/cancel.h"
#include "engine/nn/t5_config.h"
#include "engine/nn/t5_stack.h"

#include <torch/nn/module.h>
#include <torch/nn/modules/embedding.h>
#include <torch/nn/modules/linear.h>
#include <torch/nn/pimpl.h>
#include <torch/types.h>
#include <cstdint>

namespace kaleido {

/// T5 encoder and decoder of the flan-T5 layout (Raffel et al. 2020; Shazeer 2020 for the gated
/// feed-forward): RMS norm before every layer, no biases, relative position bias only. Parameter names are
/// Hugging Face's; shared.weight is the embedding of both stacks. Works in float32, in bfloat16 and under
/// autocast; there is no dropout. Guards (no-grad, inference) are the caller's. One thread at a time.
class T5Impl : public torch::nn::Module {
public:
    /// Starts with random weights (global generator) of the variances T5 is trained from.
    explicit T5Impl(const T5Config& config);

    /// ids [B, L] int64, mask [B, L] (1 = present) → states [B, L, D] after the final norm, times the mask.
    torch::Tensor encode(const torch::Tensor& ids, const torch::Tensor& mask, const CancelToken& cancel = {});

    /// Teacher-forced pass. ids [B, N] int64, beginning with the start token; encoderStates [B, L, D],
    /// encoderMask [B, L] → states [B, N, D] after the final norm. Position i has read ids 0 … i; padding
    /// behind a row's end does not reach the positions before it.
    torch::Tensor decode(const torch::Tensor& ids, const torch::Tensor& encoderStates,
                         const torch::Tensor& encoderMask, const CancelToken& cancel = {});

    /// The mean of several tokens' embeddings. ids [N] int64, offsets [K] int64: where each of K groups, none of them empty, begins
    /// in ids → [K, D].
    torch::Tensor meanEmbeddings(const torch::Tensor& ids, const torch::Tensor& offsets);

    /// Decoder states [..., D] → logits [..., vocabSize].
    torch::Tensor logits(const torch::Tensor& states);

    /// Prepares decoding of up to maxLength tokens a row: the encoder's keys and values are computed once.
    /// Rows may have encoders of different lengths, by mask. Call it and decodeStep() without gradients.
    DecoderCache startDecoding(const torch::Tensor& encoderStates, const torch::Tensor& encoderMask,
                               std::int64_t maxLength);

    /// Reads the next token of every row, ids [B] int64 → states [B, D] after the final norm: row for row
    /// what decode() gives at that position. Throws std::length_error when maxLength tokens have been read.
    torch::Tensor decodeStep(const torch::Tensor& ids, DecoderCache& cache);

    const T5Config& config() const { return m_config; }

private:
    T5Config m_config;
    torch::nn::Embedding m_shared{nullptr};
    T5Stack m_encoder{nullptr};
    T5Stack m_decoder{nullptr};
    torch::nn::Linear m_lmHead{nullptr};  ///< empty when the embeddings are tied
};
TORCH_MODULE(T5);

}  // namespace kaleido
