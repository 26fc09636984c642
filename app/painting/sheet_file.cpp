#include "app/painting/sheet_file.h"

#include "app/sheet/picture_image.h"
#include "engine/base/sampler.h"
#include "engine/io/atomic_file.h"
#include "engine/io/picture_file.h"
#include "engine/io/png_strips.h"

namespace kaleido {
namespace {

constexpr int kStrip = 256;  ///< rows

/// What viewers of generated pictures show; of a grid, its first picture's.
PictureMetadata metadataOf(const std::vector<PictureRecord>& records, const MetadataOptions& options) {
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
                             .kaleido = recordsToJson(records),
                             .xmp = options.xmp};
    if (first.kinds != Kinds::none()) {
        metadata.parameters.planSeed = first.plan.provenance.planSeed;
        metadata.parameters.planIndex = first.plan.provenance.planIndex;
    }
    return metadata;
}

}  // namespace

Result<void> writeSheet(const sheet::Sheet& sheet, const std::filesystem::path& path,
                        const std::vector<PictureRecord>& records, const SheetFileOptions& options) {
    std::vector<PngText> texts;
    if (!records.empty())
        texts = metadataTexts(metadataOf(records, options.metadata), options.metadata.choice);
    auto file = PngStrips::create(path, sheet.size().width(), sheet.size().height(), texts);
    if (!file) return file.error();
    const auto composed = sheet.composeStrips(kStrip, [&](const QImage& rows) -> Result<void> {
        if (const auto asked = options.goOn ? options.goOn() : Result<void>(); !asked) return asked;
        return file->add(sheet::toPicture(rows));
    });
    return composed ? file->finish() : composed;
}

Result<std::string> paintedPng(const Picture& picture, const PictureRecord& record,
                               const MetadataOptions& options) {
    auto png = encodePng(picture);
    return png ? withMetadata(*png, metadataOf({record}, options), options.choice) : png;
}

Result<void> writePainted(const Picture& picture, const std::filesystem::path& path,
                          const PictureRecord& record, const MetadataOptions& options) {
    auto png = paintedPng(picture, record, options);
    return png ? writeFileAtomically(path, *png) : Result<void>(png.error());
}

}  // namespace kaleido
