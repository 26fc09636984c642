#pragma once

#include "engine/base/error.h"

#include <torch/types.h>

#include <cstdint>

namespace kaleido {

/// A normal distribution of features.
struct Gaussian {
    torch::Tensor mean;        ///< [D] double
    torch::Tensor covariance;  ///< [D,D] double, symmetric and positive semi-definite
};

/// What of a set of features is needed for its mean and covariance, so that the set can be measured in parts, on several
/// days or machines. A value: nothing changes a tensor in place.
struct FeatureStatistics {
    std::int64_t count = 0;  ///< pictures; 0 = none yet, and no tensors
    torch::Tensor mean;      ///< [D] double
    torch::Tensor scatter;   ///< [D,D] double: Σ (x − mean)(x − mean)ᵀ
};

/// Of one part, at least one row. Errors as of checkedFeatures().
Result<FeatureStatistics> statisticsOf(const torch::Tensor& features);

/// Of both parts together, as if they had been one (Chan, Golub & LeVeque 1983), to rounding. Parts of different widths
/// come from different networks: an error (BadInput).
Result<FeatureStatistics> merged(const FeatureStatistics& a, const FeatureStatistics& b);

/// The mean and the unbiased covariance (divided by count − 1). Fewer than two pictures are an error (Usage).
Result<Gaussian> gaussianOf(const FeatureStatistics& statistics);

}  // namespace kaleido
