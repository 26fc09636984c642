#pragma once

#include <optional>
#include <string>
#include <vector>

namespace kaleido {

/// How the numbers of a column are written.
enum class NumberStyle {
    Plain2,   ///< two digits after the point: 1.92
    Plain3,   ///< three significant digits: 0.0153
    Percent,  ///< a share, 0 … 1, in percent: 97.4 %
    Count,    ///< a whole number: 2,000
};

struct ResultColumn {
    std::string name{};
    NumberStyle style = NumberStyle::Plain2;

    bool operator==(const ResultColumn&) const = default;
};

struct ResultRow {
    std::string name{};
    std::vector<std::optional<double>> values{};  ///< one for each column, finite; absent: not measured

    bool operator==(const ResultRow&) const = default;
};

struct ResultTable {
    std::string id{};       ///< how scripts find it; no other table has it
    std::string title{};    ///< "Guidance weight"
    std::string note{};     ///< what was measured and how to read it; may be empty
    std::string rowsAre{};  ///< heading of the first column: "Weight"
    std::vector<ResultColumn> columns{};
    std::vector<ResultRow> rows{};

    bool operator==(const ResultTable&) const = default;
};

/// A curve through points in their order.
struct ResultSeries {
    std::string name{};
    std::vector<double> x{};  ///< finite
    std::vector<double> y{};  ///< finite, as many as x

    bool operator==(const ResultSeries&) const = default;
};

struct ResultChart {
    std::string id{};  ///< how scripts find it; no other chart has it
    std::string title{};
    std::string note{};  ///< may be empty
    std::string xTitle{};
    std::string yTitle{};
    bool logX = false;
    std::vector<ResultSeries> series{};

    bool operator==(const ResultChart&) const = default;
};

/// The series of that name; begun behind the others if there is none yet.
ResultSeries& seriesNamed(ResultChart& chart, const std::string& name);

/// What a reader wants to know before any number: "Model" "kaleido-emoji (ba3441f8d9)".
struct ResultFact {
    std::string name{};
    std::string value{};

    bool operator==(const ResultFact&) const = default;
};

/// All that an evaluation found out about a model, ready to be shown. Models can be compared by their results if the
/// judges and the size were the same.
struct EvaluationResults {
    std::string modelId{};
    std::string modelHash{};    ///< SHA-256, hexadecimal
    std::string judgesHash{};   ///< of the networks that judged the pictures
    std::string codeVersion{};  ///< "Kaleido Studio 0.1.0"
    std::string size{};         ///< "quick" or "full"
    std::vector<ResultFact> facts{};
    std::vector<ResultTable> tables{};
    std::vector<ResultChart> charts{};

    bool operator==(const EvaluationResults&) const = default;
};

}  // namespace kaleido
