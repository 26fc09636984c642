#include "app/eval/set_results.h"

#include <algorithm>

namespace kaleido {
namespace {

std::vector<std::string> systemNames(const std::vector<SetOutcome>& outcomes) {
    std::vector<std::string> names;
    for (const SetOutcome& outcome : outcomes) {
        if (std::ranges::find(names, outcome.system) == names.end()) names.push_back(outcome.system);
    }
    return names;
}

ResultChart chartOf(const std::vector<SetOutcome>& outcomes, ResultChart chart, const auto& value) {
    chart.xTitle = "Guidance weight";
    for (const SetOutcome& outcome : outcomes) {
        ResultSeries& series = seriesNamed(chart, outcome.system);
        const std::optional<double> y = value(outcome);
        if (!y) continue;
        series.x.push_back(outcome.weight);
        series.y.push_back(*y);
    }
    return chart;
}

}  // namespace

double meanOf(const std::vector<Variety>& sets, double Variety::*measure) {
    double sum = 0;
    for (const Variety& set : sets) sum += set.*measure;
    return sets.empty() ? 0 : sum / static_cast<double>(sets.size());
}

ResultTable setTable(const std::vector<SetOutcome>& outcomes, const std::vector<Variety>& renders) {
    ResultTable table{
        .id = "guidance",
        .title = "Variety and quality against guidance",
        .note =
            "Sets of pictures for frozen captions. Vendi: as how many pictures with nothing in common a "
            "set is varied; similarity: mean cosine of its pairs (MSS); both are means over the sets. "
            "FID, KID, precision and recall: of all the pictures against held-out renders, by the same "
            "features. FID falls with the number of pictures; compare it within this table only.",
        .rowsAre = "Painted with",
        .columns = {{"guidance", NumberStyle::Count},
                    {"Vendi", NumberStyle::Plain2},
                    {"similarity", NumberStyle::Plain3},
                    {"FID", NumberStyle::Plain3},
                    {"KID", NumberStyle::Plain3},
                    {"precision", NumberStyle::Percent},
                    {"recall", NumberStyle::Percent},
                    {"pictures", NumberStyle::Count}},
        .rows = {}};
    for (const SetOutcome& outcome : outcomes) {
        const SetDistance& distance = outcome.distance;
        table.rows.push_back(
            {outcome.system,
             {outcome.weight, outcome.vendi, outcome.similarity, distance.frechet, distance.kernel,
              distance.precision, distance.recall, static_cast<double>(distance.pictures)}});
    }
    ResultRow row{"renders of the same captions", {}};
    row.values = {std::nullopt, meanOf(renders, &Variety::vendi), meanOf(renders, &Variety::similarity)};
    row.values.resize(table.columns.size());
    table.rows.push_back(std::move(row));
    return table;
}

ResultTable lossTable(const std::vector<SetOutcome>& outcomes) {
    ResultTable table{.id = "variety_lost",
                      .title = "Variety lost to guidance",
                      .note =
                          "Vendi score at the lowest and at the highest weight, and the share of it that "
                          "is lost in between; below 0 where the sets get more varied.",
                      .rowsAre = "Painted with",
                      .columns = {{"lowest", NumberStyle::Plain2},
                                  {"highest", NumberStyle::Plain2},
                                  {"lost", NumberStyle::Percent}},
                      .rows = {}};
    for (const std::string& name : systemNames(outcomes)) {
        const SetOutcome* low = nullptr;
        const SetOutcome* high = nullptr;
        for (const SetOutcome& outcome : outcomes) {
            if (outcome.system != name) continue;
            if (!low || outcome.weight < low->weight) low = &outcome;
            if (!high || outcome.weight > high->weight) high = &outcome;
        }
        table.rows.push_back({name, {low->vendi, high->vendi, 1 - high->vendi / low->vendi}});
    }
    return table;
}

std::vector<ResultChart> setCharts(const std::vector<SetOutcome>& outcomes) {
    using Value = std::optional<double>;
    return {
        chartOf(outcomes,
                {.id = "vendi",
                 .title = "Variety of a set",
                 .note = "Higher is more varied.",
                 .yTitle = "Vendi score"},
                [](const SetOutcome& outcome) { return Value(outcome.vendi); }),
        chartOf(outcomes,
                {.id = "fid", .title = "Distance to renders", .note = "Lower is better.", .yTitle = "FID"},
                [](const SetOutcome& outcome) { return Value(outcome.distance.frechet); }),
        chartOf(outcomes,
                {.id = "recall",
                 .title = "Renders that are covered",
                 .note = "Higher is more varied.",
                 .yTitle = "Recall"},
                [](const SetOutcome& outcome) { return outcome.distance.recall; })};
}

}  // namespace kaleido
