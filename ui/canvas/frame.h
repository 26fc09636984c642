#pragma once

#include "engine/plan/plan.h"

#include <optional>
#include <vector>

namespace kaleido::canvas {

/// The rectangle that a selection is resized by, in fractions of the picture: tilted with a blob that has no box, else upright.
struct Frame {
    Vec2 centre;
    double halfWidth = 0;
    double halfHeight = 0;
    double angle = 0;  ///< clockwise, degrees

    bool operator==(const Frame&) const = default;
};

/// The frame of one item (its box, else its blob), or around all that several have. None if there is no shape.
std::optional<Frame> frameOf(const Plan& plan, const std::vector<ItemId>& items);

/// The smallest upright box around a frame.
Box boundsOf(const Frame& frame);
/// From the frame's own axes to the picture; {1, 1} is its bottom right corner.
Vec2 pointIn(const Frame& frame, Vec2 relative);

/// Applies to the items, whose frame is `from`, what takes it to `to`. Box and blob of an item go together.
Plan withFrame(const Plan& plan, const std::vector<ItemId>& items, const Frame& from, const Frame& to);
Plan withItemsMoved(const Plan& plan, const std::vector<ItemId>& items, Vec2 by);

}  // namespace kaleido::canvas
