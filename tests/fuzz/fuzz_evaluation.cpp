// The results of an evaluation. What is accepted can be written and read back equal, and shown on a terminal.
#include "app/eval/results_file.h"
#include "app/eval/results_text.h"
#include "tests/fuzz/fuzz.h"

#include <set>

using namespace kaleido;

namespace {

void checkTables(const EvaluationResults& results) {
    std::set<std::string> ids;
    for (const ResultTable& table : results.tables) {
        fuzz::require(ids.insert(table.id).second, "no two tables have one id");
        for (const ResultRow& row : table.rows)
            fuzz::require(row.values.size() == table.columns.size(), "a row has one value for each column");
    }
    for (const ResultChart& chart : results.charts) {
        for (const ResultSeries& series : chart.series)
            fuzz::require(series.x.size() == series.y.size(), "points have two coordinates");
    }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto results = resultsFromJson(fuzz::textOf(data, size), "evaluation.json");
    if (!results) {
        fuzz::requireReadable(results.error());
        return 0;
    }
    checkTables(*results);
    const auto again = resultsFromJson(resultsToJson(*results), "again.json");
    fuzz::require(again.ok() && *again == *results, "results come back as they were");
    for (const char byte : resultsText(*results)) {
        fuzz::require(byte == '\n' || static_cast<unsigned char>(byte) >= 0x20,
                      "what is shown is plain text");
    }
    return 0;
}
