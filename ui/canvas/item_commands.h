#pragma once

#include "ui/canvas/alignment.h"

#include <Qt>

namespace kaleido::canvas {

class Workbench;

// What keys and menus do to the selected items; each is one entry of undo. Locked items stay as they are. Where nothing can
// be done, Workbench::refused() says why, or nothing happens if nothing is selected.

/// By fractions of the picture. Nudges of the same items that follow each other are one entry.
void nudge(Workbench& bench, Vec2 by);
void removeSelected(Workbench& bench);
/// The copies become selected.
void duplicateSelected(Workbench& bench);
/// To and from the system's clipboard.
void copySelected(Workbench& bench);
void pasteItems(Workbench& bench);

enum class Order { Forward, Backward, Front, Back };
void reorderSelected(Workbench& bench, Order order);

/// Locks all of them, or unlocks them if all are locked.
void toggleLocked(Workbench& bench);
/// Hides all of them, or shows them if all are hidden.
void toggleHidden(Workbench& bench);

void alignSelected(Workbench& bench, Alignment alignment);
void distributeSelected(Workbench& bench, Qt::Orientation along);

void selectAll(Workbench& bench);
/// Selects the visible item after (+1) or before (−1) the selected one, far to near; false past the last one.
bool selectNeighbour(Workbench& bench, int step);

}  // namespace kaleido::canvas
