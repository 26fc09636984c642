#include "app/cli/evaluation_runner.h"

#include "app/cli/command.h"

#include <algorithm>

namespace kaleido::cli {
namespace {

/// Keeps the bodies of one kind of event, in their order.
template <typename Body>
Session::Handler collect(std::vector<Body>& bodies) {
    return [&bodies](const Event& event) -> Result<void> {
        if (const auto* body = std::get_if<Body>(&event.body)) bodies.push_back(*body);
        return {};
    };
}

}  // namespace

Result<std::vector<SceneDone>> EvaluationRunner::scenes(const SceneChoice& choice) {
    WorldRequest request{.resources = homeFolder() / "resources",
                         .seeds = {},
                         .size = m_subject.model.resolution,
                         .split = choice.split,
                         .format = m_subject.model.plan};
    for (int i = 0; i < choice.count; ++i)
        request.seeds.push_back(choice.first + static_cast<std::uint64_t>(i));
    std::vector<SceneDone> scenes;
    if (request.seeds.empty()) return scenes;
    if (auto ended = m_session.run(std::move(request), collect(scenes)); !ended) return ended.error();
    return scenes;
}

Result<std::vector<Plan>> EvaluationRunner::plans(PlanRequest request) {
    const ModelInfo& model = m_subject.model;
    request.model = model.folder;
    request.kinds = model.plan.kinds;
    request.sampling = {.temperature = model.temperature, .topP = model.topP};
    if (auto kept = m_folder.plans(request)) return *std::move(kept);
    std::vector<PlanDone> done;
    if (auto ended = m_session.run(request, collect(done)); !ended) return ended.error();
    std::ranges::sort(done, {}, &PlanDone::index);
    std::vector<Plan> plans;
    for (PlanDone& one : done) plans.push_back(std::move(one.plan));
    if (auto kept = m_folder.keep(request, plans); !kept) return kept.error();
    return plans;
}

Result<void> EvaluationRunner::paint(std::vector<PictureRecord> records) {
    if (records.empty()) return {};
    const bool own = records.front().modelHash == m_subject.model.hash;
    const ModelInfo& model = own ? m_subject.model : *m_subject.noPlanModel;
    return m_painter.paint(model.folder, std::move(records));
}

Result<std::vector<Picture>> EvaluationRunner::pictures(const std::vector<PictureRecord>& records) {
    std::vector<Picture> pictures;
    for (const PictureRecord& record : records) {
        auto picture = m_folder.pictures().picture(record);
        if (!picture) return picture.error();
        if (!*picture) {
            return Error{Code::NotFound, "a picture is missing; the same command paints it",
                         m_folder.pictures().fileOf(record).string(), ""};
        }
        pictures.push_back(**std::move(picture));
    }
    return pictures;
}

Result<std::vector<std::vector<ItemVerdict>>> EvaluationRunner::judge(std::vector<Picture> pictures,
                                                                      std::vector<Plan> plans) {
    JudgePicturesRequest request{.judges = judgesFile(),
                                 .resources = homeFolder() / "resources",
                                 .pictures = std::move(pictures),
                                 .plans = std::move(plans)};
    std::vector<PictureJudged> judged;
    if (auto ended = m_session.run(std::move(request), collect(judged)); !ended) return ended.error();
    std::ranges::sort(judged, {}, &PictureJudged::index);
    std::vector<std::vector<ItemVerdict>> verdicts;
    for (PictureJudged& one : judged) verdicts.push_back(std::move(one.items));
    return verdicts;
}

Result<std::vector<PlanVerdict>> EvaluationRunner::read(std::vector<Plan> plans) {
    JudgePlansRequest request{.resources = homeFolder() / "resources",
                              .plans = std::move(plans),
                              .kinds = m_subject.model.plan.kinds};
    std::vector<PlanJudged> judged;
    if (auto ended = m_session.run(std::move(request), collect(judged)); !ended) return ended.error();
    std::vector<PlanVerdict> verdicts;
    for (PlanJudged& one : judged) verdicts.push_back(std::move(one.verdict));
    return verdicts;
}

Result<SetsMeasured> EvaluationRunner::measure(std::vector<std::vector<Picture>> sets, std::int64_t renders) {
    MeasureSetsRequest request{.judges = judgesFile(),
                               .resources = homeFolder() / "resources",
                               .sets = std::move(sets),
                               .renders = renders};
    std::vector<SetsMeasured> measured;
    if (auto ended = m_session.run(std::move(request), collect(measured)); !ended) return ended.error();
    return measured.front();
}

}  // namespace kaleido::cli
