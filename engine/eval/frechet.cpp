#include "engine/eval/frechet.h"

#include <fmt/format.h>
#include <torch/types.h>

#include <algorithm>
#include <limits>
#include <tuple>

namespace kaleido {
namespace {

bool isFinite(const Gaussian& g) {
    return torch::isfinite(g.mean).all().item<bool>() && torch::isfinite(g.covariance).all().item<bool>();
}

void checkShapes(const Gaussian& g) {
    TORCH_CHECK(g.mean.dim() == 1 && g.mean.size(0) > 0 && g.covariance.dim() == 2 &&
                    g.covariance.size(0) == g.mean.size(0) && g.covariance.size(1) == g.mean.size(0),
                "a mean [D] and a covariance [D,D]");
    TORCH_CHECK(g.mean.scalar_type() == torch::kFloat64 && g.covariance.scalar_type() == torch::kFloat64,
                "statistics are in double precision");
}

/// A factor F [D,D] with A = F·Fᵀ: the eigenvectors, each times the root of its eigenvalue.
torch::Tensor factor(const torch::Tensor& covariance) {
    const double largest = covariance.abs().max().item<double>();
    TORCH_CHECK((covariance - covariance.t()).abs().max().item<double>() <= 1e-9 * largest,
                "a covariance is symmetric");
    const auto [values, vectors] = torch::linalg_eigh(covariance, "L");
    TORCH_CHECK(values.min().item<double>() >= -1e-6 * values.max().item<double>(),
                "a covariance has no negative eigenvalues");
    // Eigenvalues are exact to rounding of the largest. Smaller ones are 0, whose root would make noise of 1e-16 one of
    // 1e-8, in every direction that a singular covariance lacks.
    const double noise = static_cast<double>(values.size(0)) * std::numeric_limits<double>::epsilon() *
                         values.max().item<double>();
    return vectors * torch::where(values > noise, values, torch::zeros_like(values)).sqrt();
}

}  // namespace

Result<double> frechetDistance(const Gaussian& a, const Gaussian& b) {
    checkShapes(a);
    checkShapes(b);
    if (a.mean.size(0) != b.mean.size(0)) {
        return Error{
            Code::BadInput,
            fmt::format(
                "the Fréchet distance compares features of one network, but these are {} and {} wide; "
                "measure both sets with the same network",
                a.mean.size(0), b.mean.size(0)),
            {},
            {}};
    }
    if (!isFinite(a) || !isFinite(b)) {
        return Error{Code::BadInput,
                     "the statistics of a set hold values that are no numbers; measure the set again",
                     {},
                     {}};
    }
    // With A = F·Fᵀ and B = G·Gᵀ the eigenvalues of A^½·B·A^½ are the squares of the singular values of Fᵀ·G, so
    // that no root of a small difference is ever taken.
    const torch::Tensor common = torch::linalg_svdvals(factor(a.covariance).t().mm(factor(b.covariance)));
    const torch::Tensor traces = a.covariance.trace() + b.covariance.trace() - 2 * common.sum();
    const torch::Tensor distance = (a.mean - b.mean).square().sum() + traces;
    return std::max(0.0, distance.item<double>());  // equal ones may come out a rounding below 0
}

}  // namespace kaleido
