#include "engine/train/export_judges.h"

#include "engine/eval/judges.h"
#include "engine/io/folder.h"
#include "engine/train/classifier_stage.h"
#include "engine/train/judge_weights.h"
#include "engine/train/segmenter_stage.h"
#include "engine/train/stage_weights.h"
#include "engine/train/train_config.h"
#include "engine/world/world.h"

#include <fmt/format.h>

namespace kaleido {
namespace {

namespace fs = std::filesystem;

/// Every measure is worth four digits; the weights are read back as they are written, in bf16.
void addMeasures(JudgeFacts& facts, TrainingStage& stage) {
    const torch::NoGradGuard noGrad;
    for (const auto& [name, value] : stage.evaluate()) facts[name] = fmt::format("{:.4f}", value);
}

}  // namespace

Result<void> exportJudges(const ExportJudgesOptions& options) {
    auto config = readTrainConfig(options.config);
    if (!config) return config.error();
    auto opened = World::open(options.resources);
    if (!opened) return opened.error();
    const auto world = std::make_shared<const World>(*std::move(opened));

    Judges judges(WorldClasses::of(world->atlas()));
    JudgeFacts facts = {{"commit", options.commit}};
    for (const auto& [stage, network] :
         {std::pair<StageName, torch::nn::Module*>{StageName::Classifier, judges->classifier.get()},
          {StageName::Segmenter, judges->segmenter.get()}}) {
        const bool isElsewhere = !options.from.empty() && !fs::exists(checkpointOf(options.run, stage));
        const auto pictures =
            startJudge(isElsewhere ? options.from : options.run, stage, *network, world->atlas());
        if (!pictures) return pictures.error();
        facts[stageText(stage) + "_pictures"] = std::to_string(*pictures);
    }
    const torch::NoGradGuard noGrad;
    for (torch::Tensor parameter : judges->parameters())
        parameter.copy_(parameter.to(torch::kBFloat16).to(parameter.scalar_type()));
    const SceneBatches batches(world, config->model.resolution, 0);
    ClassifierStage classifier(judges->classifier, batches);
    SegmenterStage segmenter(judges->segmenter, batches);
    addMeasures(facts, classifier);
    addMeasures(facts, segmenter);

    if (auto made = makeFolder(options.file.parent_path()); !made) return made;
    return saveJudges(*judges, config->model.resolution, world->atlas(), facts, options.file);
}

}  // namespace kaleido
