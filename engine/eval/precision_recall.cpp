#include "engine/eval/precision_recall.h"

#include "engine/eval/features.h"

#include <torch/types.h>

#include <tuple>
#include <vector>

namespace kaleido {
namespace {

constexpr std::int64_t kBlockRows = 256;  // bounds the memory of a matrix of distances to this many rows

/// From differences, not from products: a ball must contain the picture that its radius was measured to, and equal
/// pictures must be 0 apart.
torch::Tensor distances(const torch::Tensor& x, const torch::Tensor& y) {
    constexpr std::int64_t kFromDifferences = 2;
    return torch::cdist(x, y, 2, kFromDifferences);
}

/// For every row the distance to its k-th nearest other row, [N].
torch::Tensor radii(const torch::Tensor& x, std::int64_t k) {
    std::vector<torch::Tensor> parts;
    // Each row's nearest is itself.
    for (const torch::Tensor& rows : x.split(kBlockRows))
        parts.push_back(std::get<0>(distances(rows, x).kthvalue(k + 1, 1)));
    return torch::cat(parts);
}

double share(const torch::Tensor& flags) {
    return flags.to(torch::kFloat64).mean().item<double>();
}

}  // namespace

Result<PrecisionRecall> precisionRecall(const torch::Tensor& real, const torch::Tensor& generated,
                                        std::int64_t neighbours) {
    TORCH_CHECK(neighbours >= 1, "a ball reaches at least to the nearest neighbour");
    const auto sets = checkedFeatures(real, generated,
                                      {.measure = "precision and recall need",
                                       .fewest = neighbours + 1,
                                       .set = "real set",
                                       .other = "generated set",
                                       .remedy = "take more pictures or fewer neighbours"});
    if (!sets) return sets.error();
    const auto& [x, y] = *sets;
    const std::vector<torch::Tensor> radiiOfX = radii(x, neighbours).split(kBlockRows);
    const torch::Tensor radiiOfY = radii(y, neighbours);

    std::vector<torch::Tensor> xInY;
    torch::Tensor yInX = torch::zeros({y.size(0)}, torch::kBool);
    std::size_t block = 0;
    for (const torch::Tensor& rows : x.split(kBlockRows)) {
        const torch::Tensor apart = distances(rows, y);
        xInY.push_back((apart <= radiiOfY).any(1));
        yInX = yInX.logical_or((apart <= radiiOfX[block++].unsqueeze(1)).any(0));
    }
    return PrecisionRecall{.precision = share(yInX), .recall = share(torch::cat(xInY))};
}

}  // namespace kaleido
