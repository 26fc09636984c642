#include "app/cli/comparison_axes.h"

#include "engine/base/sampler.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace kaleido::cli {
namespace {

std::string helpOf(AxisKind kind) {
    switch (kind) {
        case AxisKind::Kinds:
            return "Parts of the plan that are painted by: none, text, items, tokens, colors, all, or sums "
                   "such as "
                   "text+items";
        case AxisKind::Plan:
            return "Numbers of plans, from 1; the pictures of a set then differ in their noise only "
                   "(default: one "
                   "plan for each picture)";
        case AxisKind::Sampler:
            return "Of " + samplerChoice();
        case AxisKind::Cads:
            return "Scale of the noise on the condition, 0 … 10; 0 = off";
        case AxisKind::Seed:
            return "Seed of the first picture of a set (default: 0)";
        case AxisKind::Steps:
            return "Steps, 1 … 1000";
        case AxisKind::Guidance:
            break;
    }
    return "Guidance weights, -100 … 100; 1 = none";
}

void fix(Comparison& comparison, AxisKind kind, const AxisValue& value) {
    if (kind == AxisKind::Plan)
        comparison.plan = std::get<std::uint64_t>(value);
    else
        choose(comparison.common, kind, value);
}

}  // namespace

void ComparisonAxes::addTo(CLI::App& app) {
    for (const AxisKind kind : allAxes()) {
        app.add_option("--" + axisName(kind), m_texts[kind], helpOf(kind))
            ->type_name("VALUES")
            ->group("Settings: one value for all cells, or several for an axis");
    }
}

double ComparisonAxes::cadsScale() const {
    const std::string& text = m_texts.at(AxisKind::Cads);
    const auto axis = text.empty() ? Result<Axis>(Axis()) : parseAxis(AxisKind::Cads, text);
    double largest = 0;
    if (!axis) return largest;
    for (const AxisValue& scale : axis->values) largest = std::max(largest, std::get<double>(scale));
    return largest;
}

Result<void> ComparisonAxes::applyTo(Comparison& comparison) const {
    std::vector<Axis> axes;
    for (const AxisKind kind : allAxes()) {
        const std::string& text = m_texts.at(kind);
        if (text.empty()) continue;
        auto axis = parseAxis(kind, text);
        if (!axis) return axis.error();
        if (axis->values.size() == 1)
            fix(comparison, kind, axis->values.front());
        else
            axes.push_back(*std::move(axis));
    }
    if (axes.empty()) {
        return Error{
            Code::Usage,
            "there is nothing to compare; give a setting several values, for example --guidance 1,4,8", "",
            ""};
    }
    if (axes.size() > 2) {
        return Error{Code::Usage,
                     fmt::format("'--{}', '--{}' and '--{}' have several values each; a grid has two axes",
                                 axisName(axes[0].kind), axisName(axes[1].kind), axisName(axes[2].kind)),
                     "", ""};
    }
    comparison.columns = std::move(axes.back());
    if (axes.size() == 2) comparison.rows = std::move(axes.front());
    return checkComparison(comparison);
}

}  // namespace kaleido::cli
