#pragma once

#include "app/sheet/frame.h"
#include "engine/plan/plan.h"

#include <string>
#include <vector>

namespace kaleido::sheet {

/// One plan as a card: its layout as coloured shapes, its first words, its items, its mosaic.
struct PlanCard {
    Plan plan;
    std::string title{};  ///< "Plan 3"
    std::string note{};   ///< at the right of the title: its seed
};

struct PlanSheetContent {
    FrameText frame{};
    std::vector<PlanCard> cards{};
    int columns = 4;
    int colorLevels = 8;  ///< PlanFormat::colorLevels
    double aspect = 1;    ///< the picture's width over its height
};

/// Lays out plan cards in rows, for `kaleido plan`.
Sheet layoutPlans(const PlanSheetContent& content);

}  // namespace kaleido::sheet
