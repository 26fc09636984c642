#pragma once

#include "engine/base/picture.h"

#include <torch/types.h>

#include <span>

namespace kaleido {

/// Pictures of one size as [B,3,H,W] float32, x = (byte − 127) / 128 (MDM specification 5.1).
torch::Tensor toTensor(std::span<const Picture> pictures);

/// One picture of [3,H,W]: byte = x·128 + 127, rounded and clamped.
Picture toPicture(const torch::Tensor& tensor);

}  // namespace kaleido
