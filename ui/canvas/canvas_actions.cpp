#include "ui/canvas/canvas_actions.h"

#include "ui/canvas/canvas.h"
#include "ui/canvas/cell_commands.h"
#include "ui/canvas/item_commands.h"

#include <QAction>
#include <QActionGroup>
#include <QKeySequence>

#include <functional>

namespace kaleido {

using namespace canvas;

namespace {

constexpr double kZoomStep = 1.25;

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(CanvasActions)
};

struct ActionOptions {
    const char* name;
    QString text;
    QKeySequence shortcut = {};
    bool inContextMenu = false;
    QString tip = {};         ///< empty: the text
    bool inCellMenu = false;  ///< the context menu of the cell tool
};

/// Makes the canvas' actions one after the other.
class ActionMaker {
public:
    explicit ActionMaker(Canvas& canvas) : m_canvas(canvas) {}

    QAction* add(const ActionOptions& options) {
        auto* action = new QAction(options.text, &m_canvas);
        action->setObjectName(QLatin1String("canvas.") + QLatin1String(options.name));
        action->setShortcut(options.shortcut);
        action->setShortcutContext(Qt::WidgetShortcut);
        action->setProperty("inContextMenu", options.inContextMenu);
        action->setProperty("inCellMenu", options.inCellMenu);
        if (!options.tip.isEmpty()) action->setToolTip(options.tip);
        m_canvas.addAction(action);
        return action;
    }

    /// Of items, whose selection is not seen while cells are worked on: off then.
    void command(const ActionOptions& options, std::function<void(Workbench&)> work) {
        Canvas& target = m_canvas;
        QAction* action = add(options);
        QObject::connect(action, &QAction::triggered, &target,
                         [&target, work = std::move(work)] { work(target.startCommand()); });
        QObject::connect(&target, &Canvas::toolChanged, action, [action](Canvas::ToolKind kind) {
            action->setEnabled(kind != Canvas::ToolKind::Cells);
        });
    }

    void separator() {
        auto* line = new QAction(&m_canvas);
        line->setSeparator(true);
        m_canvas.addAction(line);
    }

