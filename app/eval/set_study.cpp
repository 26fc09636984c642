#include "app/eval/set_study.h"

#include "app/eval/sample_grid.h"
#include "app/eval/set_results.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace kaleido {
namespace {

constexpr double kCadsScale = 0.25;
constexpr std::uint64_t kPlanSeed = 1;

/// A way to paint a set for a caption.
struct System {
    std::string name;
    const ModelInfo* model = nullptr;
    bool plans = false;
    bool cads = false;
};

std::vector<System> systemsOf(EvaluationWork& work) {
    std::vector<System> systems;
    for (const bool cads : {false, true}) {
        const std::string with = cads ? ", CADS" : "";
        systems.push_back({"plans" + with, &work.model(), true, cads});
        systems.push_back({"no plan" + with, &work.model(), false, cads});
        if (work.noPlanModel())
            systems.push_back({"network without plans" + with, work.noPlanModel(), false, cads});
    }
    return systems;
}

/// The captions, and as many plans for each as a set has pictures.
struct Subjects {
    std::vector<FrozenCaption> captions;
    std::vector<std::vector<Plan>> plans;
};

Result<Subjects> subjectsOf(EvaluationWork& work) {
    const EvaluationSize& size = work.size();
    const auto scenes = work.scenes({.split = "held_out", .first = 0, .count = size.renders});
    if (!scenes) return scenes.error();
    Subjects subjects{frozenCaptions(*scenes, size.setSize, size.captions), {}};
    for (const FrozenCaption& caption : subjects.captions) {
        auto plans = work.plans({.caption = caption.caption, .count = size.setSize, .seed = kPlanSeed});
        if (!plans) return plans.error();
        subjects.plans.push_back(*std::move(plans));
    }
    return subjects;
}

/// Caption by caption; picture k of every set has the seed k.
std::vector<PictureRecord> recordsOf(const Subjects& subjects, const System& system, double weight) {
    std::vector<PictureRecord> records;
    PictureRecord record = evaluationRecord(*system.model);
    record.guidance = weight;
    if (system.cads) record.cads.scale = kCadsScale;
    if (!system.plans) record.kinds = Kinds::none();
    for (std::size_t i = 0; i < subjects.captions.size(); ++i) {
        for (std::size_t k = 0; k < subjects.plans[i].size(); ++k) {
            record.plan = system.plans ? subjects.plans[i][k] : Plan{};
            record.plan.caption = subjects.plans[i][k].caption;
            record.seed = k;
            records.push_back(record);
        }
    }
    return records;
}

/// Pictures of all sets, one after the other, cut into sets of one size.
std::vector<std::vector<Picture>> cutIntoSets(std::vector<Picture> pictures, std::size_t setSize) {
    std::vector<std::vector<Picture>> sets;
    for (std::size_t i = 0; i + setSize <= pictures.size(); i += setSize) {
        const auto from = pictures.begin() + static_cast<std::ptrdiff_t>(i);
        sets.emplace_back(std::make_move_iterator(from),
                          std::make_move_iterator(from + static_cast<std::ptrdiff_t>(setSize)));
    }
    return sets;
}

/// One caption's sets at the highest weight, a row a way, the renders on top.
Result<ReportPicture> shown(EvaluationWork& work, const Subjects& subjects, double weight) {
    const FrozenCaption& caption = subjects.captions.front();
    SampleGrid grid{.id = "sets",
                    .title = fmt::format("Sets of “{}” at guidance {}", caption.caption, weight),
                    .note = "Each column has the same noise in every row.",
                    .columns = caption.renders.size(),
                    .columnNames = {},
                    .rowNames = {"renders"},
                    .pictures = caption.renders};
    const Subjects first{{caption}, {subjects.plans.front()}};
    for (const System& system : systemsOf(work)) {
        const auto pictures = work.pictures(recordsOf(first, system, weight));
        if (!pictures) return pictures.error();
        grid.rowNames.push_back(system.name);
        grid.pictures.insert(grid.pictures.end(), pictures->begin(), pictures->end());
    }
    return reportPicture(grid);
}

}  // namespace

std::vector<FrozenCaption> frozenCaptions(const std::vector<SceneDone>& scenes, int setSize, int most) {
    std::vector<FrozenCaption> captions;
    for (const SceneDone& scene : scenes) {
        auto found = std::ranges::find(captions, scene.plan.caption, &FrozenCaption::caption);
        if (found == captions.end()) found = captions.insert(captions.end(), {scene.plan.caption, {}});
        if (found->renders.size() < static_cast<std::size_t>(setSize))
            found->renders.push_back(scene.picture);
    }
    std::erase_if(captions, [setSize](const FrozenCaption& caption) {
        return caption.renders.size() < static_cast<std::size_t>(setSize);
    });
    captions.resize(std::min(captions.size(), static_cast<std::size_t>(most)));
    return captions;
}

Result<void> SetStudy::paint(EvaluationWork& work) {
    const auto subjects = subjectsOf(work);
    if (!subjects) return subjects.error();
    for (const System& system : systemsOf(work)) {
        for (const double weight : work.size().weights) {
            if (auto painted = work.paint(recordsOf(*subjects, system, weight)); !painted) return painted;
        }
    }
    return {};
}

Result<void> SetStudy::measure(EvaluationWork& work, Findings& findings) {
    const auto subjects = subjectsOf(work);
    if (!subjects) return subjects.error();
    const auto setSize = static_cast<std::size_t>(work.size().setSize);
    std::vector<SetOutcome> outcomes;
    for (const System& system : systemsOf(work)) {
        for (const double weight : work.size().weights) {
            auto pictures = work.pictures(recordsOf(*subjects, system, weight));
            if (!pictures) return pictures.error();
            const auto measured =
                work.measure(cutIntoSets(*std::move(pictures), setSize), work.size().renders);
            if (!measured) return measured.error();
            outcomes.push_back({.system = system.name,
                                .weight = weight,
                                .vendi = meanOf(measured->sets, &Variety::vendi),
                                .similarity = meanOf(measured->sets, &Variety::similarity),
                                .distance = measured->distance.value_or(SetDistance{})});
        }
    }
    std::vector<std::vector<Picture>> renders;
    for (const FrozenCaption& caption : subjects->captions) renders.push_back(caption.renders);
    const auto real = work.measure(std::move(renders), 0);
    if (!real) return real.error();
    findings.tables.push_back(setTable(outcomes, real->sets));
    findings.tables.push_back(lossTable(outcomes));
    std::ranges::move(setCharts(outcomes), std::back_inserter(findings.charts));
    if (subjects->captions.empty()) return {};
    auto grid = shown(work, *subjects, work.size().weights.back());
    if (!grid) return grid.error();
    findings.pictures.push_back(*std::move(grid));
    return {};
}

}  // namespace kaleido
