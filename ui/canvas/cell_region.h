#pragma once

#include <cstddef>
#include <set>
#include <vector>

namespace kaleido::canvas {

/// Selected cells of a grid: a rectangle that is stretched from one cell to another, and what was selected before it. The cell
/// it was stretched to is where keys go on from.
class CellRegion {
public:
    struct Cell {
        int column = 0;
        int row = 0;

        bool operator==(const Cell&) const = default;
    };

    /// Of this grid; none of its cells is selected.
    CellRegion(int columns, int rows) : m_columns(columns), m_rows(rows) {}

    bool isOf(int columns, int rows) const { return columns == m_columns && rows == m_rows; }
    bool empty() const { return !m_hasRectangle && m_before.empty(); }
    bool contains(std::size_t cell) const;
    /// Indices row by row, ascending.
    std::vector<std::size_t> cells() const;
    /// Where keys go on from; the first one if nothing is selected.
    Cell current() const { return m_to; }
    std::size_t indexOf(Cell cell) const;

    void clear();
    void selectAll();
    /// Selects one cell alone, or besides what is selected. Cells outside of the grid mean the nearest in it, here and below.
    void start(Cell cell, bool besides);
    /// Stretches the rectangle to this cell.
    void stretch(Cell cell);
    /// The cell next to the current one, alone or with the rectangle stretched; the current one itself if nothing is selected.
    void step(int columns, int rows, bool stretches);

private:
    Cell inGrid(Cell cell) const;

    int m_columns, m_rows;
    std::set<std::size_t> m_before;
    bool m_hasRectangle = false;
    Cell m_from, m_to;
};

}  // namespace kaleido::canvas
