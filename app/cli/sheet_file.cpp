#include "app/cli/sheet_file.h"

#include "app/cli/painting.h"
#include "app/sheet/picture_image.h"
#include "engine/io/atomic_file.h"
#include "engine/io/picture_file.h"

namespace kaleido::cli {
namespace {

Result<std::string> pngOf(const sheet::Sheet& sheet) {
    auto image = sheet.compose();
    if (!image) return image.error();
    return encodePng(sheet::toPicture(*image));
}

/// What viewers of generated pictures show; of a grid, its first picture's.
PictureMetadata metadataOf(const std::vector<PictureRecord>& records) {
    const PictureRecord& first = records.front();
    PictureMetadata metadata{.parameters = {.caption = first.plan.caption,
                                            .negative = first.negative,
                                            .steps = first.steps,
                                            .sampler = samplerTitle(first.sampler),
                                            .guidance = first.guidance,
                                            .seed = first.seed,
                                            .width = first.width,
                                            .height = first.height,
                                            .modelHash = first.modelHash,
                                            .model = first.modelId,
                                            .cads = first.cads,
                                            .version = first.codeVersion},
                             .kaleido = recordsToJson(records)};
    if (first.kinds != Kinds::none()) {
        metadata.parameters.planSeed = first.plan.provenance.planSeed;
        metadata.parameters.planIndex = first.plan.provenance.planIndex;
    }
    return metadata;
}

Result<void> writeWithRecords(const Result<std::string>& png, const std::filesystem::path& path,
                              const std::vector<PictureRecord>& records, const MetadataOptions& options) {
    if (!png) return png.error();
    PictureMetadata metadata = metadataOf(records);
    metadata.xmp = options.xmp;
    auto told = withMetadata(*png, metadata, options.choice);
    if (!told) return told.error();
    return writeFileAtomically(path, *told);
}

}  // namespace

Result<void> writeSheet(const sheet::Sheet& sheet, const std::filesystem::path& path) {
    auto png = pngOf(sheet);
    if (!png) return png.error();
    return writeFileAtomically(path, *png);
}

Result<void> writeSheet(const sheet::Sheet& sheet, const std::filesystem::path& path,
                        const std::vector<PictureRecord>& records, const MetadataOptions& options) {
    return writeWithRecords(pngOf(sheet), path, records, options);
}

Result<void> writePainted(const Picture& picture, const std::filesystem::path& path,
                          const PictureRecord& record, const MetadataOptions& options) {
    return writeWithRecords(encodePng(picture), path, {record}, options);
}

Result<MetadataChoice> parseMetadataChoice(const std::string& text) {
    if (text == "full") return MetadataChoice::Full;
    if (text == "settings") return MetadataChoice::Settings;
    if (text == "none") return MetadataChoice::None;
    return Error{Code::Usage, "must be full, settings or none", "", "--metadata"};
}

}  // namespace kaleido::cli
