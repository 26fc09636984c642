#include "engine/eval/kernel_distance.h"

#include "engine/base/random.h"
#include "engine/eval/features.h"

#include <torch/types.h>

#include <cmath>
#include <numeric>
#include <utility>
#include <vector>

namespace kaleido {
namespace {

constexpr std::int64_t kBlockRows = 1'024;  // bounds the memory of a kernel matrix to this many rows

torch::Tensor kernel(const torch::Tensor& x, const torch::Tensor& y) {
    return (x.mm(y.t()) / static_cast<double>(x.size(1)) + 1).pow(3);
}

double sumOfPairs(const torch::Tensor& x, const torch::Tensor& y) {
    double sum = 0;
    for (const torch::Tensor& rows : x.split(kBlockRows)) sum += kernel(rows, y).sum().item<double>();
    return sum;
}

/// Mean over the pairs of different rows.
double meanWithin(const torch::Tensor& x) {
    const auto n = static_cast<double>(x.size(0));
    const torch::Tensor withItself = (x.square().sum(1) / static_cast<double>(x.size(1)) + 1).pow(3);
    return (sumOfPairs(x, x) - withItself.sum().item<double>()) / (n * (n - 1));
}

double discrepancy(const torch::Tensor& x, const torch::Tensor& y) {
    const double between = sumOfPairs(x, y) / static_cast<double>(x.size(0) * y.size(0));
    return meanWithin(x) + meanWithin(y) - 2 * between;
}

/// Rows drawn without replacement (the first steps of a Fisher–Yates shuffle).
torch::Tensor drawn(const torch::Tensor& x, std::int64_t count, Random& random) {
    std::vector<std::int64_t> order(static_cast<std::size_t>(x.size(0)));
    std::iota(order.begin(), order.end(), 0);
    for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
        const int left = static_cast<int>(order.size() - i);
        std::swap(order[i], order[i + static_cast<std::size_t>(random.below(left))]);
    }
    order.resize(static_cast<std::size_t>(count));
    return x.index_select(0, torch::tensor(order, torch::kInt64));
}

FeatureNeeds needs(std::int64_t fewest) {
    return {.measure = "the kernel distance needs",
            .fewest = fewest,
            .set = "real set",
            .other = "generated set",
            .remedy = "take more pictures or smaller subsets"};
}

}  // namespace

Result<double> kernelDiscrepancy(const torch::Tensor& real, const torch::Tensor& generated) {
    const auto sets = checkedFeatures(real, generated, needs(2));
    if (!sets) return sets.error();
    return discrepancy(sets->first, sets->second);
}

Result<KernelDistance> kernelDistance(const torch::Tensor& real, const torch::Tensor& generated,
                                      const KernelDistanceOptions& options) {
    TORCH_CHECK(options.subsets >= 1 && options.subsetSize >= 2, "at least one subset of two pictures");
    const auto sets = checkedFeatures(real, generated, needs(options.subsetSize));
    if (!sets) return sets.error();
    std::vector<double> values;
    for (std::int64_t i = 0; i < options.subsets; ++i) {
        Random random(splitmix(options.seed, static_cast<std::uint64_t>(i)));
        const torch::Tensor x = drawn(sets->first, options.subsetSize, random);
        values.push_back(discrepancy(x, drawn(sets->second, options.subsetSize, random)));
    }
    const auto count = static_cast<double>(values.size());
    KernelDistance distance{.mean = std::accumulate(values.begin(), values.end(), 0.0) / count};
    if (values.size() > 1) {
        double squares = 0;
        for (const double value : values) squares += (value - distance.mean) * (value - distance.mean);
        distance.standardDeviation = std::sqrt(squares / (count - 1));
    }
    return distance;
}

}  // namespace kaleido
