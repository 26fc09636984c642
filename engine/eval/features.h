#pragma once

#include "engine/base/error.h"

#include <torch/types.h>

#include <cstdint>
#include <string_view>
#include <utility>

namespace kaleido {

// Features are what a network says of pictures: a matrix [N,D], one row a picture, of any floating type and on any
// device. Every measure turns them to double precision on the CPU first.

/// What a measure asks of its features. The texts are for messages: "precision and recall need at least 4 pictures, but
/// the generated set has 3; take more pictures".
struct FeatureNeeds {
    std::string_view measure;                        ///< "the Vendi score needs"
    std::int64_t fewest = 1;                         ///< rows of each matrix
    std::string_view set = "set";                    ///< what the matrix, or the first of two, is of
    std::string_view other = "set";                  ///< what the second of two is of
    std::string_view remedy = "take more pictures";  ///< the way out where there are too few
};

/// The features as double on the CPU, [N,D]. Errors: too few rows (Usage), a value that is not finite (BadInput, with
/// its row). Anything but a matrix of at least one column is a broken promise.
Result<torch::Tensor> checkedFeatures(const torch::Tensor& features, const FeatureNeeds& needs);

/// The same for two sets that a measure compares; also an error (BadInput) if their widths differ.
Result<std::pair<torch::Tensor, torch::Tensor>> checkedFeatures(const torch::Tensor& features,
                                                                const torch::Tensor& others,
                                                                const FeatureNeeds& needs);

}  // namespace kaleido
