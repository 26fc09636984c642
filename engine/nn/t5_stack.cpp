#include "engine/nn/t5_stack.h"

#include <torch/nn/modules/container/modulelist.h>

#include <stdexcept>

namespace kaleido {
namespace {

T5AttentionImpl::Positions positionsOf(T5BlockImpl::Kind kind, bool first) {
    if (!first) return T5AttentionImpl::Positions::None;
    return kind == T5BlockImpl::Kind::Encoder ? T5AttentionImpl::Positions::Bidirectional
                                              : T5AttentionImpl::Positions::Causal;
}

// Room for `capacity` positions of keys or values shaped like `example` [B·H, L, dKv].
torch::Tensor makeRoom(const torch::Tensor& example, std::int64_t capacity) {
    return torch::empty({example.size(0), capacity, example.size(2)}, example.options());
}

// Self-attention of the newest position: its key and value join those of the positions before it.
torch::Tensor attendStep(T5AttentionLayerImpl& layer, const torch::Tensor& x, KeysValues& seen,
                         const DecoderCache& cache) {
    const torch::Tensor normed = layer.layerNorm(x);
    const KeysValues newest = layer.attention->keysValues(normed);
    seen.keys.narrow(1, cache.position, 1).copy_(newest.keys);
    seen.values.narrow(1, cache.position, 1).copy_(newest.values);
    const std::int64_t filled = cache.position + 1;
    const torch::Tensor bias = cache.positionBias.narrow(3, cache.capacity - filled, filled);
    return x + layer.attention->attend(layer.attention->queries(normed),
                                       {seen.keys.narrow(1, 0, filled), seen.values.narrow(1, 0, filled)},
                                       bias);
}

}  // namespace

T5BlockImpl::T5BlockImpl(const T5Config& config, Kind kind, bool first) {
    torch::nn::ModuleList layers;
    selfAttention = T5AttentionLayer(config, "SelfAttention", positionsOf(kind, first));
    layers->push_back(selfAttention);
    if (kind == Kind::Decoder) {
        crossAttention = T5AttentionLayer(config, "EncDecAttention", T5AttentionImpl::Positions::None);
        layers->push_back(crossAttention);
    }
    feedForward = T5FeedForwardLayer(config);
    layers->push_back(feedForward);
    register_module("layer", layers);
}

T5StackImpl::T5StackImpl(const T5Config& config, T5BlockImpl::Kind kind) {
    const bool encoder = kind == T5BlockImpl::Kind::Encoder;
    torch::nn::ModuleList blocks;
    for (std::int64_t i = 0; i < (encoder ? config.numLayers : config.numDecoderLayers); ++i) {
        m_blocks.emplace_back(T5Block(config, kind, i == 0));
        blocks->push_back(m_blocks.back());
    }
    register_module("block", blocks);
    m_finalNorm = register_module("final_layer_norm", RmsNorm(config.dModel, config.layerNormEpsilon));
}

torch::Tensor T5StackImpl::encode(const torch::Tensor& embedded, const torch::Tensor& mask,
                                  const CancelToken& cancel) {
    const torch::Tensor bias = relativeBias()->forward(embedded.size(1)) + additiveKeyMask(mask);
    torch::Tensor x = embedded;
    for (auto& block : m_blocks) {
        cancel.checkpoint();
        x = block->feedForward(block->selfAttention->toItself(x, bias));
    }
    return m_finalNorm(x);
}

torch::Tensor T5StackImpl::decode(const torch::Tensor& embedded, const torch::Tensor& encoderStates,
                                  const torch::Tensor& encoderMask, const CancelToken& cancel) {
    const std::int64_t length = embedded.size(1);
    const torch::Tensor bias =
        relativeBias()->forward(length) + additiveCausalMask(length, embedded.device());
    const torch::Tensor crossBias = additiveKeyMask(encoderMask);
    torch::Tensor x = embedded;
    for (auto& block : m_blocks) {
        cancel.checkpoint();
        x = block->selfAttention->toItself(x, bias);
        x = block->crossAttention->toMemory(x, block->crossAttention->attention->keysValues(encoderStates),
                                            crossBias);
        x = block->feedForward(x);
    }
    return m_finalNorm(x);
}

DecoderCache T5StackImpl::start(const torch::Tensor& encoderStates, const torch::Tensor& encoderMask,
                                std::int64_t capacity) {
    DecoderCache cache;
    cache.capacity = capacity;
    cache.positionBias = relativeBias()->lastQuery(capacity);
    cache.encoderMask = additiveKeyMask(encoderMask);
    for (auto& block : m_blocks) {
        const KeysValues cross = block->crossAttention->attention->keysValues(encoderStates);
        cache.blocks.push_back({{makeRoom(cross.keys, capacity), makeRoom(cross.values, capacity)}, cross});
    }
    return cache;
}

torch::Tensor T5StackImpl::step(const torch::Tensor& embedded, DecoderCache& cache) {
    if (cache.position >= cache.capacity) throw std::length_error("the decoder cache is full");
    torch::Tensor x = embedded;
    for (std::size_t i = 0; i < m_blocks.size(); ++i) {
        T5Block& block = m_blocks[i];
        x = attendStep(*block->selfAttention, x, cache.blocks[i].self, cache);
        x = block->crossAttention->toMemory(x, cache.blocks[i].cross, cache.encoderMask);
        x = block->feedForward(x);
    }
    ++cache.position;
    return m_finalNorm(x);
}

}  // namespace kaleido
