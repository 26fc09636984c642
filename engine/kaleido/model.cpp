#include "engine/kaleido/model.h"

#include "engine/base/machine.h"
#include "engine/text/sentence_piece.h"

#include <fmt/format.h>

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
                                                               Precision precision,
                                                               const CancelToken& cancel) {
    auto manifest = readManifest(folder);
    if (!manifest) return manifest.error();
    if (auto intact = verifyFiles(*manifest, cancel); !intact) return intact.error();

    std::shared_ptr<KaleidoModel> model(new KaleidoModel);
    model->m_folder = folder;
    model->m_manifest = *std::move(manifest);
    model->m_precision = precision;
    if (auto loaded = model->loadText(); !loaded) return loaded.error();
    if (auto loaded = model->loadNetworks(); !loaded) return loaded.error();
    if (auto made = model->makeSchedules(); !made) return made.error();
    return std::shared_ptr<const KaleidoModel>(model);
}

Result<void> KaleidoModel::loadText() {
    const TextFormat& text = m_manifest.text;
    if (text.tokenizer != "sentencepiece")
        return manifestError(m_manifest, "/text/tokenizer",
                             "unknown tokenizer; this program knows sentencepiece");
    auto pieces = SentencePiece::open(m_manifest.folder / text.file);
    if (!pieces) return pieces.error();
    if (pieces->pieceCount() != text.pieces)
        return manifestError(
            m_manifest, "/text/pieces",
            fmt::format("{} pieces are listed, {} holds {}", text.pieces, text.file, pieces->pieceCount()));
    m_tokenizer = std::make_shared<const PlanTokenizer>(
        std::make_shared<const SentencePiece>(*std::move(pieces)), m_manifest.plan);

    auto vocabulary = fileOf(m_manifest, "vocabulary");
    if (!vocabulary) return vocabulary.error();
    const ModelFile* related = m_manifest.fileFor("related_words");
    auto words =
        Vocabulary::open(*vocabulary, related ? m_manifest.pathOf(*related) : std::filesystem::path());
    if (!words) return words.error();
    m_vocabulary = std::make_shared<const Vocabulary>(*std::move(words));
    return {};
}

Result<void> KaleidoModel::loadNetworks() {
    auto networks = buildNetworks(m_manifest);
    if (!networks) return networks.error();
    m_networks = *std::move(networks);
    const std::pair<torch::nn::Module*, const char*> parts[] = {
        {&t5(), "t5"}, {&denoiser(), "unet"}, {&pictureTokenizer(), "vq"}};
    for (const auto& [network, role] : parts) {
        if (auto loaded = loadNetwork(*network, m_manifest, role); !loaded) return loaded;
        for (torch::Tensor& parameter : network->parameters()) parameter.set_requires_grad(false);
        network->eval();
    }
    if (m_precision == Precision::BFloat16) denoiser().to(torch::kBFloat16);
    toChannelsLast(denoiser());
    denoiser().freeze();
    return {};
}

Result<void> KaleidoModel::makeSchedules() {
    auto schedules = schedulesOf(m_manifest, denoiser().scales());
    if (!schedules) return schedules.error();
    m_schedules = *std::move(schedules);
    auto prediction = parsePrediction(m_manifest.diffusion.prediction);
    if (!prediction) return manifestError(m_manifest, "/diffusion/prediction", prediction.error().message);
    m_prediction = *prediction;
    return {};
}

std::vector<std::int64_t> KaleidoModel::sides() const {
    const auto scales = denoiser().scales();
    std::vector<std::int64_t> sides;
    for (const std::int64_t scale : scales) sides.push_back(m_manifest.resolution * scale / scales.front());
    return sides;
}

}  // namespace kaleido
