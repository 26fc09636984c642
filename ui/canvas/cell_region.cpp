#include "ui/canvas/cell_region.h"

#include <algorithm>

namespace kaleido::canvas {

std::size_t CellRegion::indexOf(Cell cell) const {
    return static_cast<std::size_t>(cell.row * m_columns + cell.column);
}

CellRegion::Cell CellRegion::inGrid(Cell cell) const {
    return {std::clamp(cell.column, 0, std::max(m_columns - 1, 0)),
            std::clamp(cell.row, 0, std::max(m_rows - 1, 0))};
}

std::vector<std::size_t> CellRegion::cells() const {
    std::set<std::size_t> all = m_before;
    if (m_hasRectangle) {
        for (int row = std::min(m_from.row, m_to.row); row <= std::max(m_from.row, m_to.row); ++row) {
            for (int column = std::min(m_from.column, m_to.column);
                 column <= std::max(m_from.column, m_to.column); ++column)
                all.insert(indexOf({column, row}));
        }
    }
    return {all.begin(), all.end()};
}

bool CellRegion::contains(std::size_t cell) const {
    const std::vector<std::size_t> all = cells();
    return std::binary_search(all.begin(), all.end(), cell);
}

void CellRegion::clear() {
    m_before.clear();
    m_hasRectangle = false;
}

void CellRegion::selectAll() {
    m_before.clear();
    m_hasRectangle = m_columns > 0 && m_rows > 0;
    m_from = {};
    m_to = inGrid({m_columns, m_rows});
}

void CellRegion::start(Cell cell, bool besides) {
    const std::vector<std::size_t> kept = besides ? cells() : std::vector<std::size_t>();
    m_before = {kept.begin(), kept.end()};
    m_hasRectangle = m_columns > 0 && m_rows > 0;
    m_from = m_to = inGrid(cell);
}

void CellRegion::stretch(Cell cell) {
    m_to = inGrid(cell);
}

void CellRegion::step(int columns, int rows, bool stretches) {
    if (empty()) return start(m_to, false);
    const Cell next = inGrid({m_to.column + columns, m_to.row + rows});
    if (stretches)
        stretch(next);
    else
        start(next, false);
}

}  // namespace kaleido::canvas
