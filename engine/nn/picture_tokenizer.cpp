#include "engine/nn/picture_tokenizer.h"

#include "engine/nn/picture_tokenizer_layers.h"

namespace kaleido {

PictureTokenizerImpl::PictureTokenizerImpl(const VqConfig& config) : m_config(config) {
    m_encoder = register_module("encoder", makeVqEncoder(config.channels, config.codeDim));
    m_quantizer = register_module("quantizer", VectorQuantizer(config));
    m_decoder = register_module("decoder", makeVqDecoder(config.channels, config.codeDim));
}

// [B·G·G, D] float32, in the order of the codes.
torch::Tensor PictureTokenizerImpl::vectors(const torch::Tensor& pictures) {
    const torch::Tensor map = m_encoder->forward(pictures.contiguous(torch::MemoryFormat::ChannelsLast));
    return map.permute({0, 2, 3, 1}).reshape({-1, m_config.codeDim}).to(torch::kFloat32);
}

// Entries [B·G·G, D] → [B,3,R,R].
torch::Tensor PictureTokenizerImpl::rebuild(const torch::Tensor& entries) {
    const torch::Tensor map = entries.view({-1, m_config.grid(), m_config.grid(), m_config.codeDim});
    return m_decoder->forward(map.permute({0, 3, 1, 2})).to(torch::kFloat32);
}

torch::Tensor PictureTokenizerImpl::encode(const torch::Tensor& pictures) {
    return m_quantizer->nearest(vectors(pictures)).view({-1, m_config.grid(), m_config.grid()});
}

torch::Tensor PictureTokenizerImpl::decode(const torch::Tensor& codes) {
    return rebuild(m_quantizer->lookup(codes.reshape({-1}))).clamp(-1, 1);
}

VqOutput PictureTokenizerImpl::forward(const torch::Tensor& pictures) {
    const torch::Tensor continuous = vectors(pictures);
    const torch::Tensor codes = m_quantizer->nearest(continuous);
    const torch::Tensor entries = m_quantizer->lookup(codes);
    const torch::Tensor straightThrough = continuous + (entries - continuous).detach();
    return {.reconstruction = rebuild(straightThrough),
            .commitment = torch::mse_loss(continuous, entries) * m_config.commitment,
            .codes = codes.view({-1, m_config.grid(), m_config.grid()}),
            .vectors = continuous.detach()};
}

}  // namespace kaleido
