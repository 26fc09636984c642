#pragma once

#include "engine/base/cancel.h"
#include "engine/nn/t5_layers.h"

#include <cstdint>
#include <vector>

namespace kaleido {

/// What a decoder keeps from step to step: the keys and values of every block, for rows that all stand at the
/// same position. Made by T5Impl::startDecoding(), advanced by decodeStep(); cheap to move, holds
/// 2·blocks·B·H·(capacity + L)·dKv numbers.
struct DecoderCache {
    struct Block {
        KeysValues self;   ///< [B·H, capacity, dKv], filled up to `position`
        KeysValues cross;  ///< [B·H, L, dKv] of the encoder's states
    };
    std::vector<Block> blocks;
    torch::Tensor positionBias;  ///< [1, H, 1, capacity], bias of the last query
    torch::Tensor encoderMask;   ///< additive, [B, 1, 1, L]
    std::int64_t position = 0;   ///< tokens read so far
    std::int64_t capacity = 0;   ///< most tokens it can read
};

/// One block: self-attention, in a decoder also cross-attention, feed-forward; registered as layer.0,
/// layer.1, …
class T5BlockImpl : public torch::nn::Module {
public:
    enum class Kind { Encoder, Decoder };
    /// `first`: block 0 of its stack, owner of the relative bias.
    T5BlockImpl(const T5Config& config, Kind kind, bool first);

    T5AttentionLayer selfAttention{nullptr};
    T5AttentionLayer crossAttention{nullptr};  ///< empty in an encoder
    T5FeedForwardLayer feedForward{nullptr};
};
TORCH_MODULE(T5Block);

/// The blocks of an encoder or a decoder and the final norm. States in and out are [B, L, D].
class T5StackImpl : public torch::nn::Module {
public:
    T5StackImpl(const T5Config& config, T5BlockImpl::Kind kind);

    /// Encoder pass over embedded tokens; mask [B, L], 1 = present.
    torch::Tensor encode(const torch::Tensor& embedded, const torch::Tensor& mask, const CancelToken& cancel);
    /// Causal pass over embedded tokens [B, N, D] with cross-attention to the encoder's states.
    torch::Tensor decode(const torch::Tensor& embedded, const torch::Tensor& encoderStates,
                         const torch::Tensor& encoderMask, const CancelToken& cancel);
    DecoderCache start(const torch::Tensor& encoderStates, const torch::Tensor& encoderMask,
                       std::int64_t capacity);
    /// One causal step over embedded tokens [B, 1, D].
    torch::Tensor step(const torch::Tensor& embedded, DecoderCache& cache);

private:
    RelativeBias relativeBias() { return m_blocks.front()->selfAttention->attention->relativeBias; }

    std::vector<T5Block> m_blocks;
    RmsNorm m_finalNorm{nullptr};
};
TORCH_MODULE(T5Stack);

}  // namespace kaleido
