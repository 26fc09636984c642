#include "app/eval/sampler_study.h"

#include "app/eval/quality_study.h"
#include "engine/base/sampler.h"

#include <fmt/format.h>

#include <algorithm>

namespace kaleido {
namespace {

/// A sampler at a number of steps.
struct Setting {
    std::string sampler;
    int steps = 0;
};

std::vector<Setting> settingsOf(const EvaluationSize& size) {
    std::vector<Setting> settings;
    for (const std::string& sampler : samplerNames()) {
        for (const int steps : size.steps) settings.push_back({sampler, steps});
    }
    return settings;
}

std::vector<PictureRecord> with(std::vector<PictureRecord> records, const Setting& setting) {
    for (PictureRecord& record : records) {
        record.sampler = setting.sampler;
        record.steps = setting.steps;
    }
    return records;
}

template <typename T>
void addOnce(std::vector<T>& values, const T& value) {
    if (std::ranges::find(values, value) == values.end()) values.push_back(value);
}

}  // namespace

ResultTable samplerTable(const std::vector<SamplerOutcome>& outcomes) {
    ResultTable table{.id = "samplers",
                      .title = "Samplers",
                      .note =
                          "Kernel distance (KID) to held-out renders of the same plans painted by every "
                          "sampler in so many steps; lower is better.",
                      .rowsAre = "Sampler",
                      .columns = {},
                      .rows = {}};
    std::vector<std::string> samplers;
    std::vector<int> steps;
    for (const SamplerOutcome& outcome : outcomes) {
        addOnce(samplers, outcome.sampler);
        addOnce(steps, outcome.steps);
    }
    for (const int count : steps)
        table.columns.push_back({fmt::format("{} steps", count), NumberStyle::Plain3});
    for (const std::string& sampler : samplers) {
        ResultRow row{samplerTitle(sampler), std::vector<std::optional<double>>(steps.size())};
        for (const SamplerOutcome& outcome : outcomes) {
            const auto column = std::ranges::find(steps, outcome.steps) - steps.begin();
            if (outcome.sampler == sampler)
                row.values[static_cast<std::size_t>(column)] = outcome.distance.kernel;
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

ResultChart samplerChart(const std::vector<SamplerOutcome>& outcomes) {
    ResultChart chart{.id = "samplers",
                      .title = "Quality against steps",
                      .note = "Lower is better.",
                      .xTitle = "Steps",
                      .yTitle = "KID",
                      .logX = true,
                      .series = {}};
    for (const SamplerOutcome& outcome : outcomes) {
        ResultSeries& series = seriesNamed(chart, samplerTitle(outcome.sampler));
        series.x.push_back(outcome.steps);
        series.y.push_back(outcome.distance.kernel);
    }
    return chart;
}

Result<void> SamplerStudy::paint(EvaluationWork& work) {
    const auto records = qualityRecords(work, work.size().samplerCaptions);
    if (!records) return records.error();
    for (const Setting& setting : settingsOf(work.size())) {
        if (auto painted = work.paint(with(*records, setting)); !painted) return painted;
    }
    return {};
}

Result<void> SamplerStudy::measure(EvaluationWork& work, Findings& findings) {
    const auto records = qualityRecords(work, work.size().samplerCaptions);
    if (!records) return records.error();
    std::vector<SamplerOutcome> outcomes;
    for (const Setting& setting : settingsOf(work.size())) {
        auto pictures = work.pictures(with(*records, setting));
        if (!pictures) return pictures.error();
        std::vector<std::vector<Picture>> all;
        all.push_back(*std::move(pictures));
        const auto measured = work.measure(std::move(all), work.size().renders);
        if (!measured) return measured.error();
        outcomes.push_back({setting.sampler, setting.steps, measured->distance.value_or(SetDistance{})});
    }
    findings.tables.push_back(samplerTable(outcomes));
    findings.charts.push_back(samplerChart(outcomes));
    return {};
}

}  // namespace kaleido
