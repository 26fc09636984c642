#include "engine/io/json_value.h"
#include "engine/io/model_manifest.h"
#include "engine/io/model_manifest_names.h"

#include <fmt/format.h>
#include <stdexcept>
#include <utility>

namespace kaleido {
namespace {

using Array = JsonValue::Array;
using Object = JsonValue::Object;

JsonValue parsedSection(const std::string& text, const char* name) {
    Result<JsonValue> section = parseJson(text, name);
    if (!section || !section->object()) {
        throw std::invalid_argument(fmt::format("model manifest: section {} is no JSON object", name));
    }
    return *std::move(section);
}

Object textSection(const TextFormat& text) {
    return {{"tokenizer", text.tokenizer},
            {"file", text.file},
            {"pieces", text.pieces},
            {"vocab_size", text.vocabSize}};
}

Object planSection(const PlanFormat& plan) {
    Array kinds;
    for (const auto& [name, member] : kManifestKinds) {
        if (plan.kinds.*member) kinds.emplace_back(name);
    }
    Object voken = {{"grid", Array{plan.tokenColumns, plan.tokenRows}}, {"codes", plan.tokenCodes}};
    Object color = {{"grid", Array{plan.colorColumns, plan.colorRows}}, {"levels", plan.colorLevels}};
    return {{"kinds", std::move(kinds)},    {"bins", plan.bins},         {"max_items", plan.maxItems},
            {"max_tokens", plan.maxTokens}, {"voken", std::move(voken)}, {"color", std::move(color)}};
}

Object diffusionSection(const DiffusionFormat& diffusion) {
    return {{"schedule", diffusion.schedule},     {"steps", diffusion.steps},
            {"prediction", diffusion.prediction}, {"loss", diffusion.loss},
            {"shifted", diffusion.shifted},       {"power", diffusion.power}};
}

Object defaultsSection(const SamplingDefaults& defaults) {
    return {{"sampler", defaults.sampler},
            {"steps", defaults.steps},
            {"guidance", defaults.guidance},
            {"temperature", defaults.temperature},
            {"top_p", defaults.topP}};
}

Array filesSection(const std::vector<ModelFile>& files) {
    Array result;
    for (const ModelFile& file : files) {
        result.push_back(
            Object{{"path", file.path}, {"role", file.role}, {"size", file.size}, {"sha256", file.sha256}});
    }
    return result;
}

Object trainingSection(const TrainingFacts& training) {
    return {{"config", training.config}, {"pictures", training.pictures}, {"commit", training.commit}};
}

}  // namespace

std::string manifestToJson(const ModelManifest& manifest) {
    Object root = {{"format", kManifestFormat},
                   {"version", kManifestVersion},
                   {"id", manifest.id},
                   {"title", manifest.title},
                   {"licence", manifest.licence},
                   {"resolution", manifest.resolution},
                   {"text", textSection(manifest.text)},
                   {"plan", planSection(manifest.plan)},
                   {"t5", parsedSection(manifest.t5Json, "t5")},
                   {"unet", parsedSection(manifest.unetJson, "unet")}};
    if (!manifest.vqJson.empty()) root.emplace_back("vq", parsedSection(manifest.vqJson, "vq"));
    root.emplace_back("diffusion", diffusionSection(manifest.diffusion));
    root.emplace_back("defaults", defaultsSection(manifest.defaults));
    root.emplace_back("files", filesSection(manifest.files));
    root.emplace_back("training", trainingSection(manifest.training));
    return writeJson(std::move(root), {.indent = 2}) + "\n";
}

}  // namespace kaleido
