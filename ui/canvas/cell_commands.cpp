#include "ui/canvas/cell_commands.h"

#include "engine/plan/cells.h"
#include "engine/plan/edits.h"
#include "ui/canvas/cell_tool.h"
#include "ui/canvas/workbench.h"

namespace kaleido::canvas {
namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(CellCommands)
};

}  // namespace

void paintCells(Workbench& bench, const CellTool& tool) {
    const std::vector<std::size_t> cells = tool.region().cells();
    if (cells.empty() || !bench.canEdit() || !tool.hasCode()) return;
    const PartKind grid = tool.brush().grid;
    const Plan before = withGrids(bench.plan(), bench.format());
    if (!anyUnlocked(before, grid, cells)) return bench.refuse(Texts::tr("What is selected is locked."));
    bench.commit(setCells(before, grid, cells, tool.brush().code),
                 grid == PartKind::Tokens ? Texts::tr("Paint tokens") : Texts::tr("Paint colours"));
}

void lockCells(Workbench& bench, const CellTool& tool, bool locked) {
    const std::vector<std::size_t> cells = tool.region().cells();
    if (cells.empty() || !bench.canEdit()) return;
    const PartKind grid = tool.brush().grid;
    const Plan before = withGrids(bench.plan(), bench.format());
    const Plan after = setCellsLocked(before, grid, cells, locked);
    if (after == before) {
        return bench.refuse(locked ? Texts::tr("There is nothing to lock in what is selected.")
                                   : Texts::tr("Nothing is locked in what is selected."));
    }
    bench.commit(after, locked ? Texts::tr("Lock region") : Texts::tr("Unlock region"));
}

bool canResampleCells(Workbench& bench, const CellTool& tool) {
    const std::vector<std::size_t> cells = tool.region().cells();
    if (cells.empty() || !bench.canEdit()) return false;
    const Plan plan = withGrids(bench.plan(), bench.format());
    if (anyUnlocked(plan, tool.brush().grid, cells)) return true;
    bench.refuse(Texts::tr("What is selected is locked."));
    return false;
}

}  // namespace kaleido::canvas
