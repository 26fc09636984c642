#pragma once

#include "engine/base/cancel.h"
#include "engine/base/error.h"
#include "engine/bench/public_network.h"
#include "engine/nn/denoiser.h"
#include "engine/runtime/bench_report.h"

#include <torch/types.h>

#include <memory>
#include <optional>
#include <string>

namespace kaleido {

/// One guided step of a public network with random weights for one picture: two rows, with and without the text. Belongs to
/// the engine thread.
class PublicStep {
public:
    /// In float32. Asks nobody for memory: see PublicNetwork::neededBytes().
    static Result<PublicStep> build(const PublicNetwork& network);

    /// From now on in bf16; there is no way back.
    void toBfloat16();

    NetworkSpeed clockStep(const CancelToken& cancel);
    /// What is done once a painting for the text.
    NetworkSpeed clockText(const CancelToken& cancel);

    /// FLOP/s of one large bf16 convolution alone, clocked between the rounds of the last clockStep(); absent before, and
    /// where the processor is slow at bf16.
    std::optional<double> convolutionRate() const { return m_convolutionRate; }

private:
    PublicStep() = default;
    NetworkSpeed labelled(NetworkSpeed speed, const std::string& what) const;

    PublicNetwork m_network;
    std::shared_ptr<DenoiserImpl> m_denoiser;
    Condition m_condition;
    torch::Tensor m_noise;
    std::optional<double> m_convolutionRate;
};

}  // namespace kaleido
