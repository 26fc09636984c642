#pragma once

#include "engine/base/error.h"

#include <torch/types.h>

namespace kaleido {

// How alike the pictures of one set are, for example of all that were painted for one caption. Both measures look at
// directions only: features are divided by their lengths, so that a dot product is a cosine. Features: see features.h.
// A picture whose features are all 0 has no direction and is an error (BadInput).

/// Mean similarity score: the mean cosine of all pairs of different pictures, −1/(N − 1) … 1; lower is more varied
/// (Sadat et al. 2024, CADS). N ≥ 2. Takes N·D steps.
Result<double> meanSimilarity(const torch::Tensor& features);

/// Vendi score of order 1: exp of the entropy of the eigenvalues of K/N, where K holds the cosines of all pairs
/// (Friedman & Dieng 2023): how many pictures that have nothing in common would be as varied, 1 … N.
/// N ≥ 1. Takes the smaller of N and D cubed.
Result<double> vendiScore(const torch::Tensor& features);

}  // namespace kaleido
