#include "tests/support/tiny_model.h"

#include "engine/io/atomic_file.h"
#include "engine/io/model_manifest.h"
#include "engine/kaleido/networks.h"
#include "engine/nn/weights.h"
#include "engine/text/sentence_piece.h"
#include "engine/train/train_config.h"
#include "engine/world/world.h"
#include "tests/support/source_tree.h"

#include <torch/nn/module.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <optional>
#include <string>

namespace kaleido::testing {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kScenes = 300;  ///< whose captions and descriptions the tokenizer learns from

Result<void> writeTokenizer(const World& world, int pieces, const fs::path& path) {
    std::uint64_t line = 0;
    const auto next = [&]() -> std::optional<std::string> {
        if (line == 2 * kScenes) return std::nullopt;
        const Scene scene = world.textScene(line / 2);
        return line++ % 2 == 0 ? scene.caption : scene.plan.detail;
    };
    auto model = trainSentencePiece({.pieces = pieces, .nextLine = next});
    if (!model) return model.error();
    return writeFileAtomically(path, *model);
}

Result<void> writeWords(const World& world, const fs::path& path) {
    std::string words;
    for (const std::string& word : world.words()) words += word + "\n";
    return writeFileAtomically(path, words);
}

/// Layers that start at zero would make the pictures independent of plan and caption.
void fillZeros(torch::nn::Module& network) {
    const torch::NoGradGuard noGrad;
    for (torch::Tensor& parameter : network.parameters()) {
        if (parameter.abs().max().item<double>() == 0) parameter.normal_(0, 0.05);
    }
}

Result<void> writeWeights(const ModelManifest& manifest, const fs::path& folder) {
    torch::manual_seed(1);
    auto networks = buildNetworks(manifest);
    if (!networks) return networks.error();
    const auto save = [&](torch::nn::Module& network, const char* name) {
        fillZeros(network);
        return saveWeights(network, folder / name, torch::kFloat32);
    };
    if (auto saved = save(*networks->t5, "t5.safetensors"); !saved) return saved;
    if (auto saved = save(*networks->denoiser, "unet.safetensors"); !saved) return saved;
    return save(*networks->pictureTokenizer, "vq.safetensors");
}

}  // namespace

fs::path tinyTrainConfig() {
    return test::dataFile("tiny/train.json");
}

Result<void> writeTinyModel(const fs::path& folder) {
    auto config = readTrainConfig(tinyTrainConfig());
    if (!config) return config.error();
    auto world = World::open(test::sourceFile("resources"));
    if (!world) return world.error();
    fs::create_directories(folder);

    ModelManifest manifest = config->model;
    const fs::path tokenizer = folder / manifest.text.file;
    if (auto written = writeTokenizer(*world, manifest.text.pieces, tokenizer); !written) return written;
    auto pieces = SentencePiece::open(tokenizer);
    if (!pieces) return pieces.error();
    manifest.text.pieces = pieces->pieceCount();
    if (auto written = writeWords(*world, folder / "words.txt"); !written) return written;
    if (auto written = writeWeights(manifest, folder); !written) return written;

    const std::pair<std::string, std::string> files[] = {{"t5.safetensors", "t5"},
                                                         {"unet.safetensors", "unet"},
                                                         {"vq.safetensors", "vq"},
                                                         {manifest.text.file, "tokenizer"},
                                                         {"words.txt", "vocabulary"}};
    for (const auto& [path, role] : files) {
        auto file = describeModelFile(folder, path, role);
        if (!file) return file.error();
        manifest.files.push_back(*std::move(file));
    }
    manifest.training = {.config = "train.json", .pictures = 0, .commit = ""};
    return writeManifest(folder, manifest);
}

}  // namespace kaleido::testing
