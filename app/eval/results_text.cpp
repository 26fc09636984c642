#include "app/eval/results_text.h"

#include "app/eval/number_text.h"
#include "app/eval/shown_text.h"

#include <algorithm>

namespace kaleido {
namespace {

constexpr int kPageWidth = 100;
constexpr int kHeadingWidth = 14;  ///< longer headings of columns take several lines
constexpr int kGap = 2;            ///< between columns

/// One column as it is printed: its heading's lines, then a cell for each row, and the width that all of them fit in.
struct TextColumn {
    std::vector<std::string> heading{};
    std::vector<std::string> cells{};
    int width = 0;
};

std::string spaces(int count) {
    return std::string(static_cast<std::size_t>(std::max(0, count)), ' ');
}

TextColumn columnOf(const std::string& heading, std::vector<std::string> cells) {
    TextColumn column{wrapped(shownLine(heading), kHeadingWidth), std::move(cells)};
    for (const auto* texts : {&column.heading, &column.cells}) {
        for (const std::string& text : *texts) column.width = std::max(column.width, displayWidth(text));
    }
    return column;
}

std::vector<TextColumn> columnsOf(const ResultTable& table) {
    std::vector<std::string> names{};
    for (const ResultRow& row : table.rows) names.push_back(shownLine(row.name));
    std::vector<TextColumn> columns{columnOf(table.rowsAre, std::move(names))};
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        columns.push_back(columnOf(table.columns[i].name, numberTexts(table, i)));
    return columns;
}

/// A line of a table: the first text at the left of its column, all others at the right of theirs.
template <typename TextOf>
std::string lineOf(const std::vector<TextColumn>& columns, TextOf textOf) {
    std::string line{};
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const std::string text = textOf(columns[i]);
        const std::string room = spaces(columns[i].width - displayWidth(text));
        line += i == 0 ? text + room : spaces(kGap) + room + text;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    return line + "\n";
}

/// The headings end in one line, above the numbers.
std::string headingLines(const std::vector<TextColumn>& columns) {
    std::size_t count = 0;
    for (const TextColumn& column : columns) count = std::max(count, column.heading.size());
    std::string lines{};
    for (std::size_t left = count; left > 0; --left) {
        lines += lineOf(columns, [&](const TextColumn& column) {
            const std::size_t size = column.heading.size();
            return left > size ? std::string() : column.heading[size - left];
        });
    }
    return lines;
}

std::string ruleBelow(const std::vector<TextColumn>& columns) {
    std::string rule{};
    for (std::size_t i = 0; i < columns.size(); ++i) {
        for (int k = 0; k < columns[i].width + (i == 0 ? 0 : kGap); ++k) rule += "─";
    }
    return rule + "\n";
}

std::string noteLines(const std::string& note) {
    std::string lines{};
    if (note.empty()) return lines;
    for (const std::string& line : wrapped(shownText(note), kPageWidth)) lines += line + "\n";
    return lines;
}

std::string factLines(const std::vector<ResultFact>& facts) {
    int width = 0;
    for (const ResultFact& fact : facts) width = std::max(width, displayWidth(shownLine(fact.name)));
    std::string lines{};
    for (const ResultFact& fact : facts) {
        const std::string name = shownLine(fact.name);
        lines += name + spaces(width - displayWidth(name) + kGap) + shownLine(fact.value) + "\n";
    }
    return lines;
}

}  // namespace

std::string tableText(const ResultTable& table) {
    const auto columns = columnsOf(table);
    std::string text = shownLine(table.title) + "\n" + noteLines(table.note) + "\n";
    text += headingLines(columns) + ruleBelow(columns);
    for (std::size_t row = 0; row < table.rows.size(); ++row)
        text += lineOf(columns, [&](const TextColumn& column) { return column.cells[row]; });
    return text;
}

std::string resultsText(const EvaluationResults& results) {
    std::string text = factLines(results.facts);
    for (const ResultTable& table : results.tables) text += (text.empty() ? "" : "\n") + tableText(table);
    return text;
}

}  // namespace kaleido
