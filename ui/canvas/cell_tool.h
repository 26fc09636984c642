#pragma once

#include "engine/plan/parts.h"
#include "ui/canvas/cell_region.h"
#include "ui/canvas/tool.h"

#include <QCoreApplication>
#include <QImage>

#include <functional>
#include <optional>

namespace kaleido::canvas {

class Workbench;

/// What cells are painted with.
struct CellBrush {
    PartKind grid = PartKind::Tokens;  ///< Colors or Tokens
    int code = -1;                     ///< kUnknownCode: nothing picked yet

    bool operator==(const CellBrush&) const = default;
};

/// Whom the cell tool tells, and whom it asks.
struct CellToolLinks {
    std::function<void()> brushChanged{};
    std::function<void()> regionChanged{};
    /// A picture of what is painted with; null if there is none.
    std::function<QImage(const CellBrush&)> swatch{};
};

/// The cell of a grid under a point of the picture; none outside.
std::optional<std::size_t> cellAt(const CodeGrid& grid, Vec2 point);

/// Works on the cells of the visual tokens or of the colour mosaic. Alt-click picks the code under the pointer; while one is held,
/// a stroke paints with it, one entry of undo a stroke, and locked cells stay. Without one, or with Shift, a drag selects
/// cells, with Shift besides those that are selected.
class CellTool : public Tool {
    Q_DECLARE_TR_FUNCTIONS(CellTool)

public:
    CellTool(Workbench& bench, CellToolLinks links);

    const CellBrush& brush() const { return m_brush; }
    bool hasCode() const;
    /// Another grid: nothing of it is selected.
    void setBrush(const CellBrush& brush);
    /// Takes the code of the current cell, if it is known.
    void pickFromRegion();

    const CellRegion& region() const { return m_region; }
    void selectAll();
    /// The cell under the pointer, unless it is selected already.
    void selectUnder(const Pointer& pointer);
    void step(int columns, int rows, bool stretches);
    /// Another plan is there: nothing of it is selected.
    void followPlan();
    /// The plan has been edited, and may have another grid.
    void followEdit();

    void press(const Pointer& pointer) override;
    void drag(const Pointer& pointer) override;
    void release(const Pointer& pointer) override;
    void giveUp() override;
    /// Empties the region, else puts away what is held.
    bool backOut() override;
    bool isBusy() const override { return m_gesture != Gesture::None; }
    QCursor cursor(const Pointer& pointer) const override;
    void paint(QPainter& painter) const override;

private:
    enum class Gesture { None, Painting, Selecting };

    const CodeGrid& gridOf(const Plan& plan) const;
    CodeGrid grid() const;  ///< the plan's, or one of unknown cells
    void pick(int code);
    void select(const Pointer& pointer);
    bool paintCell(Vec2 point);
    CellRegion::Cell regionCell(Vec2 point) const;

    Workbench& m_bench;
    CellToolLinks m_links;
    CellBrush m_brush;
    CellRegion m_region{0, 0};
    Gesture m_gesture = Gesture::None;
    CellRegion m_regionBefore{0, 0};  ///< the gesture
    bool m_painted = false;           ///< any cell
    Plan m_during;
    Vec2 m_last;
};

}  // namespace kaleido::canvas
