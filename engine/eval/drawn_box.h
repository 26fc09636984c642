#pragma once

#include "engine/plan/geometry.h"

#include <cstdint>
#include <optional>
#include <span>

namespace kaleido {

/// Where a thing that was to stand in `box` is really drawn: the tight box of the largest connected patch of its pixels
/// in and around the box (a quarter of its size on every side, so that a neighbour of the same kind is not counted in).
/// `classAt`: the class of each pixel of a square picture, rows top to bottom, `side` pixels wide. Nothing if no pixel
/// there shows the thing.
std::optional<Box> drawnBox(std::span<const std::int64_t> classAt, int side, std::int64_t thing,
                            const Box& box);

}  // namespace kaleido
