#include "engine/api/judge_plans_job.h"

#include "engine/eval/caption_words.h"
#include "engine/eval/scene_words.h"
#include "engine/world/atlas.h"

#include <array>

namespace kaleido {
namespace {

/// In the order of WordKind.
constexpr std::array<const char*, kWordKinds> kKindNames = {"things", "numbers", "colours",
                                                            "styles", "sizes",   "settings"};

PlanVerdict verdictOf(const SceneReader& reader, const Plan& plan, Kinds kinds) {
    PlanVerdict verdict;
    const CaptionWords words = captionWords(reader, plan, kinds);
    for (std::size_t kind = 0; kind < kWordKinds; ++kind) {
        const WordTally& tally = words.kinds[kind];
        verdict.words.push_back({kKindNames[kind], tally.asked, tally.realised});
    }
    for (const auto& phrase : reader.read(plan.detail).settings) {
        for (const Setting setting : phrase) verdict.settings.emplace_back(settingWord(setting));
    }
    return verdict;
}

}  // namespace

Result<Slice> JudgePlansJob::runSlice(JobContext& context) {
    const auto atlas = Atlas::open(m_request.resources / "sprites");
    if (!atlas) return atlas.error();
    const SceneReader reader(*atlas);
    for (std::size_t i = 0; i < m_request.plans.size(); ++i) {
        context.checkpoint();
        context.post(PlanJudged{static_cast<int>(i), verdictOf(reader, m_request.plans[i], m_request.kinds)});
    }
    return Slice::Done;
}

}  // namespace kaleido
