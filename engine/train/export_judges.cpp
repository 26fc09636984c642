#include "engine/train/export_judges.h"

#include "engine/eval/judges.h"
#include "engine/io/folder.h"
#include "engine/kaleido/networks.h"
#include "engine/train/classifier_stage.h"
#include "engine/train/judge_weights.h"
#include "engine/train/segmenter_stage.h"
#include "engine/train/stage_weights.h"
#include "engine/train/train_config.h"
#include "engine/world/world.h"

#include <fmt/format.h>

namespace kaleido {
namespace {

/// Every measure is worth four digits; the weights are read back as they are written, in bf16.
void addMeasures(JudgeFacts& facts, TrainingStage& stage) {
    const torch::NoGradGuard noGrad;
    for (const auto& [name, value] : stage.evaluate()) facts[name] = fmt::format("{:.4f}", value);
}

Result<void> loadJudge(const std::filesystem::path& run, StageName stage, torch::nn::Module& network,
                       JudgeFacts& facts) {
    const std::string name = stageText(stage);
    if (auto loaded = loadStage(run, stage, namedParameters(network, name + ".")); !loaded) return loaded;
    auto pictures = judgePicturesSeen(run, stage);
    if (!pictures) return pictures.error();
    facts[name + "_pictures"] = std::to_string(*pictures);
    return {};
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
        if (auto loaded = loadJudge(options.run, stage, *network, facts); !loaded) return loaded;
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
