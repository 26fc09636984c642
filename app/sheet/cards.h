#pragma once

#include "app/sheet/frame.h"
#include "app/sheet/plan_drawing.h"

#include <QPoint>

#include <functional>

namespace kaleido::sheet {

/// Adds the content of one card with its top left corner at `at`, `width` pixels wide; returns its height. It is called
/// twice a card, the first time on a scratch sheet to measure.
using AddCard = std::function<int(Sheet& sheet, std::size_t index, QPoint at, int width)>;

struct CardGrid {
    std::size_t count = 0;
    int columns = 4;
    int contentWidth = 224;  ///< inside a card's padding
};

/// A sheet of cards in rows; the cards of a row are equally tall.
Sheet layoutCards(const FrameText& frame, const CardGrid& grid, const AddCard& addCard);

/// What plan cards and world cards have in common, one below the other: the detailed description (at most
/// `detailLines` lines), then the items' words with the mosaic at their right. Returns the height.
int addPlanFacts(Sheet& sheet, const Plan& plan, int colorLevels, int detailLines, const QRect& place);

}  // namespace kaleido::sheet
