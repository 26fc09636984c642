#include "engine/kaleido/model.h"

#include "engine/base/machine.h"
#include "engine/text/sentence_piece.h"

namespace kaleido {
namespace {

Error manifestError(const ModelManifest& manifest, const std::string& field, const std::string& message) {
    return {Code::BadManifest, message, (manifest.folder / "model.json").string(), field};
}

/// The file with a role, or an error that says that it is not listed.
Result<std::filesystem::path> fileOf(const ModelManifest& manifest, const std::string& role) {
    const ModelFile* file = manifest.fileFor(role);
    if (!file)
        return manifestError(manifest, "/files",
                             "no file has the role '" + role + "'; the model is incomplete");
    return manifest.pathOf(*file);
}

}  // namespace

std::string precisionText(Precision precision) {
    return precision == Precision::BFloat16 ? "bfloat16" : "float32";
}

Precision fastestPrecision() {
    return cpuFacts().fastBfloat16 ? Precision::BFloat16 : Precision::Float32;
}

Result<std::vector<NoiseSchedule>> schedulesOf(const ModelManifest& manifest,
                                               const std::vector<std::int64_t>& scales) {
    const DiffusionFormat& diffusion = manifest.diffusion;
    auto type = parseScheduleType(diffusion.schedule);
    if (!type) return manifestError(manifest, "/diffusion/schedule", type.error().message);
    return schedulesOfScales(NoiseSchedule::make(*type, diffusion.steps), scales, diffusion.shifted,
                             diffusion.power);
}

Result<std::shared_ptr<const KaleidoModel>> KaleidoModel::load(const std::filesystem::path& folder,
                                                               Precision precision) {
    auto manifest = readManifest(folder);
    if (!manifest) return manifest.error();
    if (auto intact = verifyFiles(*manifest); !intact) return intact.error();

    std::shared_ptr<KaleidoModel> model(new KaleidoModel);
    model->m_folder = folder;
    model->m_manifest = *std::move(manifest);
    model->m_precision = precision;

    auto tokenizer = fileOf(model->m_manifest, "tokenizer");
    if (!tokenizer) return tokenizer.error();
    auto pieces = SentencePiece::open(*tokenizer);
    if (!pieces) return pieces.error();
    if (pieces->pieceCount() != model->m_manifest.text.pieces) {
        return manifestError(model->m_manifest, "/text/pieces",
                             "is not the number of pieces in the tokenizer's file");
    }
    model->m_tokenizer = std::make_shared<const PlanTokenizer>(
        std::make_shared<const SentencePiece>(*std::move(pieces)), model->m_manifest.plan);
    if (model->m_tokenizer->layout().vocabSize() > model->m_manifest.text.vocabSize) {
        return manifestError(model->m_manifest, "/text/vocab_size",
                             "is too small for the pieces and the plan's codes");
    }
    auto vocabulary = fileOf(model->m_manifest, "vocabulary");
    if (!vocabulary) return vocabulary.error();
    const ModelFile* related = model->m_manifest.fileFor("related_words");
    auto words =
        Vocabulary::open(*vocabulary, related ? model->m_manifest.pathOf(*related) : std::filesystem::path());
    if (!words) return words.error();
    model->m_vocabulary = std::make_shared<const Vocabulary>(*std::move(words));

    auto networks = buildNetworks(model->m_manifest);
    if (!networks) return networks.error();
    model->m_networks = *std::move(networks);
    if (auto loaded = loadNetwork(model->t5(), model->m_manifest, "t5"); !loaded) return loaded.error();
    if (auto loaded = loadNetwork(model->denoiser(), model->m_manifest, "unet"); !loaded)
        return loaded.error();
    if (auto loaded = loadNetwork(model->pictureTokenizer(), model->m_manifest, "vq"); !loaded)
        return loaded.error();
    if (precision == Precision::BFloat16) model->denoiser().to(torch::kBFloat16);
    toChannelsLast(model->denoiser());
    for (torch::nn::Module* network : std::initializer_list<torch::nn::Module*>{
             &model->t5(), &model->denoiser(), &model->pictureTokenizer()}) {
        for (torch::Tensor& parameter : network->parameters()) parameter.set_requires_grad(false);
        network->eval();
    }

    auto schedules = schedulesOf(model->m_manifest, model->denoiser().scales());
    if (!schedules) return schedules.error();
    model->m_schedules = *std::move(schedules);
    return std::shared_ptr<const KaleidoModel>(model);
}

std::vector<std::int64_t> KaleidoModel::sides() const {
    const auto scales = denoiser().scales();
    std::vector<std::int64_t> sides;
    for (const std::int64_t scale : scales) sides.push_back(m_manifest.resolution * scale / scales.front());
    return sides;
}

}  // namespace kaleido
