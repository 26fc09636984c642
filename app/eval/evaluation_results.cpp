#include "app/eval/evaluation_results.h"

#include <algorithm>

namespace kaleido {

ResultSeries& seriesNamed(ResultChart& chart, const std::string& name) {
    const auto there = std::ranges::find(chart.series, name, &ResultSeries::name);
    if (there != chart.series.end()) return *there;
    return chart.series.emplace_back(ResultSeries{.name = name, .x = {}, .y = {}});
}

}  // namespace kaleido
