#include "engine/train/training_run.h"

#include "engine/base/random.h"
#include "engine/io/atomic_file.h"
#include "engine/io/folder.h"
#include "engine/io/json_value.h"
#include "engine/io/safetensors.h"
#include "engine/kaleido/model.h"
#include "engine/nn/weights.h"
#include "engine/text/sentence_piece.h"
#include "engine/train/checkpoint.h"
#include "engine/train/classifier_stage.h"
#include "engine/train/grown_network.h"
#include "engine/train/judge_weights.h"
#include "engine/train/painter_stage.h"
#include "engine/train/planner_stage.h"
#include "engine/train/scene_batches.h"
#include "engine/train/segmenter_stage.h"
#include "engine/train/stage_weights.h"
#include "engine/train/vq_stage.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <vector>

namespace kaleido {
namespace {

namespace fs = std::filesystem;

constexpr const char* kTokenizer = "tokenizer.model";

/// Seeds of one run must not coincide: each use draws from its own stream.
std::uint64_t seedFor(const TrainConfig& config, std::string_view use) {
    return splitmix(config.seed, fnv1a(use));
}

}  // namespace

Result<PainterOptions> painterOptions(const TrainConfig& config) {
    auto prediction = parsePrediction(config.model.diffusion.prediction);
    if (!prediction) return prediction.error();
    auto target = parsePrediction(config.model.diffusion.loss);
    if (!target) return target.error();
    auto scales = denoiserScales(config.model);
    if (!scales) return scales.error();
    auto schedules = schedulesOf(config.model, *scales);
    if (!schedules) return schedules.error();
    PainterOptions options;
    options.planWeight = config.planWeight;
    options.textEvery = config.textEvery;
    options.times = config.times;
    options.loss.prediction = *prediction;
    options.loss.target = *target;
    options.scales = *scales;
    options.schedules = *std::move(schedules);
    options.seed = seedFor(config, "noise");
    return options;
}

Result<std::unique_ptr<TrainingRun>> TrainingRun::open(const TrainingRunOptions& options) {
    auto config = readTrainConfig(options.config);
    if (!config) return config.error();
    auto stage = config->stage(options.stage);
    if (!stage) return stage.error();

    std::unique_ptr<TrainingRun> run(new TrainingRun);
    run->m_config = *std::move(config);
    run->m_stage = *stage;
    run->m_folder = options.folder;
    run->m_stageFolder = options.folder / stageText(stage->name);
    if (auto made = makeFolder(run->m_stageFolder); !made) return made.error();
    auto world = World::open(options.resources);
    if (!world) return world.error();
    run->m_world = std::make_shared<const World>(*std::move(world));

    const fs::path checkpoint = checkpointOf(options.folder, stage->name);
    const bool resumed = fs::exists(checkpoint);
    torch::manual_seed(seedFor(run->m_config, "initial weights"));
    if (!judges(stage->name)) {
        if (auto ready = run->prepareModel(options, resumed); !ready) return ready.error();
    }
    auto made = run->makeStage(resumed ? fs::path() : options.from);
    if (!made) return made.error();
    const TrainerOptions trainer{.stage = stageText(stage->name),
                                 .configHash = run->m_config.hash,
                                 .batch = stage->batch,
                                 .pictures = stage->pictures,
                                 .rate = {.rate = stage->rate, .warmup = stage->warmup},
                                 .matrixRate = stage->matrixRate,
                                 .clip = stage->clip,
                                 .emaLimit = run->m_config.emaLimit,
                                 .bfloat16 = options.bfloat16};
    run->m_trainer = std::make_unique<Trainer>(*std::move(made), trainer);
    if (resumed) {
        if (auto loaded = run->m_trainer->resume(checkpoint); !loaded) return loaded.error();
    }
    return run;
}

Result<void> TrainingRun::prepareModel(const TrainingRunOptions& options, bool resumed) {
    if (auto ready = prepareTokenizer(options); !ready) return ready;
    const bool whole = m_stage.name == StageName::Nested;
    auto networks =
        buildNetworks(m_config.model, whole ? DenoiserLevels::All : DenoiserLevels::InnermostOnly);
    if (!networks) return networks.error();
    m_networks = *std::move(networks);
    return prepareWeights(options.from, resumed);
}

Result<void> TrainingRun::prepareTokenizer(const TrainingRunOptions& options) {
    const fs::path path = m_folder / kTokenizer;
    if (!fs::exists(path) && !options.from.empty()) {
        std::error_code code;
        fs::copy_file(options.from / kTokenizer, path, code);
        if (code) {
            return Error{Code::NotFound,
                         "the tokenizer of the run to start from cannot be copied: " + code.message(),
                         (options.from / kTokenizer).string(), ""};
        }
    }
    if (!fs::exists(path)) {
        auto training = dataset(Split::Train, "corpus");
        if (!training) return training.error();
        auto model =
            trainSentencePiece({.pieces = m_config.model.text.pieces, .nextLine = corpus(*training)});
        if (!model) return model.error();
        if (auto written = writeFileAtomically(path, *model); !written) return written;
    }
    auto pieces = SentencePiece::open(path);
    if (!pieces) return pieces.error();
    m_tokenizer = std::make_shared<const PlanTokenizer>(
        std::make_shared<const SentencePiece>(*std::move(pieces)), m_config.model.plan);
    return {};
}

std::function<std::optional<std::string>()> TrainingRun::corpus(
    std::shared_ptr<const Dataset> dataset) const {
    const auto line = std::make_shared<int>(0);
    const int lines = m_config.corpusLines;
    return [dataset, line, lines]() -> std::optional<std::string> {
        if (*line >= lines) return std::nullopt;
        const Plan plan = dataset->textAt(static_cast<std::uint64_t>(*line / 2));
        return (*line)++ % 2 == 0 ? plan.caption : plan.detail;
    };
}

Result<std::shared_ptr<const Dataset>> TrainingRun::dataset(Split split, std::string_view use) const {
    const SceneOptions scenes{
        .size = m_config.model.resolution, .split = split, .format = m_config.model.plan};
    const std::uint64_t seed = seedFor(m_config, use);
    if (!m_config.folder)
        return std::shared_ptr<const Dataset>(std::make_shared<WorldDataset>(m_world, scenes, seed));
    auto folder = FolderDataset::open(*m_config.folder, scenes, seed);
    if (!folder) return folder.error();
    return std::shared_ptr<const Dataset>(*std::move(folder));
}

Result<void> TrainingRun::prepareWeights(const fs::path& from, bool resumed) {
    const fs::path tokenizer = checkpointOf(m_folder, StageName::Vq);
    // The stage's own checkpoint holds all the rest.
    if (resumed && m_stage.name != StageName::Vq && fs::exists(tokenizer))
        return loadStage(m_folder, StageName::Vq, vqTensors(m_networks));
    if (from.empty()) {
        if (auto started = startFrom(m_folder); !started) return started;
    } else {
        if (auto started = startFrom(from); !started) return started;
        auto seen = paintersPictures(from);
        if (!seen) return seen.error();
        if (auto kept = keepOrigin(m_folder, *seen); !kept) return kept;
        if (auto loaded = loadOwnStages(); !loaded) return loaded;
    }
    if (m_stage.name == StageName::Vq || fs::exists(tokenizer)) return {};
    // Kept, so that the run goes on and is exported without the one that it started from.
    Checkpoint kept;
    for (const auto& [name, tensor] : vqTensors(m_networks)) kept.weights[name] = tensor;
    kept.stage = stageText(StageName::Vq);
    kept.configHash = m_config.hash;
    if (auto made = makeFolder(tokenizer.parent_path()); !made) return made;
    return saveCheckpoint(kept, tokenizer);
}

Result<void> TrainingRun::loadOwnStages() {
    for (const StageName stage : {StageName::Vq, StageName::Planner, StageName::Inner}) {
        if (stage >= m_stage.name || !fs::exists(checkpointOf(m_folder, stage))) continue;
        if (auto loaded = loadStage(m_folder, stage, weightsOf(stage)); !loaded) return loaded;
    }
    return {};
}

Result<void> TrainingRun::startFrom(const fs::path& source) {
    if (fs::exists(source / "model.json")) return startFromModel(source);
    const bool sameRun = fs::weakly_canonical(source) == fs::weakly_canonical(m_folder);
    if (m_stage.name == StageName::Vq && sameRun) return {};
    if (auto loaded = loadStage(source, StageName::Vq, weightsOf(StageName::Vq)); !loaded) return loaded;
    if (m_stage.name == StageName::Vq) return {};
    // The latest stage before this one that the source has; another run may also have this very stage, or one after it,
    // which holds all of this one's networks.
    std::vector<StageName> stages;
    if (!sameRun) stages = {m_stage.name, StageName::Inner, StageName::Nested};
    for (int i = static_cast<int>(m_stage.name) - 1; i >= static_cast<int>(StageName::Planner); --i)
        stages.push_back(static_cast<StageName>(i));
    for (const StageName stage : stages) {
        if (!fs::exists(checkpointOf(source, stage))) continue;
        return loadStage(source, stage, weightsOf(std::min(stage, m_stage.name)));
    }
    if (m_stage.name == StageName::Planner) return {};
    return Error{Code::NotFound,
                 "no stage before '" + stageText(m_stage.name) + "' has a checkpoint; train it first",
                 source.string(), ""};
}

Result<std::unique_ptr<TrainingStage>> TrainingRun::makeJudgeStage(const fs::path& from) const {
    const WorldClasses classes = WorldClasses::of(m_world->atlas());
    SceneBatches batches(m_world, m_config.model.resolution, seedFor(m_config, "judged pictures"));
    const auto stage = [&]<typename Stage>(std::in_place_type_t<Stage>,
                                           auto network) -> Result<std::unique_ptr<TrainingStage>> {
        if (!from.empty()) {
            auto seen = startJudge(from, m_stage.name, *network, m_world->atlas());
            if (!seen) return seen.error();
            if (auto kept = keepOrigin(m_stageFolder, *seen); !kept) return kept.error();
        }
        return std::unique_ptr<TrainingStage>(std::make_unique<Stage>(network, std::move(batches)));
    };
    return m_stage.name == StageName::Classifier
               ? stage(std::in_place_type<ClassifierStage>, ThingClassifier(classes))
               : stage(std::in_place_type<SegmenterStage>, ThingSegmenter(classes));
}

Result<std::unique_ptr<TrainingStage>> TrainingRun::makeStage(const fs::path& judgesFrom) {
    if (judges(m_stage.name)) return makeJudgeStage(judgesFrom);
    auto training = dataset(Split::Train, "training pictures");
    if (!training) return training.error();
    auto heldOut = dataset(Split::HeldOut, "held-out pictures");
    if (!heldOut) return heldOut.error();
    if (m_stage.name == StageName::Vq) {
        return std::unique_ptr<TrainingStage>(std::make_unique<VqStage>(
            m_networks.pictureTokenizer, *training, *heldOut, seedFor(m_config, "codebook")));
    }
    auto batches = std::make_shared<const TextBatches>(m_tokenizer, m_networks.pictureTokenizer, *training,
                                                       *heldOut, m_config.mix, seedFor(m_config, "plan mix"));
    if (m_stage.name == StageName::Planner) {
        return std::unique_ptr<TrainingStage>(std::make_unique<PlannerStage>(m_networks.t5, batches));
    }
    auto options = painterOptions(m_config);
    if (!options) return options.error();
    return std::unique_ptr<TrainingStage>(std::make_unique<PainterStage>(m_networks.t5, m_networks.denoiser,
                                                                         wholeDenoiser(), batches, *options));
}

Result<void> TrainingRun::startFromModel(const fs::path& folder) {
    auto manifest = readManifest(folder);
    if (!manifest) return manifest.error();
    const auto load = [&](const char* role, torch::nn::Module& network, const std::string& prefix) {
        return loadNetwork(network, *manifest, role, prefix);
    };
    if (auto loaded = load("vq", *m_networks.pictureTokenizer, ""); !loaded) return loaded;
    if (m_stage.name == StageName::Vq) return {};
    if (auto loaded = load("t5", *m_networks.t5, ""); !loaded) return loaded;
    if (m_stage.name == StageName::Planner) return {};
    // Of a model of other levels, and for the inner stage, the innermost network becomes ours.
    const std::string prefix = innermostPrefix(*manifest);
    const std::string own = innermostPrefix(m_config.model);
    const bool whole = m_stage.name == StageName::Nested && prefix == own;
    auto theirs = buildNetworks(*manifest, whole ? DenoiserLevels::All : DenoiserLevels::InnermostOnly);
    if (!theirs) return theirs.error();
    if (auto loaded = load("unet", *theirs->denoiser, whole ? "" : prefix); !loaded) return loaded;
    if (whole || m_stage.name == StageName::Inner)
        return growFrom(*theirs->denoiser, *m_networks.denoiser, folder);
    const auto modules = m_networks.denoiser->named_modules();
    return growFrom(*theirs->denoiser, *modules[own.substr(0, own.size() - 1)], folder);
}

TrainingStage::NamedTensors TrainingRun::weightsOf(StageName stage) const {
    if (stage == StageName::Vq) return vqTensors(m_networks);
    TrainingStage::NamedTensors tensors = namedParameters(*m_networks.t5, kT5Prefix);
    if (stage == StageName::Planner) return tensors;
    const auto denoiser = stage == m_stage.name ? wholeDenoiser() : innermostDenoiser();
    tensors.insert(tensors.end(), denoiser.begin(), denoiser.end());
    return tensors;
}

TrainingStage::NamedTensors TrainingRun::wholeDenoiser() const {
    const bool inner = m_stage.name == StageName::Inner;
    return namedParameters(*m_networks.denoiser,
                           kUNetPrefix + (inner ? innermostPrefix(m_config.model) : ""));
}

TrainingStage::NamedTensors TrainingRun::innermostDenoiser() const {
    const std::string prefix = kUNetPrefix + innermostPrefix(m_config.model);
    TrainingStage::NamedTensors tensors;
    for (const auto& named : wholeDenoiser()) {
        if (named.first.starts_with(prefix)) tensors.push_back(named);
    }
    return tensors;
}

Result<void> TrainingRun::save() const {
    return m_trainer->save(checkpointOf(m_folder, m_stage.name));
}

Result<void> TrainingRun::log(const StepReport& report, const TrainingStage::Parts& values) const {
    JsonValue::Object line = {{"step", {report.step}},
                              {"pictures", {report.pictures}},
                              {"seconds", {m_trainer->seconds()}},
                              {"rate", {report.rate}},
                              {"gradient_norm", {report.gradientNorm}},
                              {"skipped", {m_trainer->skipped()}}};
    for (const auto& [name, value] : values) {
        if (std::isfinite(value)) line.emplace_back(name, JsonValue{value});
    }
    const fs::path path = m_stageFolder / "metrics.jsonl";
    std::ofstream file(path, std::ios::app);
    file << writeJson(JsonValue{std::move(line)}) << '\n';
    file.flush();
    if (!file)
        return Error{Code::WriteFailed, "the metrics cannot be written; is the disk full?", path.string(),
                     ""};
    return {};
}

}  // namespace kaleido
