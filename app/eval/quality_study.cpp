#include "app/eval/quality_study.h"

#include "engine/io/picture_resize.h"

#include <algorithm>

namespace kaleido {
namespace {

constexpr int kPlans = 8;  ///< of each caption
constexpr std::uint64_t kPlanSeed = 2;
constexpr int kBlurredSide = 16;  ///< pixels

ResultRow rowOf(const std::string& name, const SetDistance& distance) {
    return {name,
            {static_cast<double>(distance.pictures), static_cast<double>(distance.renders), distance.frechet,
             distance.kernel, distance.kernelDeviation, distance.precision, distance.recall}};
}

std::vector<Picture> picturesOf(const std::vector<SceneDone>& scenes, std::size_t first, std::size_t count) {
    std::vector<Picture> pictures;
    for (std::size_t i = first; i < std::min(first + count, scenes.size()); ++i)
        pictures.push_back(scenes[i].picture);
    return pictures;
}

Picture blurred(const Picture& picture) {
    return fitSquare(fitSquare(picture, kBlurredSide), picture.width);
}

/// Distance of one set to the first renders, as a row.
Result<ResultRow> measuredRow(EvaluationWork& work, const std::string& name, std::vector<Picture> pictures,
                              std::int64_t renders) {
    std::vector<std::vector<Picture>> sets;
    sets.push_back(std::move(pictures));
    const auto measured = work.measure(std::move(sets), renders);
    if (!measured) return measured.error();
    return rowOf(name, measured->distance.value_or(SetDistance{}));
}

ResultTable emptyTable() {
    return {.id = "quality",
            .title = "Quality of the model's pictures",
            .note =
                "Painted as the model does by default, from sampled plans of held-out captions. Distances "
                "to one half of the held-out renders, by features of the judging classifier. The other "
                "half shows what perfect pictures reach; reduced to 16 × 16 and enlarged again, what "
                "pictures without any detail do.",
            .rowsAre = "Pictures",
            .columns = {{"pictures", NumberStyle::Count},
                        {"renders", NumberStyle::Count},
                        {"FID", NumberStyle::Plain3},
                        {"KID", NumberStyle::Plain3},
                        {"± of subsets", NumberStyle::Plain3},
                        {"precision", NumberStyle::Percent},
                        {"recall", NumberStyle::Percent}},
            .rows = {}};
}

}  // namespace

Result<std::vector<PictureRecord>> qualityRecords(EvaluationWork& work, int captions) {
    const auto scenes = work.scenes({.split = "held_out", .first = 0, .count = captions});
    if (!scenes) return scenes.error();
    std::vector<PictureRecord> records;
    for (const SceneDone& scene : *scenes) {
        const auto plans = work.plans({.caption = scene.plan.caption, .count = kPlans, .seed = kPlanSeed});
        if (!plans) return plans.error();
        for (const Plan& plan : *plans) {
            records.push_back(evaluationRecord(work.model()));
            records.back().plan = plan;
            records.back().seed = records.size();
        }
    }
    return records;
}

Result<void> QualityStudy::paint(EvaluationWork& work) {
    auto records = qualityRecords(work, work.size().qualityCaptions);
    return records ? work.paint(*std::move(records)) : records.error();
}

Result<void> QualityStudy::measure(EvaluationWork& work, Findings& findings) {
    const auto records = qualityRecords(work, work.size().qualityCaptions);
    if (!records) return records.error();
    auto painted = work.pictures(*records);
    if (!painted) return painted.error();
    const auto scenes = work.scenes({.split = "held_out", .first = 0, .count = work.size().renders});
    if (!scenes) return scenes.error();
    const std::size_t half = scenes->size() / 2;
    const std::vector<Picture> others = picturesOf(*scenes, half, std::min(painted->size(), half));
    std::vector<Picture> coarse;
    for (const Picture& picture : others) coarse.push_back(blurred(picture));

    ResultTable table = emptyTable();
    for (auto& [name, pictures] :
         {std::pair<const char*, std::vector<Picture>>{"painted", *std::move(painted)},
          {"renders, the other half", others},
          {"the same, blurred to 16 × 16", coarse}}) {
        auto row = measuredRow(work, name, pictures, static_cast<std::int64_t>(half));
        if (!row) return row.error();
        table.rows.push_back(*std::move(row));
    }
    findings.tables.push_back(std::move(table));
    return {};
}

}  // namespace kaleido
