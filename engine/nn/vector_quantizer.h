#pragma once

#include "engine/base/random.h"
#include "engine/nn/vq_config.h"

#include <torch/nn/module.h>
#include <torch/nn/pimpl.h>
#include <torch/types.h>
#include <cstdint>

namespace kaleido {

/// A codebook that follows the vectors it stands for (van den Oord et al. 2017, appendix A.1). Everything runs
/// in float32, also under autocast. The entries are buffers, not parameters: no gradient and no optimizer
/// reaches them.
class VectorQuantizerImpl : public torch::nn::Module {
public:
    explicit VectorQuantizerImpl(const VqConfig& config);

    /// The nearest entry (Euclidean) of each vector: [N, D] → int64 [N].
    torch::Tensor nearest(const torch::Tensor& vectors) const;
    /// Codes of any shape → entries [..., D], float32.
    torch::Tensor lookup(const torch::Tensor& codes) const;

    /// One step of the moving averages: count ← γ·count + (1−γ)·n, sum ← γ·sum + (1−γ)·Σ vectors, and each entry
    /// that was ever used becomes sum / count. vectors [N, D], codes [N].
    void update(const torch::Tensor& vectors, const torch::Tensor& codes);

    /// Puts dead entries (used less than deadBelow of the mean use) on vectors of this batch, drawn by `random`
    /// without repetition as far as they go, and counts them as used N/codes times. In a new codebook all are
    /// dead, so the first call starts it from the data. Returns how many were dead.
    std::int64_t revive(const torch::Tensor& vectors, Random& random);

    torch::Tensor codebook;  ///< [codes, D]
    torch::Tensor emaCount;  ///< [codes], registered as ema_count: mean uses a step
    torch::Tensor emaSum;    ///< [codes, D], registered as ema_sum: mean sum of the vectors of a step

private:
    double m_decay;
    double m_deadBelow;
};
TORCH_MODULE(VectorQuantizer);

}  // namespace kaleido
