#include "app/eval/layout_study.h"

#include "app/eval/adherence_tally.h"
#include "app/eval/sample_grid.h"

#include <algorithm>
#include <functional>

namespace kaleido {
namespace {

constexpr double kSmallBelow = 0.36, kLargeFrom = 0.52;  ///< longer side of a box, as descriptions have it
constexpr std::size_t kShown = 16;                       ///< pairs of pictures in the report

/// Whether an item of a plan belongs to a group.
using Belongs = std::function<bool(const Plan&, const Item&)>;

struct Group {
    const char* name;
    Belongs belongs;
};

double longerSide(const Item& item) {
    return item.box ? std::max(item.box->x1 - item.box->x0, item.box->y1 - item.box->y0) : 0;
}

std::vector<Group> groups() {
    const auto count = [](std::size_t least, std::size_t most) {
        return [=](const Plan& plan, const Item&) {
            return plan.items.size() >= least && plan.items.size() <= most;
        };
    };
    const auto side = [](double from, double below) {
        return [=](const Plan&, const Item& item) {
            return longerSide(item) >= from && longerSide(item) < below;
        };
    };
    return {{"all", [](const Plan&, const Item&) { return true; }},
            {"small: longer side below 0.36", side(0, kSmallBelow)},
            {"medium", side(kSmallBelow, kLargeFrom)},
            {"large: from 0.52", side(kLargeFrom, 100)},
            {"one thing in the plan", count(1, 1)},
            {"two", count(2, 2)},
            {"three", count(3, 3)},
            {"four and more", count(4, 1000)}};
}

AdherenceTally tallyOf(const std::vector<JudgedPlan>& judged, const Belongs& belongs) {
    AdherenceTally tally;
    for (const auto& [plan, verdicts] : judged) {
        for (std::size_t i = 0; i < verdicts.size(); ++i) {
            if (belongs(plan, plan.items[i])) tally.add(verdicts[i]);
        }
    }
    return tally;
}

ResultRow rowOf(const std::string& name, const AdherenceTally& painted, const AdherenceTally& renders) {
    return {name,
            {static_cast<double>(painted.items), painted.thingShare(), renders.thingShare(),
             painted.meanOverlap(), renders.meanOverlap(), painted.styleShare(), renders.styleShare(),
             painted.colorShare(), renders.colorShare()}};
}

std::vector<PictureRecord> recordsOf(const std::vector<SceneDone>& scenes, const ModelInfo& model) {
    std::vector<PictureRecord> records(scenes.size(), evaluationRecord(model));
    for (std::size_t i = 0; i < scenes.size(); ++i) {
        records[i].plan = scenes[i].plan;
        records[i].seed = scenes[i].seed;
    }
    return records;
}

std::vector<SceneChoice> choices(const EvaluationSize& size) {
    return {{.split = "held_out", .first = 0, .count = size.layoutScenes},
            {.split = "composition", .first = 0, .count = size.pairScenes}};
}

Result<std::vector<JudgedPlan>> judged(EvaluationWork& work, std::vector<Picture> pictures,
                                       const std::vector<SceneDone>& scenes) {
    std::vector<JudgedPlan> judged;
    for (const SceneDone& scene : scenes) judged.push_back({scene.plan, {}});
    std::vector<Plan> plans;
    for (const SceneDone& scene : scenes) plans.push_back(scene.plan);
    auto verdicts = work.judge(std::move(pictures), std::move(plans));
    if (!verdicts) return verdicts.error();
    for (std::size_t i = 0; i < judged.size(); ++i) judged[i].items = std::move((*verdicts)[i]);
    return judged;
}

std::vector<Picture> rendersOf(const std::vector<SceneDone>& scenes) {
    std::vector<Picture> renders;
    for (const SceneDone& scene : scenes) renders.push_back(scene.picture);
    return renders;
}

/// Renders in the upper rows, what was painted from their plans below each.
Result<ReportPicture> shown(const std::vector<Picture>& renders, const std::vector<Picture>& painted) {
    const std::size_t count = std::min(kShown, painted.size()), half = (count + 1) / 2;
    SampleGrid grid{.id = "layout",
                    .title = "Held-out scenes",
                    .note = "Renders, and what was painted from their plans alone.",
                    .columns = half,
                    .rowNames = {"Renders", "Painted", "Renders", "Painted"},
                    .pictures = {}};
    for (std::size_t first = 0; first < count; first += half) {
        for (const auto* pictures : {&renders, &painted}) {
            for (std::size_t i = first; i < first + half; ++i)
                grid.pictures.push_back(i < count ? (*pictures)[i] : Picture());
        }
    }
    return reportPicture(grid);
}

}  // namespace

ResultTable layoutTable(const LayoutFindings& findings) {
    ResultTable table{
        .id = "layout",
        .title = "Obeying the plan",
        .note =
            "Pictures painted from the plans of held-out scenes. Thing: the classifier finds the right "
            "thing in its box. Overlap: intersection over union of the box and the one in which the "
            "segmenter finds the thing. Style, colour: of the items whose words name one. Beside each "
            "the same measure on the renders of these scenes, its ceiling. An item counts if at least "
            "half of its box lies under no nearer one.",
        .rowsAre = "Items",
        .columns = {{"boxes", NumberStyle::Count},
                    {"thing", NumberStyle::Percent},
                    {"renders", NumberStyle::Percent},
                    {"overlap", NumberStyle::Plain2},
                    {"renders", NumberStyle::Plain2},
                    {"style", NumberStyle::Percent},
                    {"renders", NumberStyle::Percent},
                    {"colour", NumberStyle::Percent},
                    {"renders", NumberStyle::Percent}},
        .rows = {}};
    for (const Group& group : groups()) {
        table.rows.push_back(rowOf(group.name, tallyOf(findings.painted, group.belongs),
                                   tallyOf(findings.renders, group.belongs)));
    }
    const Belongs all = groups().front().belongs;
    table.rows.push_back(rowOf("pairs that training never showed", tallyOf(findings.paintedPairs, all),
                               tallyOf(findings.renderedPairs, all)));
    return table;
}

Result<void> LayoutStudy::paint(EvaluationWork& work) {
    for (const SceneChoice& choice : choices(work.size())) {
        const auto scenes = work.scenes(choice);
        if (!scenes) return scenes.error();
        if (auto painted = work.paint(recordsOf(*scenes, work.model())); !painted) return painted;
    }
    return {};
}

Result<void> LayoutStudy::measure(EvaluationWork& work, Findings& findings) {
    LayoutFindings found;
    for (const SceneChoice& choice : choices(work.size())) {
        const bool pairs = choice.split == "composition";
        const auto scenes = work.scenes(choice);
        if (!scenes) return scenes.error();
        auto pictures = work.pictures(recordsOf(*scenes, work.model()));
        if (!pictures) return pictures.error();
        if (!pairs) {
            auto grid = shown(rendersOf(*scenes), *pictures);
            if (!grid) return grid.error();
            findings.pictures.push_back(*std::move(grid));
        }
        auto painted = judged(work, *std::move(pictures), *scenes);
        if (!painted) return painted.error();
        auto renders = judged(work, rendersOf(*scenes), *scenes);
        if (!renders) return renders.error();
        (pairs ? found.paintedPairs : found.painted) = *std::move(painted);
        (pairs ? found.renderedPairs : found.renders) = *std::move(renders);
    }
    findings.tables.push_back(layoutTable(found));
    return {};
}

}  // namespace kaleido
