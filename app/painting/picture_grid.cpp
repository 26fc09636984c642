#include "app/painting/picture_grid.h"

#include "app/sheet/grid_sheet.h"
#include "engine/base/sampler.h"
#include "engine/plan/kinds.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace kaleido {
namespace {

constexpr int kColumns = 8;
constexpr int kMostRows = 16;          ///< a page
constexpr int kComfortableSide = 192;  ///< pixels of a picture as shown
constexpr int kLargestSide = 1500;     ///< so that a page of 8 × 16 can be composed in one piece

/// Whether the plans were imagined together, so that the numbers and the seed which they got then tell them apart.
bool areOfOneSample(const std::vector<Plan>& plans) {
    std::set<int> indices;
    for (const Plan& plan : plans) {
        const Provenance& origin = plan.provenance;
        const Provenance& first = plans.front().provenance;
        if (origin.modelHash.empty() || origin.modelHash != first.modelHash ||
            origin.planSeed != first.planSeed || !indices.insert(origin.planIndex).second)
            return false;
    }
    return !plans.empty();
}

sheet::FrameText frameOf(const PaintSet& set, const PictureRecord& record,
                         const PictureGridOptions& options) {
    const Painting& painting = set.painting;
    const bool planned = painting.kinds != Kinds::none();
    sheet::FrameText frame{
        .title = options.title.empty() ? "(no caption)" : options.title,
        .subtitle = {},
        .settings = {{"Model", record.modelHash == options.modelHash ? options.modelTitle : record.modelId},
                     {"Guidance", fmt::format("{}", painting.guidance)},
                     {"Sampler", samplerTitle(painting.sampler)},
                     {"Steps", fmt::format("{}", painting.steps)},
                     {"Kinds", formatKinds(painting.kinds)},
                     {"Seed", fmt::format("{}", set.seed)}}};
    const auto plans = set.plans.size();
    frame.subtitle = "painted without a plan";
    if (planned) {
        const std::string times = set.pictures == 1   ? "once"
                                  : set.pictures == 2 ? "twice"
                                                      : fmt::format("{} times", set.pictures);
        frame.subtitle = fmt::format("{} plan{} painted {}", plans, plans == 1 ? "," : "s, each", times);
    }
    if (planned && areOfOneSample(set.plans))
        frame.settings.push_back({"Plan seed", fmt::format("{}", record.plan.provenance.planSeed)});
    if (painting.rescale != 0) frame.settings.push_back({"Rescale", fmt::format("{}", painting.rescale)});
    if (painting.eta != 0) frame.settings.push_back({"Eta", fmt::format("{}", painting.eta)});
    if (const CadsSettings& cads = painting.cads; cads.on()) {
        frame.settings.push_back(
            {"CADS", fmt::format("{} ({} … {})", cads.scale, cads.tauLow, cads.tauHigh)});
        if (cads.mix != 1) frame.settings.push_back({"CADS mix", fmt::format("{}", cads.mix)});
    }
    if (!painting.negative.empty()) frame.settings.push_back({"Negative", painting.negative});
    frame.settings.push_back({"Precision", record.precision});
    frame.settings.push_back({"Model hash", record.modelHash.substr(0, 10)});
    frame.settings.push_back({"", record.codeVersion});
    return frame;
}

int scaleFor(const PictureGridOptions& options, int side) {
    const int wanted = options.scale > 0 ? options.scale : kComfortableSide / side;
    return std::clamp(std::min(wanted, kLargestSide / side), 1, 16);
}

/// The part of a grid that is the same on all pages.
sheet::GridContent contentFor(const PaintSet& set, const Painted& first, const PictureGridOptions& options) {
    sheet::GridContent content;
    content.frame = frameOf(set, first.record, options);
    content.pictureWidth = first.picture.width;
    content.pictureHeight = first.picture.height;
    content.scale = scaleFor(options, first.picture.width);
    content.filter = options.filter;
    return content;
}

/// Pictures by row and column of a page.
using Places = std::map<std::pair<int, int>, const Painted*>;

GridPage pageOf(sheet::GridContent content, const Places& places) {
    GridPage page;
    for (const auto& [place, painted] : places) {
        page.records.push_back(painted->record);
        page.records.back().row = place.first;
        page.records.back().column = place.second;
    }
    content.picture = [places](const sheet::GridPlace& place) {
        const auto found = places.find({place.row, place.column});
        return found == places.end() ? Picture() : found->second->picture;
    };
    page.sheet = sheet::layoutGrid(content);
    return page;
}

GridPage columnsOfPlans(const PaintSet& set, const std::vector<Painted>& painted,
                        const PictureGridOptions& options) {
    sheet::GridContent content = contentFor(set, painted.front(), options);
    content.columns = static_cast<int>(set.plans.size());
    content.rows = set.pictures;
    content.columnLabels = planLabels(set.plans);
    Places places;
    for (const Painted& one : painted) places[{one.index, one.plan}] = &one;
    for (int k = 0; k < set.pictures; ++k) {
        content.rowLabels.push_back(fmt::format("Seed {}", set.seed + static_cast<std::uint64_t>(k)));
    }
    return pageOf(std::move(content), places);
}

GridPage flowed(const PaintSet& set, const Painted* begin, const Painted* end,
                const PictureGridOptions& options) {
    sheet::GridContent content = contentFor(set, *begin, options);
    const int count = static_cast<int>(end - begin);
    content.columns = std::min(count, kColumns);
    content.rows = (count + kColumns - 1) / kColumns;
    Places places;
    for (int i = 0; i < count; ++i) places[{i / kColumns, i % kColumns}] = begin + i;
    const bool planned = set.painting.kinds != Kinds::none();
    content.caption = [places, planned,
                       labels = planLabels(set.plans)](const sheet::GridPlace& place) -> std::string {
        const auto found = places.find({place.row, place.column});
        if (found == places.end()) return "";
        const std::string seed = fmt::format("seed {}", found->second->record.seed);
        return planned ? labels[static_cast<std::size_t>(found->second->plan)] + ", " + seed : seed;
    };
    return pageOf(std::move(content), places);
}

}  // namespace

std::vector<std::string> planLabels(const std::vector<Plan>& plans) {
    const bool together = areOfOneSample(plans);
    std::vector<std::string> labels;
    for (const Plan& plan : plans) {
        const int number = together ? plan.provenance.planIndex : static_cast<int>(labels.size());
        labels.push_back(fmt::format("Plan {}", number + 1));
    }
    return labels;
}

std::vector<GridPage> layoutPages(const PaintSet& set, const std::vector<Painted>& painted,
                                  const PictureGridOptions& options) {
    const bool planned = set.painting.kinds != Kinds::none();
    if (planned && set.plans.size() <= kColumns && set.pictures <= kMostRows)
        return {columnsOfPlans(set, painted, options)};
    std::vector<GridPage> pages;
    constexpr std::size_t kPage = std::size_t{kColumns} * kMostRows;
    for (std::size_t first = 0; first < painted.size(); first += kPage) {
        const std::size_t last = std::min(painted.size(), first + kPage);
        pages.push_back(flowed(set, painted.data() + first, painted.data() + last, options));
    }
    return pages;
}

}  // namespace kaleido
