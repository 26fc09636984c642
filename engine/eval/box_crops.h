#pragma once

#include "engine/plan/geometry.h"

#include <torch/types.h>

#include <cstdint>
#include <span>

namespace kaleido {

/// A box of one picture of a batch.
struct PictureBox {
    std::int64_t picture = 0;
    Box box;
};

constexpr std::int64_t kCropSide = 32;    ///< pixels
constexpr double kCropMargin = 1.0 / 16;  ///< of the crop, on each side, for what lies around the box

/// What stands in each box, stretched to a square with a margin: pictures [B,3,H,W] → [N,3,32,32]. Beyond the picture
/// its edge goes on.
torch::Tensor boxCrops(const torch::Tensor& pictures, std::span<const PictureBox> boxes);

}  // namespace kaleido
