#include "app/eval/results_file.h"

#include "engine/io/atomic_file.h"
#include "engine/io/json_format.h"
#include "engine/io/json_node.h"
#include "engine/io/json_value.h"
#include "engine/io/mapped_file.h"

#include <fmt/format.h>

#include <array>
#include <set>
#include <utility>

namespace kaleido {
namespace {

constexpr const char* kFormat = "kaleido-evaluation";
constexpr std::size_t kMostFacts = 1'000;
constexpr std::size_t kMostShown = 1'000;  ///< tables; charts
constexpr std::size_t kMostColumns = 100;  ///< of a table; series of a chart
constexpr std::size_t kMostRows = 10'000;
constexpr std::size_t kMostPoints = 100'000;

struct StyleName {
    NumberStyle style;
    const char* name;
};
constexpr std::array<StyleName, 4> kStyleNames{{{NumberStyle::Plain2, "plain2"},
                                                {NumberStyle::Plain3, "plain3"},
                                                {NumberStyle::Percent, "percent"},
                                                {NumberStyle::Count, "count"}}};

/// Values as JSON, one after the other.
template <typename Value, typename Write>
JsonValue::Array arrayOf(const std::vector<Value>& values, Write write) {
    JsonValue::Array array;
    for (const Value& value : values) array.push_back(write(value));
    return array;
}

JsonValue factToValue(const ResultFact& fact) {
    return JsonValue::Object{{"name", fact.name}, {"value", fact.value}};
}

JsonValue columnToValue(const ResultColumn& column) {
    const char* name = "";
    for (const StyleName& known : kStyleNames) {
        if (known.style == column.style) name = known.name;
    }
    return JsonValue::Object{{"name", column.name}, {"numbers", name}};
}

JsonValue rowToValue(const ResultRow& row) {
    auto values = arrayOf(row.values, [](const std::optional<double>& value) {
        return value ? JsonValue(*value) : JsonValue();
    });
    return JsonValue::Object{{"name", row.name}, {"values", std::move(values)}};
}

JsonValue tableToValue(const ResultTable& table) {
    return JsonValue::Object{{"id", table.id},
                             {"title", table.title},
                             {"note", table.note},
                             {"rows_are", table.rowsAre},
                             {"columns", arrayOf(table.columns, columnToValue)},
                             {"rows", arrayOf(table.rows, rowToValue)}};
}

JsonValue seriesToValue(const ResultSeries& series) {
    const auto number = [](double value) { return JsonValue(value); };
    return JsonValue::Object{
        {"name", series.name}, {"x", arrayOf(series.x, number)}, {"y", arrayOf(series.y, number)}};
}

JsonValue chartToValue(const ResultChart& chart) {
    return JsonValue::Object{{"id", chart.id},
                             {"title", chart.title},
                             {"note", chart.note},
                             {"x_title", chart.xTitle},
                             {"y_title", chart.yTitle},
                             {"log_x", chart.logX},
                             {"series", arrayOf(chart.series, seriesToValue)}};
}

ResultFact factFromNode(const JsonNode& node) {
    node.allowOnly({"name", "value"});
    return {node.at("name").text(), node.at("value").text()};
}

ResultColumn columnFromNode(const JsonNode& node) {
    node.allowOnly({"name", "numbers"});
    const std::string style = node.at("numbers").text(100);
    for (const StyleName& known : kStyleNames) {
        if (known.name == style) return {node.at("name").text(), known.style};
    }
    node.at("numbers").report("must be 'plain2', 'plain3', 'percent' or 'count'");
    return {};
}

ResultRow rowFromNode(const JsonNode& node, std::size_t columns) {
    node.allowOnly({"name", "values"});
    ResultRow row{node.at("name").text(), {}};
    for (const JsonNode& value : node.at("values").elements(kMostColumns))
        row.values.push_back(value.isNull() ? std::nullopt : std::optional(value.number()));
    if (row.values.size() != columns)
        node.at("values").report(fmt::format("has {} values for {} columns", row.values.size(), columns));
    return row;
}

ResultTable tableFromNode(const JsonNode& node) {
    node.allowOnly({"id", "title", "note", "rows_are", "columns", "rows"});
    ResultTable table{.id = node.at("id").text(),
                      .title = node.at("title").text(),
                      .note = node.at("note").text(),
                      .rowsAre = node.at("rows_are").text(),
                      .columns = {},
                      .rows = {}};
    for (const JsonNode& column : node.at("columns").elements(kMostColumns))
        table.columns.push_back(columnFromNode(column));
    for (const JsonNode& row : node.at("rows").elements(kMostRows))
        table.rows.push_back(rowFromNode(row, table.columns.size()));
    return table;
}

ResultSeries seriesFromNode(const JsonNode& node) {
    node.allowOnly({"name", "x", "y"});
    ResultSeries series{node.at("name").text(), {}, {}};
    for (const JsonNode& x : node.at("x").elements(kMostPoints)) series.x.push_back(x.number());
    for (const JsonNode& y : node.at("y").elements(kMostPoints)) series.y.push_back(y.number());
    if (series.x.size() != series.y.size())
        node.at("y").report(fmt::format("has {} values for {} of x", series.y.size(), series.x.size()));
    return series;
}

ResultChart chartFromNode(const JsonNode& node) {
    node.allowOnly({"id", "title", "note", "x_title", "y_title", "log_x", "series"});
    ResultChart chart{.id = node.at("id").text(),
                      .title = node.at("title").text(),
                      .note = node.at("note").text(),
                      .xTitle = node.at("x_title").text(),
                      .yTitle = node.at("y_title").text(),
                      .logX = node.at("log_x").boolean(),
                      .series = {}};
    for (const JsonNode& series : node.at("series").elements(kMostColumns))
        chart.series.push_back(seriesFromNode(series));
    return chart;
}

/// Tables, or charts; no two of them have one id.
template <typename Shown>
std::vector<Shown> shownFromNode(const JsonNode& node, Shown (*read)(const JsonNode&)) {
    std::vector<Shown> all;
    std::set<std::string> ids;
    for (const JsonNode& one : node.elements(kMostShown)) {
        all.push_back(read(one));
        if (!ids.insert(all.back().id).second) one.at("id").report("is that of another one as well");
    }
    return all;
}

EvaluationResults fromNode(const JsonNode& root) {
    EvaluationResults results;
    root.allowOnly({"format", "version", "model", "model_hash", "judges_hash", "code_version", "size",
                    "facts", "tables", "charts"});
    results.modelId = root.at("model").text();
    results.modelHash = root.at("model_hash").text();
    results.judgesHash = root.at("judges_hash").text();
    results.codeVersion = root.at("code_version").text();
    results.size = root.at("size").text(100);
    if (results.size != "quick" && results.size != "full")
        root.at("size").report("must be 'quick' or 'full'");
    for (const JsonNode& fact : root.at("facts").elements(kMostFacts))
        results.facts.push_back(factFromNode(fact));
    results.tables = shownFromNode(root.at("tables"), tableFromNode);
    results.charts = shownFromNode(root.at("charts"), chartFromNode);
    return results;
}

}  // namespace

std::string resultsToJson(const EvaluationResults& results) {
    const JsonValue::Object document{{"format", kFormat},
                                     {"version", kEvaluationVersion},
                                     {"model", results.modelId},
                                     {"model_hash", results.modelHash},
                                     {"judges_hash", results.judgesHash},
                                     {"code_version", results.codeVersion},
                                     {"size", results.size},
                                     {"facts", arrayOf(results.facts, factToValue)},
                                     {"tables", arrayOf(results.tables, tableToValue)},
                                     {"charts", arrayOf(results.charts, chartToValue)}};
    return writeJson(document, {.indent = 1}) + "\n";
}

Result<EvaluationResults> resultsFromJson(std::string_view text, const std::string& path) {
    const auto document = parseJson(text, path);
    if (!document) return document.error();
    JsonFault fault(Code::BadInput, path);
    const JsonNode root(*document, fault);
    checkFormat(root, kFormat, kEvaluationVersion);
    if (fault.error()) return *fault.error();
    EvaluationResults results = fromNode(root);
    if (fault.error()) return *fault.error();
    return results;
}

Result<EvaluationResults> readResults(const std::filesystem::path& path) {
    const auto text = readWholeFile(path, kMaxJsonBytes);
    if (!text) return text.error();
    return resultsFromJson(*text, path.string());
}

Result<void> writeResults(const EvaluationResults& results, const std::filesystem::path& path) {
    return writeFileAtomically(path, resultsToJson(results));
}

}  // namespace kaleido
