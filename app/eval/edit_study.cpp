#include "app/eval/edit_study.h"

#include "app/eval/adherence_tally.h"
#include "app/eval/picture_change.h"
#include "app/eval/sample_grid.h"
#include "engine/plan/edits.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace kaleido {
namespace {

constexpr std::array kKinds = {EditKind::Moved, EditKind::Resized, EditKind::Relabelled};
constexpr std::array<const char*, 3> kKindNames = {"moved", "resized", "relabelled"};

constexpr double kFarthest = 0.3, kNearest = 0.1;  ///< a move, of the picture's side
constexpr double kMargin = 0.02;                   ///< between a box and the picture's edge
constexpr double kLargeFrom = 0.45;                ///< longer side from which a thing shrinks
constexpr double kShrink = 0.7, kGrow = 1.4;
constexpr std::size_t kShown = 10;                ///< edits in the report
constexpr std::uint64_t kOtherNoise = 1'000'000;  ///< further on in the seeds
constexpr std::uint64_t kFirstScene = 2000;       ///< apart from those of the other studies

double width(const Box& box) {
    return box.x1 - box.x0;
}

double height(const Box& box) {
    return box.y1 - box.y0;
}

/// Towards the wider side of one axis; 0 if there is too little room.
double shift(double low, double high) {
    const double before = low - kMargin, after = 1 - kMargin - high;
    const double room = std::min(kFarthest, std::max(before, after));
    return room < kNearest ? 0 : after >= before ? room : -room;
}

Plan moved(const Plan& plan, const Item& item) {
    const double x = shift(item.box->x0, item.box->x1), y = shift(item.box->y0, item.box->y1);
    return std::abs(x) >= std::abs(y) ? moveItem(plan, item.id, {x, 0}) : moveItem(plan, item.id, {0, y});
}

/// About the middle of its lower edge, within the picture.
Plan resized(const Plan& plan, const Item& item) {
    const Box& box = *item.box;
    const double middle = (box.x0 + box.x1) / 2;
    double scale = std::max(width(box), height(box)) >= kLargeFrom ? kShrink : kGrow;
    scale = std::min({scale, 2 * (middle - kMargin) / width(box), 2 * (1 - kMargin - middle) / width(box),
                      (box.y1 - kMargin) / height(box)});
    if (std::abs(scale - 1) < 0.15) return plan;
    const Box to = {.x0 = middle - scale * width(box) / 2,
                    .y0 = box.y1 - scale * height(box),
                    .x1 = middle + scale * width(box) / 2,
                    .y1 = box.y1};
    return resizeItem(plan, item.id, box, to);
}

/// Kinds in turn, each from a scene of its own; relabelled with the nearest thing of the scene after it.
std::vector<EditCase> editCases(const std::vector<SceneDone>& scenes, int count) {
    std::vector<EditCase> cases;
    for (std::size_t i = 0; i + 1 < scenes.size() && cases.size() < static_cast<std::size_t>(count); ++i) {
        auto edit = editCase(kKinds[cases.size() % kKinds.size()], scenes[i].plan,
                             scenes[i + 1].plan.items.back().words);
        if (!edit) continue;
        edit->seed = scenes[i].seed;
        cases.push_back(*std::move(edit));
    }
    return cases;
}

Result<std::vector<EditCase>> casesOf(EvaluationWork& work) {
    const int count = work.size().edits;
    const auto scenes = work.scenes({.split = "held_out", .first = kFirstScene, .count = 2 * count + 8});
    if (!scenes) return scenes.error();
    return editCases(*scenes, count);
}

/// Before, after, and before with other noise, case by case.
std::vector<PictureRecord> recordsOf(const std::vector<EditCase>& cases, const ModelInfo& model) {
    std::vector<PictureRecord> records;
    for (const EditCase& edit : cases) {
        PictureRecord record = evaluationRecord(model);
        record.plan = edit.before;
        record.seed = edit.seed;
        records.push_back(record);
        record.seed = edit.seed + kOtherNoise;
        PictureRecord after = records.back();
        after.plan = edit.after;
        records.push_back(std::move(after));
        records.push_back(std::move(record));
    }
    return records;
}

std::vector<EditOutcome> outcomesOf(const std::vector<EditCase>& cases, const std::vector<Picture>& pictures,
                                    const std::vector<std::vector<ItemVerdict>>& verdicts) {
    std::vector<EditOutcome> outcomes;
    for (std::size_t i = 0; i < cases.size(); ++i) {
        const EditCase& edit = cases[i];
        const std::vector<Box> touched = {*edit.before.items[edit.item].box,
                                          *edit.after.items[edit.item].box};
        outcomes.push_back({.kind = edit.kind,
                            .verdict = verdicts[i][edit.item],
                            .change = changeOutside(pictures[3 * i], pictures[3 * i + 1], touched),
                            .changeByNoise = changeOutside(pictures[3 * i], pictures[3 * i + 2], touched)});
    }
    return outcomes;
}

ResultRow rowOf(const std::string& name, const std::vector<EditOutcome>& outcomes, const auto& belongs) {
    AdherenceTally tally;
    double change = 0, byNoise = 0;
    for (const EditOutcome& outcome : outcomes) {
        if (!belongs(outcome)) continue;
        tally.add(outcome.verdict);
        change += outcome.change;
        byNoise += outcome.changeByNoise;
    }
    return {name,
            {static_cast<double>(tally.items), tally.standingShare(), tally.thingShare(), tally.meanOverlap(),
             byNoise > 0 ? std::optional(change / byNoise) : std::nullopt}};
}

Result<ReportPicture> shown(const std::vector<EditCase>& cases, const std::vector<Picture>& pictures) {
    const std::size_t count = std::min(kShown, cases.size());
    SampleGrid grid{.id = "edits",
                    .title = "Hand edits",
                    .note =
                        "The nearest thing of each plan was moved, resized or relabelled and painted "
                        "again with the same noise; below, the plan before the edit with other noise.",
                    .columns = count,
                    .columnNames = {},
                    .rowNames = {"Before", "After", "Other noise"},
                    .pictures = {}};
    for (std::size_t i = 0; i < count; ++i)
        grid.columnNames.emplace_back(kKindNames[static_cast<std::size_t>(cases[i].kind)]);
    for (std::size_t row = 0; row < 3; ++row) {
        for (std::size_t i = 0; i < count; ++i) grid.pictures.push_back(pictures[3 * i + row]);
    }
    return reportPicture(grid);
}

}  // namespace

