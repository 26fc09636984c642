#include "engine/nn/t5.h"

#include <cmath>

namespace kaleido {
namespace {

constexpr std::int64_t kMean = 1;  ///< mode of torch::embedding_bag

}  // namespace

T5Impl::T5Impl(const T5Config& config) : m_config(config) {
    m_shared = register_module("shared", torch::nn::Embedding(config.vocabSize, config.dModel));
    m_encoder = register_module("encoder", T5Stack(config, T5BlockImpl::Kind::Encoder));
    m_decoder = register_module("decoder", T5Stack(config, T5BlockImpl::Kind::Decoder));
    if (config.tieWordEmbeddings) return;
    m_lmHead = register_module(
        "lm_head", torch::nn::Linear(torch::nn::LinearOptions(config.dModel, config.vocabSize).bias(false)));
    // Final states have unit mean square, so logits start with unit variance.
    const torch::NoGradGuard guard;
    m_lmHead->weight.normal_(0.0, 1.0 / std::sqrt(static_cast<double>(config.dModel)));
}

torch::Tensor T5Impl::encode(const torch::Tensor& ids, const torch::Tensor& mask, const CancelToken& cancel) {
    const torch::Tensor states = m_encoder->encode(m_shared(ids), mask, cancel);
    return states * mask.to(states.scalar_type()).unsqueeze(-1);
}

torch::Tensor T5Impl::decode(const torch::Tensor& ids, const torch::Tensor& encoderStates,
                             const torch::Tensor& encoderMask, const CancelToken& cancel) {
    return m_decoder->decode(m_shared(ids), encoderStates, encoderMask, cancel);
}

torch::Tensor T5Impl::meanEmbeddings(const torch::Tensor& ids, const torch::Tensor& offsets) {
    return std::get<0>(torch::embedding_bag(m_shared->weight, ids, offsets, false, kMean));
}

torch::Tensor T5Impl::logits(const torch::Tensor& states) {
    if (m_lmHead) return m_lmHead(states);
    return torch::linear(states / std::sqrt(static_cast<double>(m_config.dModel)), m_shared->weight);
}

DecoderCache T5Impl::startDecoding(const torch::Tensor& encoderStates, const torch::Tensor& encoderMask,
                                   std::int64_t maxLength) {
    return m_decoder->start(encoderStates, encoderMask, maxLength);
}

torch::Tensor T5Impl::decodeStep(const torch::Tensor& ids, DecoderCache& cache) {
    return m_decoder->step(m_shared(ids.unsqueeze(1)), cache).squeeze(1);
}

}  // namespace kaleido
