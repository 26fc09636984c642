#pragma once

#include <cstddef>

namespace kaleido {

/// A part of a plan that can be pointed at.
enum class PartKind {
    Plan,  ///< as a whole
    Caption,
    Detail,    ///< the detailed description as a whole
    Sentence,  ///< one sentence of it
    Item,
    Tokens,  ///< the grid of visual tokens as a whole
    Token,   ///< one cell of it
    Colors,  ///< the colour mosaic as a whole
    Color,   ///< one cell of it
};

/// One part of a plan; `index` counts sentences, items or cells from 0 and is 0 for the rest.
struct PartRef {
    PartKind kind = PartKind::Plan;
    std::size_t index = 0;

    bool operator==(const PartRef&) const = default;
};

}  // namespace kaleido
