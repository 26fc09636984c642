#pragma once

#include "engine/plan/parts.h"
#include "ui/canvas/tool.h"

#include <QCoreApplication>

#include <functional>
#include <optional>

namespace kaleido::canvas {

class Workbench;

/// What cells are painted with.
struct CellBrush {
    PartKind grid = PartKind::Colors;  ///< Colors or Tokens
    int code = -1;                     ///< kUnknownCode: nothing picked yet

    bool operator==(const CellBrush&) const = default;
};

/// The cell of a grid under a point of the picture; none outside.
std::optional<std::size_t> cellAt(const CodeGrid& grid, Vec2 point);

/// Paints the brush's code into cells of the visual tokens or the colour mosaic, one entry of undo a stroke. Locked cells stay.
/// Alt-click picks the code under the pointer.
class CellTool : public Tool {
    Q_DECLARE_TR_FUNCTIONS(CellTool)

public:
    /// `picked` is called with what an Alt-click has picked.
    CellTool(Workbench& bench, std::function<void(const CellBrush&)> picked)
        : m_bench(bench), m_picked(std::move(picked)) {}

    const CellBrush& brush() const { return m_brush; }
    void setBrush(const CellBrush& brush) { m_brush = brush; }

    void press(const Pointer& pointer) override;
    void drag(const Pointer& pointer) override;
    void release(const Pointer& pointer) override;
    void giveUp() override;
    bool isBusy() const override { return m_painting; }
    QCursor cursor(const Pointer& pointer) const override;

private:
    const CodeGrid& gridOf(const Plan& plan) const;
    bool paintCell(Vec2 point);

    Workbench& m_bench;
    std::function<void(const CellBrush&)> m_picked;
    CellBrush m_brush;
    bool m_painting = false;
    bool m_painted = false;  ///< any cell
    Plan m_during;
    Vec2 m_last;
};

}  // namespace kaleido::canvas
