#include "engine/eval/feature_statistics.h"

#include "engine/eval/features.h"

#include <fmt/format.h>
#include <torch/types.h>

namespace kaleido {

Result<FeatureStatistics> statisticsOf(const torch::Tensor& features) {
    const Result<torch::Tensor> rows = checkedFeatures(features, {.measure = "statistics need", .fewest = 1});
    if (!rows) return rows.error();
    const torch::Tensor mean = rows->mean(0);
    const torch::Tensor centred = *rows - mean;
    return FeatureStatistics{.count = rows->size(0), .mean = mean, .scatter = centred.t().mm(centred)};
}

Result<FeatureStatistics> merged(const FeatureStatistics& a, const FeatureStatistics& b) {
    if (a.count == 0) return b;
    if (b.count == 0) return a;
    if (a.mean.size(0) != b.mean.size(0)) {
        return Error{
            Code::BadInput,
            fmt::format("the parts of a set have features {} and {} wide; measure all parts with the same "
                        "network",
                        a.mean.size(0), b.mean.size(0)),
            {},
            {}};
    }
    const auto countA = static_cast<double>(a.count), countB = static_cast<double>(b.count);
    const double share = countB / (countA + countB);
    const torch::Tensor apart = b.mean - a.mean;
    return FeatureStatistics{.count = a.count + b.count,
                             .mean = a.mean + share * apart,
                             .scatter = a.scatter + b.scatter + countA * share * torch::outer(apart, apart)};
}

Result<Gaussian> gaussianOf(const FeatureStatistics& statistics) {
    if (statistics.count < 2) {
        return Error{
            Code::Usage,
            fmt::format("a covariance needs at least 2 pictures, but the set has {}; take more pictures",
                        statistics.count),
            {},
            {}};
    }
    return Gaussian{.mean = statistics.mean,
                    .covariance = statistics.scatter / static_cast<double>(statistics.count - 1)};
}

}  // namespace kaleido
