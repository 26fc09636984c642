#include "app/compare/comparison_folder.h"

#include "app/compare/comparison_file.h"
#include "app/painting/sheet_file.h"
#include "engine/io/atomic_file.h"
#include "engine/io/mapped_file.h"
#include "engine/io/picture_file.h"
#include "engine/io/png_text.h"
#include "engine/io/sha256.h"

#include <fmt/format.h>

#include <algorithm>

namespace kaleido {
namespace {

namespace fs = std::filesystem;

constexpr const char* kComparisonName = "comparison.json";
constexpr const char* kPicturesName = "pictures";
constexpr std::size_t kNameDigits = 32;  ///< of the hash: 128 bits

/// What a picture shows depends on this alone, but for rounding.
std::string essence(PictureRecord record) {
    record.width = record.height = record.microBatch = record.row = record.column = 0;
    record.run = record.codeVersion = record.device = "";
    return writeJson(recordToValue(record));
}

Result<void> makeFolders(const fs::path& folder) {
    std::error_code code;
    fs::create_directories(folder / kPicturesName, code);
    if (!code) return {};
    return Error{Code::WriteFailed, "the folder cannot be made: " + code.message(), folder.string(), ""};
}

Result<void> checkSameSubject(const Comparison& there, const Comparison& wanted, const fs::path& folder) {
    if (there.common.modelHash != wanted.common.modelHash) {
        return Error{Code::BadInput,
                     fmt::format("holds pictures of another model ({}, {}…); choose another folder",
                                 there.common.modelId, there.common.modelHash.substr(0, 10)),
                     folder.string(), ""};
    }
    if (there.common.plan.caption != wanted.common.plan.caption) {
        return Error{Code::BadInput,
                     fmt::format("holds pictures of another caption, \"{}\"; choose another folder",
                                 there.common.plan.caption),
                     folder.string(), ""};
    }
    return {};
}

/// The file's own record, if it is one of the picture of `record`.
std::optional<PictureRecord> recordIn(std::string_view png, const fs::path& path,
                                      const PictureRecord& record) {
    const auto texts = readPngTexts(png, path);
    if (!texts) return std::nullopt;
    const auto text = std::ranges::find(*texts, kKaleidoKeyword, &PngText::keyword);
    if (text == texts->end()) return std::nullopt;
    auto records = recordsFromJson(text->text, path.string());
    if (!records || records->size() != 1 || essence(records->front()) != essence(record)) return std::nullopt;
    return std::move(records->front());
}

bool isThere(const fs::path& path) {
    std::error_code code;
    return fs::exists(path, code);
}

/// The comparison a folder holds; nothing where there is no such folder yet.
Result<std::optional<Comparison>> stored(const fs::path& folder) {
    const fs::path file = folder / kComparisonName;
    if (!isThere(file)) return std::optional<Comparison>();
    auto text = readWholeFile(file, kMaxJsonBytes);
    if (!text) return text.error();
    auto comparison = comparisonFromJson(*text, file.string());
    if (!comparison) return comparison.error();
    return std::optional<Comparison>(*std::move(comparison));
}

}  // namespace

Result<ComparisonFolder> ComparisonFolder::open(const fs::path& folder) {
    auto comparison = stored(folder);
    if (!comparison) return comparison.error();
    if (!*comparison) {
        return Error{Code::NotFound,
                     fmt::format("is no folder of a comparison: it has no {}", kComparisonName),
                     folder.string(), ""};
    }
    return ComparisonFolder(folder, **std::move(comparison));
}

Result<std::vector<Plan>> ComparisonFolder::plansIn(const fs::path& folder, const Comparison& comparison) {
    auto there = stored(folder);
    if (!there) return there.error();
    if (!*there) return std::vector<Plan>();
    if (auto same = checkSameSubject(**there, comparison, folder); !same) return same.error();
    return (*there)->plans;
}

Result<ComparisonFolder> ComparisonFolder::create(const fs::path& folder, const Comparison& comparison) {
    if (auto plans = plansIn(folder, comparison); !plans) return plans.error();
    const fs::path file = folder / kComparisonName;
    const std::string text = comparisonToJson(comparison);
    // What could not be read back must not take the place of what can.
    if (auto back = comparisonFromJson(text, file.string()); !back) return back.error();
    if (auto made = makeFolders(folder); !made) return made.error();
    if (auto written = writeFileAtomically(file, text); !written) return written.error();
    return ComparisonFolder(folder, comparison);
}

fs::path ComparisonFolder::fileOf(const PictureRecord& record) const {
    return m_folder / kPicturesName / (sha256(essence(record)).substr(0, kNameDigits) + ".png");
}

Result<std::optional<Picture>> ComparisonFolder::picture(const PictureRecord& record) const {
    const fs::path path = fileOf(record);
    if (!isThere(path)) return std::optional<Picture>();
    auto bytes = readWholeFile(path, kMaxPictureFileBytes);
    if (!bytes) return bytes.error();
    auto picture = decodePicture(*bytes, path);
    if (!picture) return picture.error();
    if (!recordIn(*bytes, path, record))
        return Error{Code::BadInput, "is not the picture that its name says", path.string(), ""};
    return std::optional<Picture>(*std::move(picture));
}

std::optional<PictureRecord> ComparisonFolder::told(const PictureRecord& record) const {
    const fs::path path = fileOf(record);
    const auto bytes = isThere(path) ? readWholeFile(path, kMaxPictureFileBytes) : Result<std::string>("");
    if (!bytes || !decodePicture(*bytes, path)) return std::nullopt;
    return recordIn(*bytes, path, record);
}

Result<void> ComparisonFolder::keep(const Picture& picture, PictureRecord record) const {
    record.row = record.column = 0;  // the same picture may stand in several cells
    return writePainted(picture, fileOf(record), record);
}

Result<void> ComparisonFolder::take(const ComparisonFolder& from, const PictureRecord& record) const {
    auto bytes = readWholeFile(from.fileOf(record), kMaxPictureFileBytes);
    return bytes ? writeFileAtomically(fileOf(record), *bytes) : bytes.error();
}

}  // namespace kaleido
