#pragma once

#include "engine/base/cancel.h"
#include "engine/base/error.h"
#include "engine/plan/format.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace kaleido {

class JsonNode;

/// One file of a model folder.
struct ModelFile {
    std::string path;  ///< below the folder, with forward slashes; never leads out of it
    std::string role;  ///< "t5", "unet", "vq", "tokenizer", …; one file each
    std::uint64_t size = 0;
    std::string sha256;  ///< 64 lower-case hexadecimal digits

    bool operator==(const ModelFile&) const = default;
};

/// How captions and words become tokens.
struct TextFormat {
    std::string tokenizer = "sentencepiece";
    std::string file = "tokenizer.model";  ///< one of the model's files
    int pieces = 0;                        ///< sentencepiece pieces; the plan's own tokens follow them
    int vocabSize = 0;                     ///< all tokens, rounded up to a multiple of 64

    bool operator==(const TextFormat&) const = default;
};

/// How the painter was trained. The names are those of engine/diffusion, which refuses unknown ones.
struct DiffusionFormat {
    std::string schedule = "cosine_cap";
    int steps = 1000;
    std::string prediction = "v";
    std::string loss = "v";
    bool shifted = true;  ///< each level's schedule is shifted by its size against the innermost
    double power = 1;     ///< exponent p of that shift

    bool operator==(const DiffusionFormat&) const = default;
};

/// What is used where the user chooses nothing.
struct SamplingDefaults {
    std::string sampler = "dpmpp_2m";
    int steps = 20;
    double guidance = 4;
    double temperature = 1;
    double topP = 1;

    bool operator==(const SamplingDefaults&) const = default;
};

struct TrainingFacts {
    std::string config;         ///< name or text of the training configuration
    std::int64_t pictures = 0;  ///< training pictures seen
    std::string commit;         ///< of this project's code

    bool operator==(const TrainingFacts&) const = default;
};

/// A model folder as its model.json tells it: everything needed to build the model and nothing of its weights.
struct ModelManifest {
    std::string id;
    std::string title;
    std::string licence;
    int resolution = 64;  ///< side of the pictures at the highest scale, pixels
    TextFormat text;
    PlanFormat plan;
    std::string t5Json;    ///< section "t5" as JSON text; its keys are checked by parseT5Config
    std::string unetJson;  ///< section "unet", for parseUNetConfig
    std::string vqJson;    ///< section "vq"; empty if the model has no visual tokens
    DiffusionFormat diffusion;
    SamplingDefaults defaults;
    std::vector<ModelFile> files;
    TrainingFacts training;

    std::filesystem::path folder;  ///< set by readManifest
    std::string hash;  ///< SHA-256 of model.json, which names the model everywhere; set on reading

    /// The file with this role; null if there is none.
    const ModelFile* fileFor(std::string_view role) const;
    std::filesystem::path pathOf(const ModelFile& file) const { return folder / file.path; }
    bool operator==(const ModelManifest&) const = default;
};

constexpr int kManifestVersion = 1;

/// Reads folder/model.json and checks that its files are there and as long as it says. Strict: an unknown, missing
/// or mistyped key is an error that names it by JSON pointer, a newer version is refused. Errors: Code::NotFound
/// if there is no model.json, else Code::BadManifest. Hashes are left to verifyFiles(), so that listing models is
/// quick.
Result<ModelManifest> readManifest(const std::filesystem::path& folder);

/// Compares every file with its SHA-256; Code::BadManifest names the file that differs. Reads all bytes: called
/// when a model is loaded. Throws Cancelled between files.
Result<void> verifyFiles(const ModelManifest& manifest, const CancelToken& cancel = {});

/// The text of a model.json as a manifest (without folder); `path` is for messages. Touches no file.
Result<ModelManifest> manifestFromJson(std::string_view text, const std::string& path);

/// The design of a model that is still to be trained, as it stands in a training configuration: the keys of model.json but
/// for format, version, files and training. Faults go to the node's document.
ModelManifest readModelDesign(const JsonNode& node);

/// The text of model.json. The same manifest gives the same bytes. Throws std::invalid_argument if a section that
/// is JSON text is no JSON object, or if a text is not UTF-8.
std::string manifestToJson(const ModelManifest& manifest);

/// What model.json says of folder/path: its size and SHA-256, taken now.
Result<ModelFile> describeModelFile(const std::filesystem::path& folder, const std::string& path,
                                    std::string role);

/// Writes folder/model.json, whole or not at all.
Result<void> writeManifest(const std::filesystem::path& folder, const ModelManifest& manifest);

}  // namespace kaleido
