#include "ui/canvas/cell_tool.h"

#include "engine/plan/edits.h"
#include "ui/canvas/workbench.h"

#include <QCursor>

#include <algorithm>
#include <cmath>
#include <utility>

namespace kaleido::canvas {

std::optional<std::size_t> cellAt(const CodeGrid& grid, Vec2 point) {
    if (grid.empty() || point.x < 0 || point.y < 0 || point.x >= 1 || point.y >= 1) return std::nullopt;
    const auto column = static_cast<std::size_t>(point.x * grid.columns);
    const auto row = static_cast<std::size_t>(point.y * grid.rows);
    return row * static_cast<std::size_t>(grid.columns) + column;
}

const CodeGrid& CellTool::gridOf(const Plan& plan) const {
    return m_brush.grid == PartKind::Tokens ? plan.tokens : plan.colors;
}

void CellTool::press(const Pointer& pointer) {
    giveUp();
    if (pointer.modifiers & Qt::AltModifier) {
        if (!m_bench.hasPlan()) return;
        const CodeGrid& grid = gridOf(m_bench.plan());
        const auto cell = cellAt(grid, pointer.plan);
        if (!cell || grid.codes[*cell] == kUnknownCode) return;
        m_brush.code = grid.codes[*cell];
        if (m_picked) m_picked(m_brush);
        return;
    }
    if (!m_bench.canEdit()) return;
    if (m_brush.code == kUnknownCode) {
        return m_bench.refuse(m_brush.grid == PartKind::Tokens ? tr("Pick a tile to paint with first.")
                                                               : tr("Pick a colour to paint with first."));
    }
    m_painting = true;
    m_painted = false;
    m_during = withGrids(m_bench.plan(), m_bench.format());
    m_last = pointer.plan;
    if (paintCell(pointer.plan)) m_bench.preview(m_during);
}

bool CellTool::paintCell(Vec2 point) {
    const CodeGrid& grid = gridOf(m_during);
    const auto cell = cellAt(grid, point);
    if (!cell || (*cell < grid.parts.size() && grid.parts[*cell].locked)) return false;
    m_during = m_brush.grid == PartKind::Tokens ? setToken(std::move(m_during), *cell, m_brush.code)
                                                : setColor(std::move(m_during), *cell, m_brush.code);
    return m_painted = true;
}

void CellTool::drag(const Pointer& pointer) {
    if (!m_painting) return;
    const CodeGrid& grid = gridOf(m_during);
    const double dx = pointer.plan.x - m_last.x, dy = pointer.plan.y - m_last.y;
    // Two steps a cell, so that a quick stroke leaves no gaps.
    const double steps = std::clamp(
        std::ceil(2 * std::max(std::abs(dx) * grid.columns, std::abs(dy) * grid.rows)), 1.0, 1024.0);
    const Plan before = m_during;
    for (double i = 1; i <= steps; ++i) paintCell({m_last.x + dx * i / steps, m_last.y + dy * i / steps});
    m_last = pointer.plan;
    if (m_during != before) m_bench.preview(m_during);
}

void CellTool::release(const Pointer& pointer) {
    if (!m_painting) return;
    drag(pointer);
    m_painting = false;
    // Grids that the plan did not have come only with something in them.
    m_bench.commit(m_painted ? m_during : m_bench.plan(),
                   m_brush.grid == PartKind::Tokens ? tr("Paint tokens") : tr("Paint colours"));
}

void CellTool::giveUp() {
    if (!std::exchange(m_painting, false)) return;
    m_bench.endPreview();
}

QCursor CellTool::cursor(const Pointer&) const {
    return Qt::CrossCursor;
}

}  // namespace kaleido::canvas
