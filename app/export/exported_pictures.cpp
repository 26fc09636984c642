#include "app/export/exported_pictures.h"

#include "app/painting/output_path.h"
#include "app/painting/picture_records.h"
#include "engine/base/limits.h"
#include "engine/io/atomic_file.h"
#include "engine/io/picture_file.h"
#include "engine/io/png_text.h"
#include "engine/store/project_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace kaleido {
namespace {

constexpr std::size_t kMaxCaptionInName = 60;  ///< so that what tells pictures apart is not cut off

/// A project's picture has one record.
Result<PictureRecord> recordOf(std::string_view stored) {
    auto records = recordsOfPng(stored, "");
    return records ? Result<PictureRecord>(std::move(records->front())) : records.error();
}

std::string valueOf(std::string_view word, const PictureRecord& record, int number) {
    if (word == "caption") {
        std::string caption = fileNameFor(record.plan.caption, "");
        caption.resize(std::min(caption.size(), kMaxCaptionInName));
        return caption;
    }
    if (word == "plan") return fmt::format("{}", record.plan.provenance.planIndex + 1);
    if (word == "seed") return fmt::format("{}", record.seed);
    if (word == "model") return record.modelId;
    if (word == "number") return fmt::format("{:03}", number);
    return {};
}

Result<std::filesystem::path> exportOne(std::string_view stored, const std::filesystem::path& folder,
                                        int number, const ExportOptions& options) {
    const auto record = recordOf(stored);
    if (!record) return record.error();
    const auto name = exportedName(options.pattern, *record, number);
    if (!name) return name.error();
    const auto png = exportedPng(stored, options);
    if (!png) return png.error();
    const std::filesystem::path path = freePath(folder / *name);
    const auto written = writeFileAtomically(path, *png);
    return written ? Result<std::filesystem::path>(path) : written.error();
}

}  // namespace

Result<std::string> exportedPng(std::string_view stored, const ExportOptions& options) {
    auto picture = decodePicture(stored);
    if (!picture) return picture.error();
    const int scale = std::clamp(options.scale, 1, kMaxExportScale);
    if (scale > 1)
        *picture = sheet::resized(*picture, picture->width * scale, picture->height * scale, options.filter);
    if (options.metadata.choice == MetadataChoice::None) return encodePng(*picture);
    const auto record = recordOf(stored);
    return record ? paintedPng(*picture, *record, options.metadata) : record.error();
}

Result<std::string> exportedName(const std::string& pattern, const PictureRecord& record, int number) {
    static constexpr std::string_view kWords[] = {"caption", "plan", "seed", "model", "number"};
    std::string name;
    for (std::size_t at = 0; at < pattern.size();) {
        const std::size_t open = pattern.find('{', at);
        const std::size_t close = open == std::string::npos ? open : pattern.find('}', open);
        if (close == std::string::npos) {
            name += pattern.substr(at);
            break;
        }
        const std::string word = pattern.substr(open + 1, close - open - 1);
        if (std::ranges::find(kWords, word) == std::end(kWords)) {
            return Error{
                Code::Usage,
                fmt::format("a file name cannot have {{{}}}; it may have {{caption}}, {{plan}}, {{seed}}, "
                            "{{model}} and {{number}}",
                            word),
                "", ""};
        }
        name += pattern.substr(at, open - at) + valueOf(word, record, number);
        at = close + 1;
    }
    return fileNameFor(name, ".png");
}

Exported exportPictures(const ProjectStore& store, std::span<const PictureId> pictures,
                        const std::filesystem::path& folder, const ExportOptions& options) {
    Exported result;
    for (const PictureId id : pictures) {
        if (options.goOn) {
            if (auto asked = options.goOn(result.files.size()); !asked) return {result.files, asked};
        }
        const auto stored = store.pictures().png(id);
        if (!stored) return {result.files, stored.error()};
        auto file = exportOne(*stored, folder, static_cast<int>(result.files.size()) + 1, options);
        if (!file) return {result.files, file.error()};
        result.files.push_back(*std::move(file));
    }
    return result;
}

}  // namespace kaleido
