#pragma once

#include "engine/nn/vector_quantizer.h"
#include "engine/nn/vq_config.h"

#include <torch/nn/module.h>
#include <torch/nn/modules/container/sequential.h>
#include <torch/nn/pimpl.h>
#include <torch/types.h>

namespace kaleido {

/// What a training step of the picture tokenizer needs.
struct VqOutput {
    torch::Tensor reconstruction;  ///< [B,3,R,R]; gradients pass the codes straight through
    torch::Tensor commitment;  ///< mean squared distance of the vectors to their entries, times its weight
    torch::Tensor codes;       ///< int64 [B,G,G]
    torch::Tensor vectors;     ///< [B·G·G, D] float32, without gradient, in the order of the codes
};

/// Pictures ⇄ a small grid of visual tokens: a convolutional encoder, a codebook, a convolutional decoder. R is
/// the resolution, G = R / stride. Pictures hold RGB in [−1, 1]. Runs in float32 and under bf16 autocast.
/// Guards (no-grad, inference) are the caller's.
class PictureTokenizerImpl : public torch::nn::Module {
public:
    explicit PictureTokenizerImpl(const VqConfig& config);

    /// [B,3,R,R] → int64 [B,G,G], row by row from the top left.
    torch::Tensor encode(const torch::Tensor& pictures);
    /// int64 [B,G,G] → [B,3,R,R] float32 in [−1, 1].
    torch::Tensor decode(const torch::Tensor& codes);

    /// Encodes, quantises and rebuilds; the loss is the mean squared error of the reconstruction + commitment.
    VqOutput forward(const torch::Tensor& pictures);
    /// Lets the codebook follow the vectors of a training step; call it after the optimizer's step.
    void updateCodebook(const VqOutput& output) {
        m_quantizer->update(output.vectors, output.codes.flatten());
    }
    /// Moves dead entries onto vectors of this step; how many. Call it after updateCodebook(): at the first step,
    /// where it starts the codebook from the data, then now and then (every 20 steps or so).
    std::int64_t reviveDeadCodes(const VqOutput& output, Random& random) {
        return m_quantizer->revive(output.vectors, random);
    }

    const VqConfig& config() const { return m_config; }

private:
    torch::Tensor vectors(const torch::Tensor& pictures);
    torch::Tensor rebuild(const torch::Tensor& entries);

    VqConfig m_config;
    torch::nn::Sequential m_encoder{nullptr};
    VectorQuantizer m_quantizer{nullptr};
    torch::nn::Sequential m_decoder{nullptr};
};
TORCH_MODULE(PictureTokenizer);

}  // namespace kaleido