std::optional<EditCase> editCase(EditKind kind, const Plan& plan, const std::string& words) {
    if (plan.items.empty() || !plan.items.back().box) return std::nullopt;
    EditCase edit{.kind = kind, .before = plan, .after = plan, .item = plan.items.size() - 1};
    const Item& item = plan.items.back();
    if (kind == EditKind::Moved) edit.after = moved(plan, item);
    if (kind == EditKind::Resized) edit.after = resized(plan, item);
    if (kind == EditKind::Relabelled) edit.after = setWords(plan, item.id, words);
    if (edit.after == edit.before) return std::nullopt;
    return edit;
}

ResultTable editTable(const std::vector<EditOutcome>& outcomes, const std::vector<ItemVerdict>& unedited) {
    ResultTable table{
        .id = "edits",
        .title = "Obeying hand edits",
        .note =
            "The nearest thing of a held-out plan is moved, resized or relabelled and painted again with "
            "the same noise. Obeys: the right thing is in its box, and the box in which it is drawn "
            "overlaps with that by half. Change elsewhere: outside the old and the new box, as a share of "
            "the change there by other noise alone. Ceiling: the nearest things of renders as they are.",
        .rowsAre = "Edit",
        .columns = {{"edits", NumberStyle::Count},
                    {"obeys", NumberStyle::Percent},
                    {"right thing", NumberStyle::Percent},
                    {"overlap", NumberStyle::Plain2},
                    {"change elsewhere", NumberStyle::Percent}},
        .rows = {}};
    table.rows.push_back(rowOf("all", outcomes, [](const EditOutcome&) { return true; }));
    for (const EditKind kind : kKinds) {
        table.rows.push_back(rowOf(kKindNames[static_cast<std::size_t>(kind)], outcomes,
                                   [kind](const EditOutcome& outcome) { return outcome.kind == kind; }));
    }
    AdherenceTally ceiling;
    for (const ItemVerdict& verdict : unedited) ceiling.add(verdict);
    table.rows.push_back({"renders (ceiling)",
                          {static_cast<double>(ceiling.items), ceiling.standingShare(), ceiling.thingShare(),
                           ceiling.meanOverlap(), std::nullopt}});
    return table;
}

Result<void> EditStudy::paint(EvaluationWork& work) {
    const auto cases = casesOf(work);
    if (!cases) return cases.error();
    return work.paint(recordsOf(*cases, work.model()));
}

Result<void> EditStudy::measure(EvaluationWork& work, Findings& findings) {
    const auto cases = casesOf(work);
    if (!cases) return cases.error();
    const auto pictures = work.pictures(recordsOf(*cases, work.model()));
    if (!pictures) return pictures.error();
    std::vector<Picture> after;
    std::vector<Plan> plans;
    for (std::size_t i = 0; i < cases->size(); ++i) {
        after.push_back((*pictures)[3 * i + 1]);
        plans.push_back((*cases)[i].after);
    }
    const auto verdicts = work.judge(std::move(after), std::move(plans));
    if (!verdicts) return verdicts.error();

    const auto scenes =
        work.scenes({.split = "held_out", .first = kFirstScene, .count = static_cast<int>(cases->size())});
    if (!scenes) return scenes.error();
    std::vector<Picture> renders;
    std::vector<Plan> rendered;
    for (const SceneDone& scene : *scenes) {
        renders.push_back(scene.picture);
        rendered.push_back(scene.plan);
    }
    const auto unedited = work.judge(std::move(renders), std::move(rendered));
    if (!unedited) return unedited.error();
    std::vector<ItemVerdict> nearest;
    for (const auto& items : *unedited) nearest.push_back(items.back());
    findings.tables.push_back(editTable(outcomesOf(*cases, *pictures, *verdicts), nearest));
    auto grid = shown(*cases, *pictures);
    if (!grid) return grid.error();
    findings.pictures.push_back(*std::move(grid));
    return {};
}

}  // namespace kaleido
