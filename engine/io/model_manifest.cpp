#include "engine/io/model_manifest.h"

#include "engine/base/limits.h"
#include "engine/io/atomic_file.h"
#include "engine/io/json_value.h"
#include "engine/io/mapped_file.h"
#include "engine/io/printable.h"
#include "engine/io/sha256.h"

#include <fmt/format.h>
#include <algorithm>
#include <system_error>
#include <utility>

namespace kaleido {
namespace {

namespace fs = std::filesystem;

constexpr const char* kManifestName = "model.json";

/// What is wrong with the index-th file, told as a fault of model.json.
Error badFile(const ModelManifest& manifest, std::size_t index, const char* key, const std::string& problem) {
    return Error{Code::BadManifest,
                 fmt::format("{} {}; fetch the model anew", inQuotes(manifest.files[index].path), problem),
                 (manifest.folder / kManifestName).string(), fmt::format("/files/{}/{}", index, key)};
}

/// Size of a regular file, or what is wrong with it.
Result<std::uint64_t> regularFileSize(const fs::path& path) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    const auto bad = [&](const char* message) { return Error{Code::NotFound, message, path.string(), {}}; };
    if (status.type() == fs::file_type::not_found) return bad("is missing");
    if (status.type() == fs::file_type::directory) return bad("is a folder; a file is needed");
    if (status.type() != fs::file_type::regular) return bad("is not a regular file that can be read");
    const std::uint64_t size = fs::file_size(path, error);
    if (error) return bad("has no size that can be read");
    return size;
}

Result<void> checkSizes(const ModelManifest& manifest) {
    for (std::size_t i = 0; i < manifest.files.size(); ++i) {
        const ModelFile& file = manifest.files[i];
        const Result<std::uint64_t> size = regularFileSize(manifest.pathOf(file));
        if (!size) return badFile(manifest, i, "path", size.error().message);
        if (*size != file.size) {
            return badFile(manifest, i, "size", fmt::format("has {} bytes, {} are listed", *size, file.size));
        }
    }
    return {};
}

}  // namespace

const ModelFile* ModelManifest::fileFor(std::string_view role) const {
    const auto found =
        std::find_if(files.begin(), files.end(), [&](const ModelFile& f) { return f.role == role; });
    return found == files.end() ? nullptr : &*found;
}

Result<ModelManifest> readManifest(const fs::path& folder) {
    const fs::path path = folder / kManifestName;
    Result<std::string> text = readWholeFile(path, kMaxManifestBytes);
    if (!text) {
        Error error = withCode(text.error(), Code::BadManifest);
        if (error.code == Code::NotFound) error.message = "no model in this folder: " + error.message;
        return error;
    }
    Result<ModelManifest> manifest = manifestFromJson(*text, path.string());
    if (!manifest) return manifest;
    manifest->folder = folder;
    if (Result<void> checked = checkSizes(*manifest); !checked) return checked.error();
    return manifest;
}

Result<void> verifyFiles(const ModelManifest& manifest, const CancelToken& cancel) {
    for (std::size_t i = 0; i < manifest.files.size(); ++i) {
        cancel.checkpoint();
        const ModelFile& file = manifest.files[i];
        const Result<std::string> hash = sha256File(manifest.pathOf(file));
        if (!hash) return badFile(manifest, i, "path", hash.error().message);
        if (*hash != file.sha256) {
            return badFile(manifest, i, "sha256",
                           fmt::format("holds other bytes than listed (SHA-256 {})", *hash));
        }
    }
    return {};
}

Result<ModelFile> describeModelFile(const fs::path& folder, const std::string& path, std::string role) {
    const Result<std::uint64_t> size = regularFileSize(folder / path);
    if (!size) return size.error();
    const Result<std::string> hash = sha256File(folder / path);
    if (!hash) return hash.error();
    return ModelFile{.path = path, .role = std::move(role), .size = *size, .sha256 = *hash};
}

Result<void> writeManifest(const fs::path& folder, const ModelManifest& manifest) {
    return writeFileAtomically(folder / kManifestName, manifestToJson(manifest));
}

}  // namespace kaleido
