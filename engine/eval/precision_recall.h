#pragma once

#include "engine/base/error.h"

#include <torch/types.h>

#include <cstdint>

namespace kaleido {

struct PrecisionRecall {
    double precision = 0;  ///< share of the generated pictures that lie among the real ones, 0 … 1
    double recall = 0;     ///< share of the real pictures that lie among the generated ones, 0 … 1
};

/// Improved precision and recall (Kynkäänniemi et al. 2019, §2). A set is taken to cover the balls about its pictures
/// that reach to each one's `neighbours`-th nearest other picture of the set, rim included; distances are Euclidean.
/// Both sets should be of one size, since larger sets cover less with each ball. Features: see features.h; each set
/// has more than `neighbours` ≥ 1 pictures. Memory stays at some 100 MB for 10,000 pictures; N² · D steps.
Result<PrecisionRecall> precisionRecall(const torch::Tensor& real, const torch::Tensor& generated,
                                        std::int64_t neighbours = 3);

}  // namespace kaleido
