#include "engine/train/stage_weights.h"

#include "engine/io/atomic_file.h"
#include "engine/io/json_node.h"
#include "engine/io/json_value.h"
#include "engine/io/model_manifest.h"

#include <limits>

namespace kaleido {
namespace {

namespace fs = std::filesystem;

constexpr const char* kOrigin = "origin.json";

}  // namespace

fs::path checkpointOf(const fs::path& run, StageName stage) {
    return run / stageText(stage) / "checkpoint.safetensors";
}

Result<void> loadStage(const fs::path& run, StageName stage, const TrainingStage::NamedTensors& targets) {
    const fs::path path = checkpointOf(run, stage);
    auto checkpoint = loadCheckpoint(path);
    if (!checkpoint) return checkpoint.error();
    return copyAverages(*std::move(checkpoint), targets, path);
}

Result<void> copyAverages(Checkpoint checkpoint, const TrainingStage::NamedTensors& targets,
                          const fs::path& path) {
    auto source = std::move(checkpoint.weights);
    for (auto& [name, average] : checkpoint.averages) source[name] = average;
    return copyByName(source, {targets.begin(), targets.end()}, path.string());
}

TrainingStage::NamedTensors vqTensors(const Networks& networks) {
    TrainingStage::NamedTensors tensors = namedParameters(*networks.pictureTokenizer, kVqPrefix);
    for (auto& buffer : namedBuffers(*networks.pictureTokenizer, kVqPrefix))
        tensors.push_back(std::move(buffer));
    return tensors;
}

Result<void> keepOrigin(const fs::path& folder, std::int64_t pictures) {
    if (fs::exists(folder / kOrigin)) return {};
    return writeFileAtomically(folder / kOrigin, writeJson(JsonValue::Object{{"pictures", pictures}}) + "\n");
}

Result<std::int64_t> picturesBefore(const fs::path& folder) {
    const fs::path path = folder / kOrigin;
    if (!fs::exists(path)) return std::int64_t{0};
    auto document = readJsonFile(path);
    if (!document) return document.error();
    JsonFault fault(Code::BadInput, path.string());
    const auto pictures = JsonNode(*document, fault)
                              .at("pictures")
                              .integer<std::int64_t>(0, std::numeric_limits<std::int64_t>::max());
    if (fault.error()) return *fault.error();
    return pictures;
}

Result<std::int64_t> paintersPictures(const fs::path& source) {
    if (!fs::exists(source / "model.json")) return picturesSeen(source);
    auto manifest = readManifest(source);
    if (!manifest) return manifest.error();
    return manifest->training.pictures;
}

Result<std::int64_t> picturesSeen(const fs::path& run) {
    auto pictures = picturesBefore(run);
    if (!pictures) return pictures.error();
    for (const StageName stage : {StageName::Inner, StageName::Nested}) {
        if (!fs::exists(checkpointOf(run, stage))) continue;
        auto checkpoint = loadCheckpoint(checkpointOf(run, stage));
        if (!checkpoint) return checkpoint.error();
        *pictures += checkpoint->pictures;
    }
    return pictures;
}

}  // namespace kaleido
