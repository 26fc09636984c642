#include "engine/train/export_model.h"

#include "engine/io/folder.h"
#include "engine/io/json_value.h"
#include "engine/kaleido/networks.h"
#include "engine/nn/weights.h"
#include "engine/text/sentence_piece.h"
#include "engine/train/checkpoint.h"
#include "engine/train/stage_weights.h"
#include "engine/train/train_config.h"
#include "engine/train/vocabulary_files.h"
#include "engine/world/world.h"

namespace kaleido {
namespace {

namespace fs = std::filesystem;

Result<void> copyFile(const fs::path& from, const fs::path& to) {
    std::error_code code;
    fs::copy_file(from, to, fs::copy_options::overwrite_existing, code);
    if (code)
        return Error{Code::WriteFailed, "cannot be copied to " + to.string() + ": " + code.message(),
                     from.string(), ""};
    return {};
}

/// The innermost section of a nested "unet" as a network of its own.
std::string innermostUnet(const std::string& unetJson) {
    JsonValue unet = parseJson(unetJson, "unet").value();
    while (const JsonValue* inner = unet.find("inner_config")) unet = JsonValue(*inner);
    auto& members = std::get<JsonValue::Object>(unet.data);
    for (auto& [name, value] : members) {
        if (name == "nesting") value.data = false;
    }
    return writeJson(unet);
}

}  // namespace

Result<void> exportModel(const ExportOptions& options) {
    auto config = readTrainConfig(options.config);
    if (!config) return config.error();
    auto world = World::open(options.resources);
    if (!world) return world.error();

    ModelManifest manifest = config->model;
    const bool nested = fs::exists(checkpointOf(options.run, StageName::Nested));
    const StageName last = nested ? StageName::Nested : StageName::Inner;
    if (!nested) {
        auto scales = denoiserScales(manifest);
        if (!scales) return scales.error();
        manifest.resolution /= static_cast<int>(scales->front());
        manifest.unetJson = innermostUnet(manifest.unetJson);
    }
    auto networks = buildNetworks(manifest);
    if (!networks) return networks.error();
    if (auto loaded = loadStage(options.run, StageName::Vq, vqTensors(*networks)); !loaded) return loaded;
    TrainingStage::NamedTensors painter = namedParameters(*networks->t5, kT5Prefix);
    const std::string prefix = kUNetPrefix + (nested ? "" : innermostPrefix(config->model));
    for (auto& named : namedParameters(*networks->denoiser, prefix)) painter.push_back(named);
    if (auto loaded = loadStage(options.run, last, painter); !loaded) return loaded;

    if (auto made = makeFolder(options.folder); !made) return made;
    const fs::path before = options.folder / "model.json";
    std::error_code code;
    fs::remove(before, code);
    if (code) return Error{Code::WriteFailed, "cannot be replaced: " + code.message(), before.string(), ""};
    const auto save = [&](const torch::nn::Module& network, const char* name) {
        return saveWeights(network, options.folder / name, torch::kBFloat16, {{"format", "pt"}});
    };
    if (auto saved = save(*networks->t5, "t5.safetensors"); !saved) return saved;
    if (auto saved = save(*networks->denoiser, "unet.safetensors"); !saved) return saved;
    if (auto saved = save(*networks->pictureTokenizer, "vq.safetensors"); !saved) return saved;
    if (auto copied = copyFile(options.run / "tokenizer.model", options.folder / manifest.text.file); !copied)
        return copied;
    if (auto written = writeVocabulary(*config, *world, options.folder); !written) return written;

    auto pieces = SentencePiece::open(options.folder / manifest.text.file);
    if (!pieces) return pieces.error();
    manifest.text.pieces = pieces->pieceCount();
    const std::pair<std::string, std::string> files[] = {
        {"t5.safetensors", "t5"},    {"unet.safetensors", "unet"},
        {"vq.safetensors", "vq"},    {manifest.text.file, "tokenizer"},
        {"words.txt", "vocabulary"}, {"related-words.txt", "related_words"}};
    for (const auto& [path, role] : files) {
        auto file = describeModelFile(options.folder, path, role);
        if (!file) return file.error();
        manifest.files.push_back(*std::move(file));
    }
    auto pictures = picturesSeen(options.run);
    if (!pictures) return pictures.error();
    manifest.training = {
        .config = options.config.filename().string(), .pictures = *pictures, .commit = options.commit};
    return writeManifest(options.folder, manifest);
}

}  // namespace kaleido