    /// A switch that follows `changed` of the canvas.
    template <typename Signal>
    void toggle(const ActionOptions& options, bool (Canvas::*is)() const, void (Canvas::*set)(bool),
                Signal changed) {
        Canvas& target = m_canvas;
        QAction* action = add(options);
        action->setCheckable(true);
        action->setChecked((target.*is)());
        QObject::connect(action, &QAction::toggled, &target, [&target, set](bool on) { (target.*set)(on); });
        QObject::connect(&target, changed, action,
                         [&target, action, is] { action->setChecked((target.*is)()); });
    }

private:
    Canvas& m_canvas;
};

void addTools(Canvas& canvas, ActionMaker& make) {
    auto* group = new QActionGroup(&canvas);
    const auto tool = [&](const ActionOptions& options, Canvas::ToolKind kind) {
        QAction* action = make.add(options);
        action->setCheckable(true);
        action->setChecked(kind == canvas.tool());
        group->addAction(action);
        QObject::connect(action, &QAction::triggered, &canvas, [&canvas, kind] { canvas.setTool(kind); });
        QObject::connect(&canvas, &Canvas::toolChanged, action,
                         [action, kind](Canvas::ToolKind now) { action->setChecked(now == kind); });
    };
    tool({"select", Texts::tr("Select"), Qt::Key_V}, Canvas::ToolKind::Select);
    tool({"box", Texts::tr("Draw box"), Qt::Key_R, false,
          Texts::tr("Draw box: drag it, or press Enter for one to move by keys")},
         Canvas::ToolKind::Box);
    tool({"blob", Texts::tr("Draw blob"), Qt::Key_O, false,
          Texts::tr(
              "Draw blob: drag it, click points of its outline, or press Enter for one to move by keys")},
         Canvas::ToolKind::Blob);
    tool({"pan", Texts::tr("Pan"), Qt::Key_H}, Canvas::ToolKind::Pan);
    const auto cells = [&](const ActionOptions& options, PartKind grid) {
        QAction* action = make.add(options);
        action->setCheckable(true);
        group->addAction(action);
        const auto show = [&canvas, action, grid] {
            action->setChecked(canvas.tool() == Canvas::ToolKind::Cells && canvas.cellBrush().grid == grid);
        };
        QObject::connect(action, &QAction::triggered, &canvas, [&canvas, grid] {
            canvas.setCellGrid(grid);
            canvas.setTool(Canvas::ToolKind::Cells);
        });
        QObject::connect(&canvas, &Canvas::toolChanged, action, show);
        QObject::connect(&canvas, &Canvas::cellBrushChanged, action, show);
    };
    cells({"tiles", Texts::tr("Edit visual tokens"), Qt::Key_T}, PartKind::Tokens);
    cells({"colors", Texts::tr("Edit colours"), Qt::Key_M}, PartKind::Colors);
}

void addEditing(Canvas& canvas, ActionMaker& make) {
    make.command({"copy", Texts::tr("Copy"), QKeySequence::Copy, true}, copySelected);
    make.command({"paste", Texts::tr("Paste"), QKeySequence::Paste, true}, pasteItems);
    make.command({"duplicate", Texts::tr("Duplicate"), Qt::CTRL | Qt::Key_D, true}, duplicateSelected);
    make.command({"delete", Texts::tr("Delete"), QKeySequence::Delete, true}, removeSelected);
    QObject::connect(make.add({"selectAll", Texts::tr("Select all"), QKeySequence::SelectAll}),
                     &QAction::triggered, &canvas, [&canvas] {
                         if (canvas.tool() == Canvas::ToolKind::Cells)
                             canvas.startCellCommand().selectAll();
                         else
                             selectAll(canvas.startCommand());
                     });
    make.separator();
    make.command({"lock", Texts::tr("Lock or unlock"), Qt::CTRL | Qt::Key_L, true}, toggleLocked);
    make.command({"hide", Texts::tr("Hide or show"), Qt::CTRL | Qt::Key_H, true}, toggleHidden);
    make.separator();
    const auto order = [&](const ActionOptions& options, Order way) {
        make.command(options, [way](Workbench& bench) { reorderSelected(bench, way); });
    };
    order({"forward", Texts::tr("Bring forward"), Qt::Key_PageUp, true}, Order::Forward);
    order({"backward", Texts::tr("Send backward"), Qt::Key_PageDown, true}, Order::Backward);
    order({"front", Texts::tr("Bring to front"), Qt::SHIFT | Qt::Key_PageUp, true}, Order::Front);
    order({"back", Texts::tr("Send to back"), Qt::SHIFT | Qt::Key_PageDown, true}, Order::Back);
}

/// What is done to cells, off where it means nothing, so that its keys are free for others.
void addCells(Canvas& canvas, ActionMaker& make) {
    const auto command = [&](ActionOptions options, std::function<void()> work,
                             std::function<bool()> isPossible) {
        options.inCellMenu = true;
        QAction* action = make.add(options);
        QObject::connect(action, &QAction::triggered, &canvas, std::move(work));
        const auto show = [&canvas, action, isPossible = std::move(isPossible)] {
            action->setEnabled(canvas.tool() == Canvas::ToolKind::Cells && isPossible());
        };
        QObject::connect(&canvas, &Canvas::toolChanged, action, show);
        QObject::connect(&canvas, &Canvas::cellRegionChanged, action, show);
        QObject::connect(&canvas, &Canvas::cellBrushChanged, action, show);
        show();
    };
    const auto isAnySelected = [&canvas] { return !canvas.cellTool().region().empty(); };
    const auto lock = [&canvas](bool locked) { lockCells(canvas.startCommand(), canvas.cellTool(), locked); };
    command(
        {"resampleRegion", Texts::tr("Resample region"), Qt::CTRL | Qt::ALT | Qt::Key_R},
        [&canvas] { canvas.requestResample(); }, isAnySelected);
    make.separator();
    command(
        {"lockRegion", Texts::tr("Lock region"), Qt::Key_L}, [lock] { lock(true); }, isAnySelected);
    command(
        {"unlockRegion", Texts::tr("Unlock region"), Qt::Key_U}, [lock] { lock(false); }, isAnySelected);
    make.separator();
    command(
        {"chooseCode", Texts::tr("Choose what to paint with…"), Qt::Key_P},
        [&canvas] { canvas.chooseCode(); }, [] { return true; });
    command(
        {"pickFromRegion", Texts::tr("Paint with the selected cell"), Qt::Key_I},
        [&canvas] { canvas.startCellCommand().pickFromRegion(); }, isAnySelected);
    command(
        {"paintRegion", Texts::tr("Paint region"), Qt::Key_Return},
        [&canvas] { paintCells(canvas.startCommand(), canvas.cellTool()); },
        [&canvas, isAnySelected] { return canvas.cellTool().hasCode() && isAnySelected(); });
}

void addAligning(ActionMaker& make) {
    const auto align = [&](const ActionOptions& options, Alignment alignment) {
        make.command(options, [alignment](Workbench& bench) { alignSelected(bench, alignment); });
    };
    align({"alignLeft", Texts::tr("Align left")}, Alignment::Left);
    align({"alignCentre", Texts::tr("Align centres")}, Alignment::Centre);
    align({"alignRight", Texts::tr("Align right")}, Alignment::Right);
    align({"alignTop", Texts::tr("Align top")}, Alignment::Top);
    align({"alignMiddle", Texts::tr("Align middles")}, Alignment::Middle);
    align({"alignBottom", Texts::tr("Align bottom")}, Alignment::Bottom);
    make.command({"distributeHorizontally", Texts::tr("Distribute horizontally")},
                 [](Workbench& bench) { distributeSelected(bench, Qt::Horizontal); });
    make.command({"distributeVertically", Texts::tr("Distribute vertically")},
                 [](Workbench& bench) { distributeSelected(bench, Qt::Vertical); });
}

void addViewing(Canvas& canvas, ActionMaker& make) {
    const auto zoom = [&](const ActionOptions& options, std::function<void()> work) {
        QObject::connect(make.add(options), &QAction::triggered, &canvas, std::move(work));
    };
    zoom({"zoomIn", Texts::tr("Zoom in"), QKeySequence::ZoomIn}, [&canvas] { canvas.zoomBy(kZoomStep); });
    zoom({"zoomOut", Texts::tr("Zoom out"), QKeySequence::ZoomOut},
         [&canvas] { canvas.zoomBy(1 / kZoomStep); });
    zoom({"fit", Texts::tr("Whole picture"), Qt::CTRL | Qt::Key_0}, [&canvas] { canvas.fit(); });
    make.toggle({"overlay", Texts::tr("Show items"), Qt::Key_QuoteLeft}, &Canvas::overlay,
                &Canvas::setOverlay, &Canvas::overlayChanged);
    make.toggle({"mosaic", Texts::tr("Show colour mosaic")}, &Canvas::isMosaicShown, &Canvas::setMosaicShown,
                &Canvas::gridsChanged);
    make.toggle({"tokens", Texts::tr("Show visual tokens")}, &Canvas::areTokensShown, &Canvas::setTokensShown,
                &Canvas::gridsChanged);
    make.toggle({"snap", Texts::tr("Snap")}, &Canvas::snapping, &Canvas::setSnapping,
                &Canvas::snappingChanged);
}

}  // namespace

void addCanvasActions(Canvas& canvas) {
    ActionMaker make(canvas);
    addTools(canvas, make);
    make.separator();
    addEditing(canvas, make);
    make.separator();
    addCells(canvas, make);
    make.separator();
    addAligning(make);
    make.separator();
    addViewing(canvas, make);
}

}  // namespace kaleido
