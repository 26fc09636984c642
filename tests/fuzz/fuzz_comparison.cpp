// The comparison.json of a folder. What is accepted can be written and read back equal, and every cell can be told.
#include "app/compare/comparison_file.h"
#include "tests/fuzz/fuzz.h"

using namespace kaleido;

namespace {

void checkCells(const Comparison& comparison) {
    const ComparisonCost cost = costOf(comparison);
    fuzz::require(cost.cells >= 1 && cost.cells <= kMostCells, "there are as many cells as may be");
    fuzz::require(cost.pictures == cost.cells * comparison.setSize, "every cell is a set");
    const int row = comparison.rowCount() - 1, column = comparison.columnCount() - 1;
    for (const int index : {0, comparison.setSize - 1}) {
        const PictureRecord record = recordAt(comparison, {row, column, index});
        fuzz::require(record.row == row && record.column == column, "a picture knows its place");
        fuzz::require(recordAt(exchanged(comparison), {column, row, index}).seed == record.seed,
                      "rows and columns can be exchanged");
    }
    fuzz::require(sameCells(comparison, comparison), "a comparison has the cells that it has");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto comparison = comparisonFromJson(fuzz::textOf(data, size), "comparison.json");
    if (!comparison) {
        fuzz::requireReadable(comparison.error());
        return 0;
    }
    const auto again = comparisonFromJson(comparisonToJson(*comparison), "again.json");
    fuzz::require(again.ok() && *again == *comparison, "a comparison comes back as it was");
    checkCells(*comparison);
    return 0;
}
