#include "ui/canvas/cell_tool.h"

#include "engine/plan/edits.h"
#include "ui/canvas/grid_painter.h"
#include "ui/canvas/workbench.h"

#include <QCursor>
#include <QGuiApplication>
#include <QPainter>
#include <QPixmap>

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

CellTool::CellTool(Workbench& bench, CellToolLinks links) : m_bench(bench), m_links(std::move(links)) {
    const CodeGrid now = grid();
    m_region = CellRegion(now.columns, now.rows);
}

bool CellTool::hasCode() const {
    return m_brush.code != kUnknownCode;
}

void CellTool::setBrush(const CellBrush& brush) {
    if (brush == m_brush) return;
    const bool otherGrid = brush.grid != m_brush.grid;
    m_brush = brush;
    if (otherGrid) followPlan();
    m_links.brushChanged();
}

const CodeGrid& CellTool::gridOf(const Plan& plan) const {
    return m_brush.grid == PartKind::Tokens ? plan.tokens : plan.colors;
}

CodeGrid CellTool::grid() const {
    const CodeGrid& own = m_bench.hasPlan() ? gridOf(m_bench.shownPlan()) : CodeGrid();
    return own.empty() ? gridOf(withGrids(Plan(), m_bench.format())) : own;
}

void CellTool::followPlan() {
    const CodeGrid now = grid();
    m_region = CellRegion(now.columns, now.rows);
    m_links.regionChanged();
}

void CellTool::followEdit() {
    const CodeGrid now = grid();
    if (!m_region.isOf(now.columns, now.rows)) followPlan();
}

void CellTool::selectAll() {
    m_region.selectAll();
    m_links.regionChanged();
}

void CellTool::selectUnder(const Pointer& pointer) {
    const auto cell = m_bench.hasPlan() ? cellAt(grid(), pointer.plan) : std::nullopt;
    if (!cell || m_region.contains(*cell)) return;
    m_region.start(regionCell(pointer.plan), false);
    m_links.regionChanged();
}

void CellTool::step(int columns, int rows, bool stretches) {
    m_region.step(columns, rows, stretches);
    m_links.regionChanged();
}

bool CellTool::backOut() {
    if (!m_region.empty()) {
        m_region.clear();
        m_links.regionChanged();
    } else if (hasCode()) {
        pick(kUnknownCode);
    } else {
        return false;
    }
    return true;
}

void CellTool::pick(int code) {
    setBrush({m_brush.grid, code});
}

void CellTool::pickFromRegion() {
    if (!m_bench.hasPlan() || m_region.empty()) return;
    const CodeGrid& codes = gridOf(m_bench.plan());
    const std::size_t cell = m_region.indexOf(m_region.current());
    if (cell < codes.codes.size() && codes.codes[cell] != kUnknownCode) pick(codes.codes[cell]);
}

CellRegion::Cell CellTool::regionCell(Vec2 point) const {
    const CodeGrid cells = grid();
    // Bounded before it becomes whole numbers: the view may be far away.
    const auto index = [](double at, int count) {
        return static_cast<int>(std::floor(std::clamp(at, -1.0, 2.0) * count));
    };
    return {index(point.x, cells.columns), index(point.y, cells.rows)};
}

void CellTool::press(const Pointer& pointer) {
    giveUp();
    if (pointer.modifiers & Qt::AltModifier) {
        if (!m_bench.hasPlan()) return;
        const CodeGrid& codes = gridOf(m_bench.plan());
        const auto cell = cellAt(codes, pointer.plan);
        if (cell && codes.codes[*cell] != kUnknownCode) pick(codes.codes[*cell]);
        return;
    }
    if (!hasCode() || pointer.modifiers & Qt::ShiftModifier) return select(pointer);
    if (!m_bench.canEdit()) return;
    m_gesture = Gesture::Painting;
    m_painted = false;
    m_during = withGrids(m_bench.plan(), m_bench.format());
    m_last = pointer.plan;
    if (paintCell(pointer.plan)) m_bench.preview(m_during);
}

