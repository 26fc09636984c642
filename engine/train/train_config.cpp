#include "engine/train/train_config.h"

#include "engine/io/json_format.h"
#include "engine/io/json_node.h"
#include "engine/io/json_value.h"
#include "engine/io/sha256.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>

namespace kaleido {
namespace {

constexpr std::array kStageNames = {"vq", "planner", "inner", "nested", "classifier", "segmenter"};
constexpr std::int64_t kMostPictures = 1'000'000'000'000;

double probability(const JsonNode& node) {
    return node.number(0.0, 1.0);
}

TimeOptions readTimes(const JsonNode& node) {
    node.allowOnly({"distribution", "mean", "std"});
    TimeOptions times;
    const std::string distribution = node.at("distribution").text();
    if (distribution == "uniform")
        times.distribution = TimeDistribution::Uniform;
    else if (distribution == "logit_normal")
        times.distribution = TimeDistribution::LogitNormal;
    else
        node.at("distribution").report("must be 'uniform' or 'logit_normal'");
    if (const auto mean = node.find("mean")) times.mean = mean->number(-10.0, 10.0);
    if (const auto std = node.find("std")) times.std = std->number(0.01, 10.0);
    return times;
}

void readObjective(const JsonNode& node, TrainConfig& config) {
    node.allowOnly({"plan_weight", "text_every", "drop_condition", "no_kinds", "all_kinds", "given",
                    "rehearse", "times", "ema"});
    config.planWeight = node.at("plan_weight").number(0.0, 1000.0);
    config.textEvery = node.at("text_every").integer<std::int64_t>(1, 1000);
    config.mix.dropCondition = probability(node.at("drop_condition"));
    config.mix.noKinds = probability(node.at("no_kinds"));
    config.mix.allKinds = probability(node.at("all_kinds"));
    config.mix.given = probability(node.at("given"));
    config.mix.rehearse = probability(node.at("rehearse"));
    config.times = readTimes(node.at("times"));
    config.emaLimit = probability(node.at("ema"));
}

StageConfig readStage(const JsonNode& node) {
    node.allowOnly({"name", "pictures", "batch", "rate", "matrix_rate", "warmup", "clip"});
    StageConfig stage;
    const auto name = parseStage(node.at("name").text());
    if (name)
        stage.name = *name;
    else
        node.at("name").report(name.error().message);
    stage.pictures = node.at("pictures").integer<std::int64_t>(0, kMostPictures);
    stage.batch = node.at("batch").integer<std::int64_t>(1, 4096);
    stage.rate = node.at("rate").number(1e-9, 1.0);
    if (const auto matrixRate = node.find("matrix_rate")) stage.matrixRate = matrixRate->number(0.0, 1.0);
    stage.warmup = node.at("warmup").integer<std::int64_t>(0, kMostPictures);
    stage.clip = node.at("clip").number(1e-6, 1e6);
    return stage;
}

}  // namespace

std::string stageText(StageName stage) {
    return kStageNames.at(static_cast<std::size_t>(stage));
}

Result<StageName> parseStage(std::string_view text) {
    for (std::size_t i = 0; i < kStageNames.size(); ++i) {
        if (kStageNames[i] == text) return static_cast<StageName>(i);
    }
    return Error{Code::Usage,
                 fmt::format("there is no stage '{}'; the stages are {}", text, fmt::join(kStageNames, ", ")),
                 "", ""};
}

Result<StageConfig> TrainConfig::stage(StageName name) const {
    for (const StageConfig& stage : stages) {
        if (stage.name == name) return stage;
    }
    return Error{Code::BadInput,
                 "the configuration has no stage '" + stageText(name) + "'; add it to /stages", "",
                 "/stages"};
}

Result<TrainConfig> readTrainConfig(const std::filesystem::path& path) {
    const auto document = readJsonFile(path);
    if (!document) return document.error();
    JsonFault fault(Code::BadInput, path.string());
    const JsonNode root(*document, fault);
    checkFormat(root, "kaleido-training", 1);
    root.allowOnly({"format", "version", "seed", "data", "text", "objective", "stages", "model"});
    TrainConfig config;
    config.seed = root.at("seed").integer<std::uint64_t>(0, std::numeric_limits<std::uint64_t>::max());
    const JsonNode data = root.at("data");
    data.allowOnly({"source", "folder"});
    const std::string source = data.at("source").text();
    if (source == "folder")
        config.folder = data.at("folder").text();
    else if (source != "world")
        data.at("source").report("must be 'world' or 'folder'");
    const JsonNode text = root.at("text");
    text.allowOnly({"pieces", "corpus_lines"});
    config.corpusLines = text.at("corpus_lines").integer<int>(100, 10'000'000);
    readObjective(root.at("objective"), config);
    for (const JsonNode& stage : root.at("stages").elements(16)) config.stages.push_back(readStage(stage));
    config.model = readModelDesign(root.at("model"));
    if (fault.error()) return *fault.error();
    config.hash =
        sha256(writeJson(root.at("model").value()) + writeJson(data.value()) + std::to_string(config.seed));
    return config;
}

}  // namespace kaleido
