#pragma once

#include "engine/world/atlas.h"
#include "engine/world/recolor.h"
#include "engine/world/setting.h"

#include <cstdint>

namespace kaleido {

/// How many of everything the judging networks tell apart.
struct WorldClasses {
    std::int64_t things = 0;
    std::int64_t styles = 0;
    std::int64_t colors =
        static_cast<std::int64_t>(kColors.size()) + 1;  ///< the last one: the thing's own colour
    std::int64_t settings = static_cast<std::int64_t>(kSettings.size());

    static WorldClasses of(const Atlas& atlas) {
        return {.things = static_cast<std::int64_t>(atlas.things().size()),
                .styles = static_cast<std::int64_t>(atlas.styles().size())};
    }

    /// The class beside those of the things: background, or something that is none of them.
    std::int64_t otherThing() const { return things; }
    /// The class of an index into kColors, or of kOwnColor.
    std::int64_t colorClass(int color) const { return color == kOwnColor ? colors - 1 : color; }

    bool operator==(const WorldClasses&) const = default;
};

}  // namespace kaleido