void CellTool::select(const Pointer& pointer) {
    if (!m_bench.hasPlan()) {
        m_bench.canEdit();  // says so
        return;
    }
    m_regionBefore = m_region;
    m_gesture = Gesture::Selecting;
    if (cellAt(grid(), pointer.plan))
        m_region.start(regionCell(pointer.plan), bool(pointer.modifiers & Qt::ShiftModifier));
    else
        m_region.clear();
    m_links.regionChanged();
}

bool CellTool::paintCell(Vec2 point) {
    const CodeGrid& codes = gridOf(m_during);
    const auto cell = cellAt(codes, point);
    if (!cell || (*cell < codes.parts.size() && codes.parts[*cell].locked)) return false;
    m_during = m_brush.grid == PartKind::Tokens ? setToken(std::move(m_during), *cell, m_brush.code)
                                                : setColor(std::move(m_during), *cell, m_brush.code);
    return m_painted = true;
}

void CellTool::drag(const Pointer& pointer) {
    if (m_gesture == Gesture::Selecting) {
        if (m_region.empty()) return;  // it began outside
        m_region.stretch(regionCell(pointer.plan));
        return m_links.regionChanged();
    }
    if (m_gesture != Gesture::Painting) return;
    const CodeGrid& codes = gridOf(m_during);
    const double dx = pointer.plan.x - m_last.x, dy = pointer.plan.y - m_last.y;
    // Two steps a cell, so that a quick stroke leaves no gaps.
    const double steps = std::clamp(
        std::ceil(2 * std::max(std::abs(dx) * codes.columns, std::abs(dy) * codes.rows)), 1.0, 1024.0);
    const Plan before = m_during;
    for (double i = 1; i <= steps; ++i) paintCell({m_last.x + dx * i / steps, m_last.y + dy * i / steps});
    m_last = pointer.plan;
    if (m_during != before) m_bench.preview(m_during);
}

void CellTool::release(const Pointer& pointer) {
    drag(pointer);
    if (std::exchange(m_gesture, Gesture::None) != Gesture::Painting) return;
    // Grids that the plan did not have come only with something in them.
    m_bench.commit(m_painted ? m_during : m_bench.plan(),
                   m_brush.grid == PartKind::Tokens ? tr("Paint tokens") : tr("Paint colours"));
}

void CellTool::giveUp() {
    const Gesture was = std::exchange(m_gesture, Gesture::None);
    if (was == Gesture::Painting) m_bench.endPreview();
    if (was != Gesture::Selecting) return;
    m_region = m_regionBefore;
    m_links.regionChanged();
}

QCursor CellTool::cursor(const Pointer&) const {
    const QImage swatch = hasCode() ? m_links.swatch(m_brush) : QImage();
    if (swatch.isNull()) return Qt::CrossCursor;
    constexpr int kSide = 32, kMiddle = 8, kArm = 7;
    const double ratio = qGuiApp->devicePixelRatio();
    QPixmap pixmap((QSizeF(kSide, kSide) * ratio).toSize());
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    const QRectF place(14, 14, 16, 16);
    for (const auto& [color, width] : {std::pair(Qt::white, 3.0), std::pair(Qt::black, 1.0)}) {
        painter.setPen(QPen(color, width));
        painter.drawLine(QLineF(kMiddle - kArm, kMiddle, kMiddle + kArm, kMiddle));
        painter.drawLine(QLineF(kMiddle, kMiddle - kArm, kMiddle, kMiddle + kArm));
        painter.drawRect(place);
    }
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(place, swatch);
    painter.end();
    return QCursor(pixmap, kMiddle, kMiddle);
}

void CellTool::paint(QPainter& painter) const {
    const CodeGrid cells = grid();
    const QRectF picture = m_bench.view().picture();
    if (m_brush.grid == PartKind::Colors || !m_bench.hasPlan() || gridOf(m_bench.shownPlan()).empty())
        paintGridLines(painter, cells, picture);
    if (!m_region.empty()) paintRegion(painter, cells, m_region, picture);
}

}  // namespace kaleido::canvas
