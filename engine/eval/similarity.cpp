#include "engine/eval/similarity.h"

#include "engine/eval/features.h"

#include <fmt/format.h>
#include <torch/types.h>

#include <cmath>

namespace kaleido {
namespace {

/// Rows of length 1.
Result<torch::Tensor> directions(const torch::Tensor& features, const FeatureNeeds& needs) {
    const Result<torch::Tensor> checked = checkedFeatures(features, needs);
    if (!checked) return checked.error();
    // Very large or small numbers would overflow or vanish when they are squared.
    const torch::Tensor largest = checked->abs().amax(1, /*keepdim=*/true);
    const torch::Tensor flat = largest == 0;
    if (flat.any().item<bool>()) {
        return Error{
            Code::BadInput,
            fmt::format("picture {} of the {} has features that are all 0, and so is like no other; leave it "
                        "out or measure with another network",
                        flat.to(torch::kInt64).argmax().item<std::int64_t>() + 1, needs.set),
            {},
            {}};
    }
    const torch::Tensor scaled = *checked / largest;
    return scaled / scaled.square().sum(1, /*keepdim=*/true).sqrt();
}

}  // namespace

Result<double> meanSimilarity(const torch::Tensor& features) {
    const Result<torch::Tensor> rows =
        directions(features, {.measure = "the mean similarity needs", .fewest = 2});
    if (!rows) return rows.error();
    const auto n = static_cast<double>(rows->size(0));
    // |Σ x|² is the sum over all pairs; those of a picture with itself are taken off.
    const double all = rows->sum(0).square().sum().item<double>();
    return (all - rows->square().sum().item<double>()) / (n * (n - 1));
}

Result<double> vendiScore(const torch::Tensor& features) {
    const Result<torch::Tensor> rows =
        directions(features, {.measure = "the Vendi score needs", .fewest = 1});
    if (!rows) return rows.error();
    const torch::Tensor& x = *rows;
    // X·Xᵀ and Xᵀ·X share their eigenvalues but for zeros, which add nothing to the entropy.
    const torch::Tensor product = x.size(0) <= x.size(1) ? x.mm(x.t()) : x.t().mm(x);
    const torch::Tensor shares =
        torch::linalg_eigvalsh(product / static_cast<double>(x.size(0)), "L").clamp_min(0);
    return std::exp(-torch::xlogy(shares, shares).sum().item<double>());
}

}  // namespace kaleido
