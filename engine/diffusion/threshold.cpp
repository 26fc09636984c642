#include "engine/diffusion/threshold.h"

#include <fmt/format.h>
#include <torch/types.h>

#include <stdexcept>

namespace kaleido {
namespace {

torch::Tensor dynamic(const torch::Tensor& clean, double quantile, double largest) {
    const torch::Tensor limit =
        clean.abs().flatten(1).quantile(quantile, 1).clamp(1.0, largest).view({-1, 1, 1, 1});
    return clean.clamp(-limit, limit) / limit;
}

torch::Tensor apply(const torch::Tensor& clean, Threshold threshold) {
    switch (threshold) {
        case Threshold::None:
            return clean;
        case Threshold::Clip:
            return clean.clamp(-1.0, 1.0);
        case Threshold::Dynamic:
            return dynamic(clean, 0.995, 100.0);
        case Threshold::DynamicIf:
            return dynamic(clean, 0.95, 1.5);
    }
    throw std::logic_error("unknown threshold");
}

}  // namespace

Result<Threshold> parseThreshold(std::string_view name) {
    if (name == "none") return Threshold::None;
    if (name == "clip") return Threshold::Clip;
    if (name == "dynamic") return Threshold::Dynamic;
    if (name == "dynamic_if") return Threshold::DynamicIf;
    return Error{Code::Usage,
                 fmt::format("unknown threshold \"{}\"; choose none, clip, dynamic or dynamic_if", name), "",
                 ""};
}

torch::Tensor thresholded(const torch::Tensor& clean, Threshold threshold, double factor) {
    return factor == 1.0 ? apply(clean, threshold) : apply(clean * factor, threshold) / factor;
}

}  // namespace kaleido
