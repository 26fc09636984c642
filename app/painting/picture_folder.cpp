#include "app/painting/picture_folder.h"

#include "app/painting/sheet_file.h"
#include "engine/io/atomic_file.h"
#include "engine/io/folder.h"
#include "engine/io/mapped_file.h"
#include "engine/io/picture_file.h"
#include "engine/io/png_text.h"
#include "engine/io/sha256.h"

#include <algorithm>

namespace kaleido {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kNameDigits = 32;  ///< of the hash: 128 bits

/// What a picture shows depends on this alone, but for rounding.
std::string essence(PictureRecord record) {
    record.width = record.height = record.microBatch = record.row = record.column = 0;
    record.run = record.codeVersion = record.device = "";
    return writeJson(recordToValue(record));
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

}  // namespace

Result<void> PictureFolder::make() const {
    return makeFolder(m_folder);
}

fs::path PictureFolder::fileOf(const PictureRecord& record) const {
    return m_folder / (sha256(essence(record)).substr(0, kNameDigits) + ".png");
}

Result<std::optional<Picture>> PictureFolder::picture(const PictureRecord& record) const {
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

std::optional<PictureRecord> PictureFolder::told(const PictureRecord& record) const {
    const fs::path path = fileOf(record);
    const auto bytes = isThere(path) ? readWholeFile(path, kMaxPictureFileBytes) : Result<std::string>("");
    if (!bytes || !decodePicture(*bytes, path)) return std::nullopt;
    return recordIn(*bytes, path, record);
}

Result<void> PictureFolder::keep(const Picture& picture, PictureRecord record) const {
    record.row = record.column = 0;  // the same picture may stand in several cells
    return writePainted(picture, fileOf(record), record);
}

Result<void> PictureFolder::take(const PictureFolder& from, const PictureRecord& record) const {
    auto bytes = readWholeFile(from.fileOf(record), kMaxPictureFileBytes);
    return bytes ? writeFileAtomically(fileOf(record), *bytes) : bytes.error();
}

}  // namespace kaleido
