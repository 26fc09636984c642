#include "engine/bench/training_speed.h"

#include "engine/train/painter_stage.h"
#include "engine/train/trainer.h"
#include "engine/train/training_run.h"

#include <torch/types.h>
#include <torch/utils.h>

#include <fmt/format.h>

namespace kaleido {
namespace {

Result<std::unique_ptr<TrainingStage>> makeStage(const std::shared_ptr<const KaleidoModel>& model,
                                                 const TrainConfig& config,
                                                 const std::filesystem::path& resources) {
    auto world = World::open(resources);
    if (!world) return world.error();
    auto options = painterOptions(config);
    if (!options) return options.error();
    torch::manual_seed(0);
    auto networks = buildNetworks(config.model);
    if (!networks) return networks.error();
    const auto scenes = std::make_shared<WorldDataset>(
        std::make_shared<const World>(*std::move(world)),
        SceneOptions{.size = config.model.resolution, .format = config.model.plan}, config.seed);
    // The tokenizer lives as long as the model that owns it.
    const std::shared_ptr<const PlanTokenizer> tokenizer(model, &model->tokenizer());
    auto batches = std::make_shared<TextBatches>(tokenizer, networks->pictureTokenizer, scenes, scenes,
                                                 config.mix, config.seed);
    return std::unique_ptr<TrainingStage>(
        std::make_unique<PainterStage>(networks->t5, networks->denoiser,
                                       namedParameters(*networks->denoiser, kUNetPrefix), batches, *options));
}

}  // namespace

Result<TrainConfig> trainingConfigOf(const KaleidoModel& model, const std::filesystem::path& path) {
    auto config = readTrainConfig(path);
    if (!config) return config;
    const ModelManifest& own = model.manifest();
    if (own.text.vocabSize == config->model.text.vocabSize && own.plan == config->model.plan) return config;
    return Error{Code::BadInput,
                 "describes another model than the one in " + model.folder().string() +
                     "; give the configuration that this model was trained by",
                 path.string(), "/model"};
}

Result<NetworkSpeed> trainingSpeed(const std::shared_ptr<const KaleidoModel>& model,
                                   const TrainConfig& config, const std::filesystem::path& resources,
                                   const CancelToken& cancel) {
    auto settings = config.stage(StageName::Nested);
    if (!settings) return settings.error();
    auto stage = makeStage(model, config, resources);
    if (!stage) return stage.error();
    const bool bfloat16 = model->precision() == Precision::BFloat16;
    Trainer trainer(*std::move(stage), {.stage = stageText(StageName::Nested),
                                        .configHash = config.hash,
                                        .batch = settings->batch,
                                        .rate = {.rate = settings->rate, .warmup = settings->warmup},
                                        .clip = settings->clip,
                                        .emaLimit = config.emaLimit,
                                        .bfloat16 = bfloat16});
    // The text side rests at most steps: one run is a whole round of them.
    const auto round = [&] {
        for (std::int64_t i = 0; i < config.textEvery; ++i) trainer.step();
    };
    NetworkSpeed speed = measureSpeed(round, {.parts = static_cast<int>(config.textEvery)}, cancel);
    speed.what = fmt::format("training step of {} pictures", settings->batch);
    speed.precision = bfloat16 ? "bfloat16 autocast" : "float32";
    return speed;
}

}  // namespace kaleido
