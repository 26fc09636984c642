#include "engine/base/limits.h"
#include "engine/io/json_format.h"
#include "engine/io/json_node.h"
#include "engine/io/json_value.h"
#include "engine/io/model_manifest.h"
#include "engine/io/model_manifest_names.h"
#include "engine/io/printable.h"
#include "engine/io/sha256.h"

#include <fmt/format.h>
#include <algorithm>
#include <tuple>
#include <utility>

namespace kaleido {
namespace {

constexpr int kPlanMarks = 16;  // <given> … <mask> and the reserved tokens

std::string filled(const JsonNode& node) {
    std::string text = node.text(kMaxManifestTextBytes);
    if (text.empty()) node.report("must not be empty");
    return text;
}

Kinds readKinds(const JsonNode& node) {
    Kinds kinds;
    for (const JsonNode& element : node.elements(kManifestKinds.size())) {
        const std::string name = element.text();
        const auto found = std::find_if(kManifestKinds.begin(), kManifestKinds.end(),
                                        [&](const ManifestKind& k) { return k.first == name; });
        if (found == kManifestKinds.end()) {
            element.report(fmt::format("unknown kind {}", inQuotes(name)));
        } else if (std::exchange(kinds.*(found->second), true)) {
            element.report(fmt::format("the kind {} stands twice", inQuotes(name)));
        }
    }
    return kinds;
}

/// A grid is [columns, rows].
std::pair<int, int> readGrid(const JsonNode& node) {
    const std::vector<JsonNode> sizes = node.elements(2);
    if (sizes.size() != 2) {
        node.report("two numbers are needed, columns and rows");
        return {};
    }
    return {sizes[0].integer(1, kMaxModelGridSide), sizes[1].integer(1, kMaxModelGridSide)};
}

PlanFormat readPlanFormat(const JsonNode& node) {
    PlanFormat plan;
    node.allowOnly({"kinds", "bins", "max_items", "max_tokens", "voken", "color"});
    plan.kinds = readKinds(node.at("kinds"));
    plan.bins = node.at("bins").integer(2, kMaxPlaceBins);
    plan.maxItems = node.at("max_items").integer(1, kMaxModelItems);
    plan.maxTokens = node.at("max_tokens").integer(16, kMaxModelTokens);
    const JsonNode voken = node.at("voken");
    voken.allowOnly({"grid", "codes"});
    std::tie(plan.tokenColumns, plan.tokenRows) = readGrid(voken.at("grid"));
    plan.tokenCodes = voken.at("codes").integer(1, kMaxTokenCodes);
    const JsonNode color = node.at("color");
    color.allowOnly({"grid", "levels"});
    std::tie(plan.colorColumns, plan.colorRows) = readGrid(color.at("grid"));
    plan.colorLevels = color.at("levels").integer(2, kMaxColorLevels);
    return plan;
}

TextFormat readTextFormat(const JsonNode& node, const PlanFormat& plan) {
    TextFormat text;
    node.allowOnly({"tokenizer", "file", "pieces", "vocab_size"});
    text.tokenizer = filled(node.at("tokenizer"));
    text.file = filled(node.at("file"));
    text.pieces = node.at("pieces").integer(3, kMaxManifestCount);
    text.vocabSize = node.at("vocab_size").integer(1, 2 * kMaxManifestCount);
    const int needed = text.pieces + kPlanMarks + plan.bins + plan.tokenCodes + plan.colorCodes();
    if (text.vocabSize < needed) {
        node.at("vocab_size")
            .report(fmt::format("{} tokens are too few; pieces, marks, bins and codes are {}", text.vocabSize,
                                needed));
    }
    return text;
}

DiffusionFormat readDiffusion(const JsonNode& node) {
    DiffusionFormat diffusion;
    node.allowOnly({"schedule", "steps", "prediction", "loss", "shifted", "power"});
    diffusion.schedule = filled(node.at("schedule"));
    diffusion.steps = node.at("steps").integer(2, kMaxManifestCount);
    diffusion.prediction = filled(node.at("prediction"));
    diffusion.loss = filled(node.at("loss"));
    diffusion.shifted = node.at("shifted").boolean();
    diffusion.power = node.at("power").number(0, 16);
    return diffusion;
}

SamplingDefaults readDefaults(const JsonNode& node) {
    SamplingDefaults defaults;
    node.allowOnly({"sampler", "steps", "guidance", "temperature", "top_p"});
    defaults.sampler = filled(node.at("sampler"));
    defaults.steps = node.at("steps").integer(1, kMaxManifestCount);
    defaults.guidance = node.at("guidance").number(-1000, 1000);
    defaults.temperature = node.at("temperature").number(0, 1000);
    defaults.topP = node.at("top_p").number(0, 1);
    return defaults;
}

/// True for "a.bin" and "a/b.bin", false for what is absolute, leads upwards or differs between systems.
bool staysInside(const std::string& path) {
    if (path.size() > kMaxModelPathBytes || path.find_first_of("\\:") != std::string::npos) return false;
    if (std::any_of(path.begin(), path.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }))
        return false;
    const std::filesystem::path parts(path);
    return parts.is_relative() &&
           std::all_of(parts.begin(), parts.end(), [](const std::filesystem::path& part) {
               return !part.empty() && part != "." && part != "..";
           });
}

ModelFile readFile(const JsonNode& node) {
    ModelFile file;
    node.allowOnly({"path", "role", "size", "sha256"});
    file.path = filled(node.at("path"));
    if (!staysInside(file.path)) node.at("path").report("must name a file inside the model's folder");
    file.role = filled(node.at("role"));
    file.size = node.at("size").integer<std::uint64_t>(0, std::uint64_t{1} << 62);
    file.sha256 = node.at("sha256").text();
    const bool digits = file.sha256.find_first_not_of("0123456789abcdef") == std::string::npos;
    if (file.sha256.size() != 64 || !digits)
        node.at("sha256").report("64 lower-case hexadecimal digits are needed");
    return file;
}

std::vector<ModelFile> readFiles(const JsonNode& node) {
    std::vector<ModelFile> files;
    for (const JsonNode& element : node.elements(kMaxModelFiles)) {
        ModelFile file = readFile(element);
        for (const ModelFile& other : files) {
            if (other.path == file.path) element.at("path").report("this file is listed twice");
            if (other.role == file.role) element.at("role").report("two files have this role");
        }
        files.push_back(std::move(file));
    }
    return files;
}

TrainingFacts readTraining(const JsonNode& node) {
    TrainingFacts training;
    node.allowOnly({"config", "pictures", "commit"});
    training.config = node.at("config").text(kMaxManifestTextBytes);
    training.pictures = node.at("pictures").integer<std::int64_t>(0, std::int64_t{1} << 53);
    training.commit = node.at("commit").text();
    return training;
}

/// A section whose keys another reader knows, as text.
std::string readRaw(const JsonNode& node) {
    if (!node.value().object()) node.report("an object is needed");
    return writeJson(node.value());
}

/// What does not depend on trained weights.
ModelManifest readDesign(const JsonNode& root) {
    ModelManifest manifest;
    manifest.id = filled(root.at("id"));
    manifest.title = filled(root.at("title"));
    manifest.licence = filled(root.at("licence"));
    manifest.resolution = root.at("resolution").integer(8, kMaxResolution);
    manifest.plan = readPlanFormat(root.at("plan"));
    manifest.text = readTextFormat(root.at("text"), manifest.plan);
    manifest.t5Json = readRaw(root.at("t5"));
    manifest.unetJson = readRaw(root.at("unet"));
    if (manifest.plan.kinds.tokens || root.find("vq")) manifest.vqJson = readRaw(root.at("vq"));
    manifest.diffusion = readDiffusion(root.at("diffusion"));
    manifest.defaults = readDefaults(root.at("defaults"));
    return manifest;
}

ModelManifest readDocument(const JsonNode& root) {
    checkFormat(root, kManifestFormat, kManifestVersion);
    root.allowOnly({"format", "version", "id", "title", "licence", "resolution", "text", "plan", "t5", "unet",
                    "vq", "diffusion", "defaults", "files", "training"});
    ModelManifest manifest = readDesign(root);
    manifest.files = readFiles(root.at("files"));
    manifest.training = readTraining(root.at("training"));
    const bool listed = std::any_of(manifest.files.begin(), manifest.files.end(),
                                    [&](const ModelFile& file) { return file.path == manifest.text.file; });
    if (!listed) root.at("text").at("file").report("is not among the files");
    return manifest;
}

}  // namespace

Result<ModelManifest> manifestFromJson(std::string_view text, const std::string& path) {
    const Result<JsonValue> document = parseJson(text, path);
    if (!document) return withCode(document.error(), Code::BadManifest);
    JsonFault fault(Code::BadManifest, path);
    ModelManifest manifest = readDocument(JsonNode(*document, fault));
    if (fault.error()) return *fault.error();
    manifest.hash = sha256(text);
    return manifest;
}

ModelManifest readModelDesign(const JsonNode& node) {
    node.allowOnly({"id", "title", "licence", "resolution", "text", "plan", "t5", "unet", "vq", "diffusion",
                    "defaults"});
    return readDesign(node);
}

}  // namespace kaleido
