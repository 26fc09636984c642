#pragma once

#include "engine/runtime/judgement.h"

#include <optional>

namespace kaleido {

/// How far the items of a group obey, added up. Items that do not count are passed over.
struct AdherenceTally {
    int items = 0;
    int things = 0;       ///< the right one in its box
    int standing = 0;     ///< and drawn so that its box overlaps with the wanted one by half
    double overlaps = 0;  ///< sum
    int stylesAsked = 0, styles = 0;
    int colorsAsked = 0, colors = 0;

    void add(const ItemVerdict& verdict);

    // Shares, 0 … 1; nothing where nothing was asked.
    std::optional<double> thingShare() const { return share(things, items); }
    std::optional<double> standingShare() const { return share(standing, items); }
    std::optional<double> meanOverlap() const { return share(overlaps, items); }
    std::optional<double> styleShare() const { return share(styles, stylesAsked); }
    std::optional<double> colorShare() const { return share(colors, colorsAsked); }

private:
    static std::optional<double> share(double part, int whole) {
        return whole > 0 ? std::optional(part / whole) : std::nullopt;
    }
};

}  // namespace kaleido
