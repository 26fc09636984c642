#pragma once

#include <torch/types.h>

namespace kaleido {

/// The items of each plan as extra keys of the painter's attention. Box and blob of one thing are two entries.
/// M is the largest count of the batch and may be 0 (or all tensors undefined).
struct ItemKeys {
    torch::Tensor index;  ///< [B,M] int64: position in the text states of the mark that closes the shape; any
                          ///< valid position where the mask is 0
    torch::Tensor mask;   ///< [B,M]: 1 = present
    torch::Tensor
        geometry;  ///< [B,M,6] float32: cx, cy, half width, half height (fractions of the picture), angle
                   ///< in radians, clockwise on the screen (0 for boxes), 1 for blobs else 0

    /// M; 0 if there are none.
    std::int64_t count() const { return index.defined() && index.dim() == 2 ? index.size(1) : 0; }
};

/// What the painter is told beside noise and time.
struct Condition {
    torch::Tensor states;  ///< [B,L,≥D] text states times the mask; a network reads the first D numbers
    torch::Tensor mask;    ///< [B,L]: 1 = a real position
    ItemKeys items;
};

}  // namespace kaleido
