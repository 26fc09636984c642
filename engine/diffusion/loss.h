#pragma once

#include "engine/diffusion/conversions.h"
#include "engine/diffusion/noisy_batch.h"

#include <torch/types.h>

#include <vector>

namespace kaleido {

struct LossOptions {
    Prediction prediction = Prediction::V;  ///< what the network's outputs are
    Prediction target = Prediction::V;      ///< what is compared; Epsilon is MDM's loss_target_type DDPM
    std::vector<double> scaleWeights =
        {};                   ///< MDM's multi_res_weights, highest first, not normalised; empty: all 1
    bool lowerScales = true;  ///< MDM's use_double_loss: scales below the top one count too
    torch::Tensor timeWeights =
        {};  ///< weight of each time t, [T+1], e.g. vdmWeights(); undefined: all alike
};

struct DiffusionLoss {
    torch::Tensor total;      ///< scalar with gradient: mean of perSample (weighted by timeWeights if given)
    torch::Tensor perSample;  ///< [B] with gradient: weighted sum over scales
    std::vector<torch::Tensor>
        perScale;  ///< mean squared error of each sample, unweighted and detached, highest
                   ///< scale first; [b_i], samples in the batch's order, for curves by noise
};

/// Mean squared error over channels and pixels at every scale, in float32 whatever the predictions' type
/// (MDM specification 3.2). Where a scale holds only part of the batch, its loss is divided by that part, so
/// that the batch mean stays unbiased.
DiffusionLoss diffusionLoss(const std::vector<torch::Tensor>& predictions, const NoisyBatch& batch,
                            const LossOptions& options = {});

}  // namespace kaleido
