#include "engine/plan/assignment.h"

#include <limits>

namespace kaleido {
namespace {

/// Square assignment: for each column its row. Rows and columns count from 1 inside, 0 means none.
std::vector<std::size_t> squareAssignment(const std::vector<std::vector<double>>& costs) {
    const std::size_t n = costs.size();
    std::vector<double> rowPotential(n + 1), columnPotential(n + 1);
    std::vector<std::size_t> rowOf(n + 1), way(n + 1);
    for (std::size_t row = 1; row <= n; ++row) {
        // Grow an alternating tree from `row` until it reaches a free column.
        rowOf[0] = row;
        std::size_t column = 0;
        std::vector<double> slack(n + 1, std::numeric_limits<double>::infinity());
        std::vector<bool> inTree(n + 1);
        do {
            inTree[column] = true;
            double delta = std::numeric_limits<double>::infinity();
            std::size_t nearest = 0;
            for (std::size_t j = 1; j <= n; ++j) {
                if (inTree[j]) continue;
                const std::size_t from = rowOf[column];
                const double reduced = costs[from - 1][j - 1] - rowPotential[from] - columnPotential[j];
                if (reduced < slack[j]) {
                    slack[j] = reduced;
                    way[j] = column;
                }
                if (slack[j] < delta) {
                    delta = slack[j];
                    nearest = j;
                }
            }
            for (std::size_t j = 0; j <= n; ++j) {
                if (inTree[j]) {
                    rowPotential[rowOf[j]] += delta;
                    columnPotential[j] -= delta;
                } else {
                    slack[j] -= delta;
                }
            }
            column = nearest;
        } while (rowOf[column] != 0);
        for (; column != 0; column = way[column]) rowOf[column] = rowOf[way[column]];
    }
    return {rowOf.begin() + 1, rowOf.end()};
}

}  // namespace

std::vector<std::optional<std::size_t>> cheapestPairs(const std::vector<std::vector<double>>& costs,
                                                      std::size_t columns, double unpaired) {
    const std::size_t rows = costs.size(), n = rows + columns;
    // Behind the real columns every row has half the price of staying alone; behind the real rows every column.
    std::vector<std::vector<double>> square(n, std::vector<double>(n, unpaired / 2));
    for (std::size_t i = 0; i < rows; ++i) {
        for (std::size_t j = 0; j < columns; ++j) square[i][j] = costs[i][j];
    }
    for (std::size_t i = rows; i < n; ++i) {
        for (std::size_t j = columns; j < n; ++j) square[i][j] = 0;
    }
    std::vector<std::optional<std::size_t>> pairs(rows);
    const std::vector<std::size_t> rowOf = squareAssignment(square);
    for (std::size_t j = 0; j < columns; ++j) {
        if (rowOf[j] <= rows) pairs[rowOf[j] - 1] = j;
    }
    return pairs;
}

}  // namespace kaleido
