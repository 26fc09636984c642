#include "app/export/restored_pictures.h"

#include "engine/io/mapped_file.h"
#include "engine/io/picture_file.h"
#include "engine/io/png_chunks.h"

#include <QCoreApplication>

#include <algorithm>

namespace kaleido {
namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(RestoredPictures)
};

}  // namespace

Result<RestoredPictures> restoreFrom(const std::filesystem::path& file, const ModelInfo& model) {
    const auto bytes = readWholeFile(file, kMaxPictureFileBytes);
    if (!bytes) return bytes.error();
    if (!bytes->starts_with(kPngSignature))
        return Error{Code::BadInput, "is no PNG file; only those bring back what they were painted from",
                     file.string(), ""};
    const auto records = recordsOfPng(*bytes, file.string());
    if (!records) return records.error();
    if (auto fine = checkPlans(*records, model.plan, file.string()); !fine) return fine.error();
    RestoredPictures restored{paintSetsOf(*records), PaintedAgain::Same, records->front().modelId};
    for (const PictureRecord& record : *records)
        restored.again = std::max(restored.again, paintedAgain(record, model));
    return restored;
}

QString paintedAgainText(const RestoredPictures& restored) {
    switch (restored.again) {
        case PaintedAgain::Same:
            return Text::tr("Painting again gives the same picture, pixel by pixel.");
        case PaintedAgain::Close:
            return Text::tr(
                "Painting again comes close, but not to the pixel: it was painted by another version or on "
                "another "
                "kind of processor.");
        case PaintedAgain::OtherModel:
            break;
    }
    return Text::tr("Painting again gives another picture: it was painted by another model (%1).")
        .arg(QString::fromStdString(restored.modelId));
}

}  // namespace kaleido
