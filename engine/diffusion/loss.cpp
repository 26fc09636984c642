#include "engine/diffusion/loss.h"

#include <torch/types.h>

namespace kaleido {
namespace {

/// Squared error of scale i, mean over channels and pixels, [b_i].
torch::Tensor scaleError(const torch::Tensor& prediction, const NoisyBatch& batch, std::size_t i,
                         const LossOptions& options) {
    const torch::Tensor guess = prediction.to(torch::kFloat32);
    torch::Tensor difference;
    if (options.target == Prediction::Epsilon) {
        difference = toEpsilon(options.prediction, guess, batch.xt[i], batch.gamma[i]) - batch.noise[i];
    } else if (options.prediction == Prediction::V) {
        difference = guess - batch.target[i];
    } else {
        const torch::Tensor clean = toClean(Prediction::Epsilon, guess, batch.xt[i], batch.gamma[i]);
        difference = toV(clean, guess, batch.gamma[i]) - batch.target[i];
    }
    return difference.square().mean({1, 2, 3});
}

torch::Tensor batchMean(const torch::Tensor& perSample, const NoisyBatch& batch, const LossOptions& options) {
    if (!options.timeWeights.defined()) return perSample.mean();
    const torch::Tensor weights = options.timeWeights.to(perSample.device()).index_select(0, batch.times + 1);
    return (weights * perSample).sum() / weights.sum();
}

}  // namespace

DiffusionLoss diffusionLoss(const std::vector<torch::Tensor>& predictions, const NoisyBatch& batch,
                            const LossOptions& options) {
    TORCH_CHECK(predictions.size() == batch.xt.size(), predictions.size(), " predictions for ",
                batch.xt.size(), " scales");
    TORCH_CHECK(options.scaleWeights.empty() || options.scaleWeights.size() == predictions.size(),
                options.scaleWeights.size(), " scale weights for ", predictions.size(), " scales");
    const std::int64_t whole = batch.times.size(0);
    DiffusionLoss loss;
    loss.perSample = torch::zeros({whole}, batch.gamma.front().options());
    for (std::size_t i = 0; i < predictions.size(); ++i) {
        const torch::Tensor error = scaleError(predictions[i], batch, i, options);
        loss.perScale.push_back(error.detach());
        if (i > 0 && !options.lowerScales) continue;
        const double weight = options.scaleWeights.empty() ? 1.0 : options.scaleWeights[i];
        const std::int64_t count = error.size(0);
        const double share = static_cast<double>(count) / static_cast<double>(whole);
        loss.perSample =
            loss.perSample + torch::constant_pad_nd(error * (weight / share), {0, whole - count});
    }
    loss.total = batchMean(loss.perSample, batch, options);
    return loss;
}

}  // namespace kaleido
