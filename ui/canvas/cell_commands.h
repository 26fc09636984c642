#pragma once

namespace kaleido::canvas {

class CellTool;
class Workbench;

// What keys and menus do to the selected cells; each is one entry of undo. Where nothing can be done, Workbench::refused()
// says why, or nothing happens if nothing is selected.

/// Gives them all the code that the tool paints with; locked ones stay.
void paintCells(Workbench& bench, const CellTool& tool);
void lockCells(Workbench& bench, const CellTool& tool, bool locked);
/// Whether they can be imagined anew.
bool canResampleCells(Workbench& bench, const CellTool& tool);

}  // namespace kaleido::canvas
