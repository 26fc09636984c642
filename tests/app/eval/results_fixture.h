#pragma once

#include "app/eval/evaluation_results.h"
#include "engine/base/random.h"

#include <cmath>
#include <string>

namespace kaleido::test {

/// Results with one of everything.
inline EvaluationResults smallResults() {
    EvaluationResults results{.modelId = "tiny",
                              .modelHash = std::string(64, 'a'),
                              .judgesHash = std::string(64, 'b'),
                              .codeVersion = "Kaleido Studio 1",
                              .size = "quick"};
    results.facts = {{"Model", "tiny (aaaaaaaaaa)"}, {"Pictures", "2,000"}};
    results.tables = {{.id = "guidance",
                       .title = "Guidance weight",
                       .note = "Whole sets.",
                       .rowsAre = "Weight",
                       .columns = {{"Distance", NumberStyle::Plain2}, {"Found", NumberStyle::Percent}},
                       .rows = {{"1", {1.92, 0.974}}, {"5", {12.5, std::nullopt}}}}};
    results.charts = {{.id = "guidance",
                       .title = "Variety by weight",
                       .note = "Higher is more varied.",
                       .xTitle = "Weight",
                       .yTitle = "Vendi score",
                       .series = {{"none", {1, 5}, {3.5, 1.25}}, {"all", {1, 5}, {4.5, 4.25}}}}};
    return results;
}

/// Texts with what JSON and markup escape, and letters of other scripts.
inline std::string randomText(Random& random) {
    constexpr const char* kPieces[] = {"a",   "Z",     " ", "\"", "\\", "/", "\n",
                                       "<b>", "&amp;", "é", "猫", "🐈",  "\t"};
    std::string text;
    for (int i = random.below(12); i > 0; --i)
        text += kPieces[random.below(static_cast<int>(std::size(kPieces)))];
    return text;
}

/// Numbers of all magnitudes, also whole ones and both zeros.
inline double randomNumber(Random& random) {
    if (random.chance(0.1)) return random.chance(0.5) ? 0.0 : -0.0;
    if (random.chance(0.2)) return random.below(100'000);
    return std::ldexp(random.uniform(-1, 1), random.below(600) - 300);
}

inline ResultTable randomTable(Random& random, int index) {
    ResultTable table{.id = "table " + std::to_string(index), .title = randomText(random)};
    table.note = randomText(random);
    table.rowsAre = randomText(random);
    for (int i = random.below(5); i > 0; --i)
        table.columns.push_back({randomText(random), static_cast<NumberStyle>(random.below(4))});
    for (int i = random.below(6); i > 0; --i) {
        ResultRow row{randomText(random)};
        for (std::size_t k = 0; k < table.columns.size(); ++k)
            row.values.push_back(random.chance(0.2) ? std::nullopt : std::optional(randomNumber(random)));
        table.rows.push_back(row);
    }
    return table;
}

inline ResultChart randomChart(Random& random, int index) {
    ResultChart chart{.id = "chart " + std::to_string(index), .title = randomText(random)};
    chart.note = randomText(random);
    chart.xTitle = randomText(random);
    chart.yTitle = randomText(random);
    chart.logX = random.chance(0.5);
    for (int i = random.below(12); i > 0; --i) {
        ResultSeries series{randomText(random)};
        for (int k = random.below(8); k > 0; --k) {
            series.x.push_back(randomNumber(random));
            series.y.push_back(randomNumber(random));
        }
        chart.series.push_back(series);
    }
    return chart;
}

inline EvaluationResults randomResults(Random& random) {
    EvaluationResults results{.modelId = randomText(random), .modelHash = randomText(random)};
    results.judgesHash = randomText(random);
    results.codeVersion = randomText(random);
    results.size = random.chance(0.5) ? "quick" : "full";
    for (int i = random.below(4); i > 0; --i)
        results.facts.push_back({randomText(random), randomText(random)});
    for (int i = random.below(4); i > 0; --i) results.tables.push_back(randomTable(random, i));
    for (int i = random.below(4); i > 0; --i) results.charts.push_back(randomChart(random, i));
    return results;
}

}  // namespace kaleido::test
