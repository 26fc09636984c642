#include "app/compare/comparison_sheet.h"

#include "app/sheet/grid_sheet.h"
#include "engine/base/sampler.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace kaleido {
namespace {

constexpr int kComfortableSide = 96;  ///< pixels of a picture as shown

bool varies(const Comparison& comparison, AxisKind kind) {
    return (comparison.rows && comparison.rows->kind == kind) ||
           (comparison.columns && comparison.columns->kind == kind);
}

/// What is the same in all cells.
std::vector<sheet::Setting> settingsOf(const Comparison& comparison) {
    const PictureRecord& common = comparison.common;
    std::vector<sheet::Setting> settings = {{"Model", common.modelId}};
    const auto add = [&](AxisKind kind, const char* name, std::string text) {
        if (!varies(comparison, kind)) settings.push_back({name, std::move(text)});
    };
    add(AxisKind::Guidance, "Guidance", fmt::format("{}", common.guidance));
    add(AxisKind::Sampler, "Sampler", samplerTitle(common.sampler));
    add(AxisKind::Steps, "Steps", fmt::format("{}", common.steps));
    add(AxisKind::Kinds, "Kinds", formatKinds(common.kinds));
    add(AxisKind::Seed, "Seeds", fmt::format("{} …", common.seed));
    if (common.cads.on()) add(AxisKind::Cads, "CADS", fmt::format("{}", common.cads.scale));
    const CadsSettings& cads = common.cads;
    if (cads.tauLow != CadsSettings().tauLow || cads.tauHigh != CadsSettings().tauHigh)
        settings.push_back({"CADS times", fmt::format("{} … {}", cads.tauLow, cads.tauHigh)});
    if (cads.mix != CadsSettings().mix) settings.push_back({"CADS mix", fmt::format("{}", cads.mix)});
    if (comparison.plan) add(AxisKind::Plan, "Plan", fmt::format("{}", *comparison.plan));
    if (!comparison.plans.empty())
        settings.push_back({"Plan seed", fmt::format("{}", comparison.plans.front().provenance.planSeed)});
    if (common.rescale != 0) settings.push_back({"Rescale", fmt::format("{}", common.rescale)});
    if (common.eta != 0) settings.push_back({"Eta", fmt::format("{}", common.eta)});
    if (!common.negative.empty()) settings.push_back({"Negative", common.negative});
    settings.push_back({"Precision", common.precision});
    settings.push_back({"Model hash", common.modelHash.substr(0, 10)});
    settings.push_back({"", common.codeVersion});
    return settings;
}

std::string subtitleOf(const Comparison& comparison) {
    const int size = comparison.setSize;
    std::string text = size == 1 ? "Every cell is one picture, with "
                                 : fmt::format("Every cell is a set of {} pictures, with ", size);
    if (varies(comparison, AxisKind::Seed))
        text += size == 1 ? "the noise that is named" : "neighbouring seeds from the one that is named";
    else
        text += size == 1 ? "the same noise" : fmt::format("the same {} seeds", size);
    if (plansNeeded(comparison) == 0) return text + " and no plan.";
    if (varies(comparison, AxisKind::Plan)) return text + "; each plan is named.";
    if (comparison.plan || size == 1) return text + " and the same plan.";
    return text + " and the same plans, one for each picture.";
}

std::vector<std::string> labelsOf(const std::optional<Axis>& axis) {
    std::vector<std::string> labels;
    if (!axis) return labels;
    for (const AxisValue& value : axis->values) labels.push_back(valueLabel(axis->kind, value));
    return labels;
}

}  // namespace

sheet::Sheet layoutComparison(const Comparison& comparison,
                              const std::function<Picture(const PictureRecord&)>& picture,
                              const ComparisonSheetOptions& options) {
    const int side = std::max(1, comparison.common.width);
    sheet::GridContent content;
    content.frame = {
        .title = comparison.common.plan.caption.empty() ? "(no caption)" : comparison.common.plan.caption,
        .subtitle = subtitleOf(comparison),
        .settings = settingsOf(comparison)};
    content.rows = comparison.rowCount();
    content.columns = comparison.columnCount();
    content.setSize = comparison.setSize;
    content.setColumns = static_cast<int>(std::ceil(std::sqrt(comparison.setSize)));
    content.pictureWidth = side;
    content.pictureHeight = std::max(1, comparison.common.height);
    content.scale = options.scale > 0
                        ? options.scale
                        : std::clamp(static_cast<int>(std::lround(1.0 * kComfortableSide / side)), 1, 16);
    content.filter = options.filter;
    content.rowLabels = labelsOf(comparison.rows);
    content.columnLabels = labelsOf(comparison.columns);
    if (!options.variety.empty()) {
        content.frame.subtitle += fmt::format(
            " Variety (Vendi score): 1 if all pictures of a set are alike, {} if they have nothing in "
            "common.",
            comparison.setSize);
        content.cellCaption = [columns = content.columns, variety = options.variety](int row, int column) {
            const auto& vendi = variety[static_cast<std::size_t>(row * columns + column)];
            return vendi ? fmt::format("variety {:.2f}", *vendi) : std::string();
        };
    }
    content.picture = [comparison, picture](const sheet::GridPlace& place) {
        return picture(recordAt(comparison, place));
    };
    return sheet::layoutGrid(content);
}

}  // namespace kaleido
