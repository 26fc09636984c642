#pragma once

#include <torch/types.h>

namespace kaleido {

constexpr std::int64_t kGeometryFeatures = 18;
constexpr std::int64_t kPositionFeatures = 32;

/// Where every place of a map lies relative to every item: F [B,h·w,M,18] float32.
/// r = (place − centre) / half size, in the blob's own rotated frame, clamped to ±2. Features: sin(π/2·2^i·r_x)
/// for i = 0…3, the same for cos, then both for r_y; then "inside" (max-norm ≤ 1 for boxes, Euclidean for blobs;
/// of the unclamped r) and 1. All zero where the mask is 0. geometry: as in ItemKeys; mask: [B,M].
/// Blob radii are fractions of the picture's height and pictures are square, so both axes share one unit.
torch::Tensor relativeGeometry(const torch::Tensor& geometry, const torch::Tensor& mask, std::int64_t height,
                               std::int64_t width);

/// P [h·w,32] float32 of the cell centres: sin(π·2^i·x), i = 0…7, cos of the same, then both for y.
torch::Tensor positionCode(std::int64_t height, std::int64_t width, torch::Device device);

}  // namespace kaleido
