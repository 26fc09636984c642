#include "engine/train/judge_weights.h"

#include "engine/eval/judges.h"
#include "engine/kaleido/networks.h"
#include "engine/train/checkpoint.h"
#include "engine/train/stage_weights.h"

#include <fmt/format.h>

#include <charconv>

namespace kaleido {
namespace {

namespace fs = std::filesystem;

/// The file's own fact; 0 where it tells none.
std::int64_t picturesIn(const JudgeFacts& facts, const std::string& stage) {
    const auto fact = facts.find(stage + "_pictures");
    std::int64_t pictures = 0;
    if (fact != facts.end())
        std::from_chars(fact->second.data(), fact->second.data() + fact->second.size(), pictures);
    return pictures;
}

Result<std::int64_t> startFromFile(const fs::path& file, StageName stage, torch::nn::Module& network,
                                   const Atlas& atlas) {
    auto judges = loadJudges(file, atlas);
    if (!judges) return judges.error();
    torch::nn::Module& source = stage == StageName::Classifier
                                    ? static_cast<torch::nn::Module&>(*judges->networks->classifier)
                                    : *judges->networks->segmenter;
    std::map<std::string, torch::Tensor> weights;
    for (const auto& named : source.named_parameters()) weights[named.key()] = named.value();
    std::map<std::string, torch::Tensor> targets;
    for (const auto& named : network.named_parameters()) targets[named.key()] = named.value();
    if (auto copied = copyByName(weights, targets, file.string()); !copied) return copied.error();
    return picturesIn(judges->facts, stageText(stage));
}

}  // namespace

fs::path judgesFileIn(const fs::path& folder) {
    return folder / "judges.safetensors";
}

Result<std::int64_t> startJudge(const fs::path& source, StageName stage, torch::nn::Module& network,
                                const Atlas& atlas) {
    if (fs::exists(judgesFileIn(source))) return startFromFile(judgesFileIn(source), stage, network, atlas);
    if (!fs::exists(checkpointOf(source, stage))) {
        return Error{Code::NotFound,
                     fmt::format("has neither a judges.safetensors nor a checkpoint of the stage '{}'",
                                 stageText(stage)),
                     source.string(), ""};
    }
    return loadJudge(source, stage, network);
}

Result<std::int64_t> loadJudge(const fs::path& run, StageName stage, torch::nn::Module& network) {
    const fs::path path = checkpointOf(run, stage);
    auto before = picturesBefore(path.parent_path());
    if (!before) return before;
    auto checkpoint = loadCheckpoint(path);
    if (!checkpoint) return checkpoint.error();
    const std::int64_t pictures = *before + checkpoint->pictures;
    const auto targets = namedParameters(network, stageText(stage) + ".");
    if (auto copied = copyAverages(*std::move(checkpoint), targets, path); !copied) return copied.error();
    return pictures;
}

}  // namespace kaleido
