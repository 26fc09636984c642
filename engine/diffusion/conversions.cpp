#include "engine/diffusion/conversions.h"

#include <fmt/format.h>
#include <torch/types.h>

namespace kaleido {
namespace {

/// √power, shaped to multiply pictures.
torch::Tensor root(const torch::Tensor& power) {
    const torch::Tensor value = power.to(torch::kFloat32).sqrt();
    return value.dim() == 0 ? value : value.view({-1, 1, 1, 1});
}

}  // namespace

Result<Prediction> parsePrediction(std::string_view name) {
    if (name == "v" || name == "V_PREDICTION") return Prediction::V;
    if (name == "epsilon" || name == "DDPM") return Prediction::Epsilon;
    return Error{Code::BadManifest, fmt::format("unknown prediction \"{}\"; known are v and epsilon", name),
                 "", "/diffusion/prediction"};
}

torch::Tensor diffuse(const torch::Tensor& clean, const torch::Tensor& noise, const torch::Tensor& gamma) {
    return root(gamma) * clean + root(1.0 - gamma) * noise;
}

torch::Tensor toV(const torch::Tensor& clean, const torch::Tensor& noise, const torch::Tensor& gamma) {
    return root(gamma) * noise - root(1.0 - gamma) * clean;
}

torch::Tensor toClean(Prediction kind, const torch::Tensor& prediction, const torch::Tensor& xt,
                      const torch::Tensor& gamma) {
    if (kind == Prediction::Epsilon) return (xt - root(1.0 - gamma) * prediction) / root(gamma);
    return root(gamma) * xt - root(1.0 - gamma) * prediction;
}

torch::Tensor toEpsilon(Prediction kind, const torch::Tensor& prediction, const torch::Tensor& xt,
                        const torch::Tensor& gamma) {
    if (kind == Prediction::Epsilon) return prediction;
    return root(1.0 - gamma) * xt + root(gamma) * prediction;
}

}  // namespace kaleido
