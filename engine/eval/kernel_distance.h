#pragma once

#include "engine/base/error.h"

#include <torch/types.h>

#include <cstdint>

namespace kaleido {

// Kernel distance of two sets (KID, Bińkowski et al. 2018): the squared maximum mean discrepancy under the kernel
// k(x, y) = (x·y/D + 1)³. Unlike the Fréchet distance its expectation does not depend on the number of pictures,
// and it assumes no normal distribution. It may fall below 0 for sets that are alike. Features: see features.h.

/// The unbiased estimate from all pairs (Gretton et al. 2012, eq. 3); N ≥ 2 of each.
Result<double> kernelDiscrepancy(const torch::Tensor& real, const torch::Tensor& generated);

struct KernelDistanceOptions {
    std::int64_t subsets = 100;       ///< at least 1
    std::int64_t subsetSize = 1'000;  ///< pictures of each set in a subset, at least 2
    std::uint64_t seed = 0;           ///< which pictures the subsets hold
};

struct KernelDistance {
    double mean = 0;
    /// Of the subsets' values about their mean (divided by subsets − 1); 0 of one subset. Subsets share pictures, so
    /// this is no error of the mean.
    double standardDeviation = 0;
};

/// The estimate over subsets, each drawn without replacement from either set. A set smaller than a subset is an error
/// (Usage); an option out of range is a broken promise.
Result<KernelDistance> kernelDistance(const torch::Tensor& real, const torch::Tensor& generated,
                                      const KernelDistanceOptions& options = {});

}  // namespace kaleido
