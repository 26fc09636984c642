#pragma once

#include "ui/theme/colors.h"

#include <QString>

namespace kaleido::ui {

/// What the palette cannot say: flat tool buttons, docks, thin scroll bars, tool tips.
QString styleSheetOf(Scheme scheme);

}  // namespace kaleido::ui
