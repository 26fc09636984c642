#include "engine/train/stage_weights.h"

#include "engine/train/checkpoint.h"

namespace kaleido {

namespace fs = std::filesystem;

fs::path checkpointOf(const fs::path& run, StageName stage) {
    return run / stageText(stage) / "checkpoint.safetensors";
}

Result<void> loadStage(const fs::path& run, StageName stage, const TrainingStage::NamedTensors& targets) {
    const fs::path path = checkpointOf(run, stage);
    auto checkpoint = loadCheckpoint(path);
    if (!checkpoint) return checkpoint.error();
    auto source = std::move(checkpoint->weights);
    for (auto& [name, average] : checkpoint->averages) source[name] = average;
    return copyByName(source, {targets.begin(), targets.end()}, path.string());
}

TrainingStage::NamedTensors vqTensors(const Networks& networks) {
    TrainingStage::NamedTensors tensors = namedParameters(*networks.pictureTokenizer, kVqPrefix);
    for (auto& buffer : namedBuffers(*networks.pictureTokenizer, kVqPrefix))
        tensors.push_back(std::move(buffer));
    return tensors;
}

Result<std::int64_t> picturesSeen(const fs::path& run) {
    std::int64_t pictures = 0;
    for (const StageName stage : {StageName::Inner, StageName::Nested}) {
        if (!fs::exists(checkpointOf(run, stage))) continue;
        auto checkpoint = loadCheckpoint(checkpointOf(run, stage));
        if (!checkpoint) return checkpoint.error();
        pictures += checkpoint->pictures;
    }
    return pictures;
}

}  // namespace kaleido
