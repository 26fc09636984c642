#include "app/eval/plan_study.h"

#include "engine/plan/edits.h"
#include "engine/plan/items.h"
#include "engine/plan/items_in_text.h"

#include <algorithm>

namespace kaleido {
namespace {

constexpr std::uint64_t kFirstCaption = 3000, kFirstLock = 4000;  ///< scenes, apart from other studies'
constexpr int kPlans = 8;                                         ///< of a caption or a lock

Result<std::vector<PlanVerdict>> readCaptions(EvaluationWork& work) {
    const auto scenes =
        work.scenes({.split = "held_out", .first = kFirstCaption, .count = work.size().planCaptions});
    if (!scenes) return scenes.error();
    std::vector<Plan> sampled;
    for (const SceneDone& scene : *scenes) {
        auto plans = work.plans({.caption = scene.plan.caption, .count = kPlans, .seed = scene.seed});
        if (!plans) return plans.error();
        sampled.insert(sampled.end(), plans->begin(), plans->end());
    }
    return work.read(std::move(sampled));
}

Result<std::vector<Plan>> resampled(EvaluationWork& work, Plan base, std::uint64_t seed) {
    std::string caption = base.caption;
    return work.plans(
        {.caption = std::move(caption), .base = std::move(base), .count = kPlans, .seed = seed});
}

Result<void> lockThing(EvaluationWork& work, const SceneDone& scene, LockOutcomes& outcomes) {
    const std::size_t index = scene.seed % scene.plan.items.size();
    const ItemId id = scene.plan.items[index].id;
    const auto plans = resampled(work, setLocked(scene.plan, {PartKind::Item, index}, true), scene.seed);
    if (!plans) return plans.error();
    for (const Plan& plan : *plans) {
        const auto at = findItem(plan, id);
        const ItemInText told = at ? itemsInText(plan)[*at] : ItemInText{};
        ++outcomes.things;
        outcomes.named += told.named;
        outcomes.placed += told.agrees();
    }
    return {};
}

bool shareSetting(const PlanVerdict& a, const PlanVerdict& b) {
    return std::ranges::any_of(a.settings, [&b](const std::string& setting) {
        return std::ranges::find(b.settings, setting) != b.settings.end();
    });
}

Result<void> lockColors(EvaluationWork& work, const SceneDone& scene, LockOutcomes& outcomes) {
    auto plans = resampled(work, setLocked(scene.plan, {PartKind::Colors, 0}, true), scene.seed);
    if (!plans) return plans.error();
    plans->push_back(scene.plan);
    const auto verdicts = work.read(*std::move(plans));
    if (!verdicts) return verdicts.error();
    for (std::size_t i = 0; i + 1 < verdicts->size(); ++i) {
        ++outcomes.colors;
        outcomes.settings += shareSetting((*verdicts)[i], verdicts->back());
    }
    return {};
}

Result<LockOutcomes> tryLocks(EvaluationWork& work) {
    const auto scenes =
        work.scenes({.split = "held_out", .first = kFirstLock, .count = work.size().lockScenes});
    if (!scenes) return scenes.error();
    LockOutcomes outcomes;
    for (const SceneDone& scene : *scenes) {
        if (auto tried = lockThing(work, scene, outcomes); !tried) return tried.error();
        if (auto tried = lockColors(work, scene, outcomes); !tried) return tried.error();
    }
    return outcomes;
}

ResultRow shareRow(const std::string& name, int part, int whole) {
    const auto share = whole > 0 ? std::optional(static_cast<double>(part) / whole) : std::nullopt;
    return {name, {static_cast<double>(whole), share}};
}

}  // namespace

ResultTable captionWordsTable(const std::vector<PlanVerdict>& verdicts) {
    ResultTable table{.id = "caption_words",
                      .title = "Plans that realise their captions",
                      .note = "Words that held-out captions ask for and sampled plans realise.",
                      .rowsAre = "Words",
                      .columns = {{"asked", NumberStyle::Count}, {"realised", NumberStyle::Percent}},
                      .rows = {}};
    std::vector<WordCount> kinds;
    WordCount all{.kind = "all"};
    for (const PlanVerdict& verdict : verdicts) {
        for (const WordCount& count : verdict.words) {
            auto kind = std::ranges::find(kinds, count.kind, &WordCount::kind);
            if (kind == kinds.end()) kind = kinds.insert(kinds.end(), {.kind = count.kind});
            for (WordCount* sum : {&*kind, &all}) {
                sum->asked += count.asked;
                sum->realised += count.realised;
            }
        }
    }
    table.rows.push_back(shareRow(all.kind, all.realised, all.asked));
    for (const WordCount& kind : kinds) table.rows.push_back(shareRow(kind.kind, kind.realised, kind.asked));
    return table;
}

ResultTable locksTable(const LockOutcomes& outcomes) {
    return {
        .id = "locks",
        .title = "What is resampled respects what is locked",
        .note =
            "One thing of a held-out plan, or all of its colours, is locked and the rest sampled anew, "
            "eight times each.",
        .rowsAre = "The new description",
        .columns = {{"plans", NumberStyle::Count}, {"share", NumberStyle::Percent}},
        .rows = {shareRow("names the locked thing", outcomes.named, outcomes.things),
                 shareRow("names it and places it where it is", outcomes.placed, outcomes.things),
                 shareRow("tells the setting of the locked colours", outcomes.settings, outcomes.colors)}};
}

Result<void> PlanStudy::paint(EvaluationWork&) {
    return {};
}

Result<void> PlanStudy::measure(EvaluationWork& work, Findings& findings) {
    const auto verdicts = readCaptions(work);
    if (!verdicts) return verdicts.error();
    const auto locks = tryLocks(work);
    if (!locks) return locks.error();
    findings.tables.push_back(captionWordsTable(*verdicts));
    findings.tables.push_back(locksTable(*locks));
    return {};
}

}  // namespace kaleido
