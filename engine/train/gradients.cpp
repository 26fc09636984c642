#include "engine/train/gradients.h"

#include <cmath>
#include <vector>

namespace kaleido {

double clipGradients(std::span<const std::pair<std::string, torch::Tensor>> parameters, double limit) {
    const torch::NoGradGuard noGrad;
    std::vector<torch::Tensor> gradients;
    for (const auto& [name, parameter] : parameters) {
        if (parameter.grad().defined()) gradients.push_back(parameter.grad());
    }
    if (gradients.empty()) return 0.0;
    const auto norms = torch::_foreach_norm(gradients, 2);
    const double norm = torch::linalg_vector_norm(torch::stack(norms), 2).item<double>();
    if (std::isfinite(norm) && norm > limit) {
        torch::_foreach_mul_(gradients, torch::Scalar(limit / (norm + 1e-6)));
    }
    return norm;
}

}  // namespace kaleido
