#include "app/painting/picture_records.h"

#include "app/painting/painting.h"
#include "engine/io/png_metadata.h"
#include "engine/io/png_text.h"
#include "engine/plan/validate.h"

#include <fmt/format.h>

#include <algorithm>

namespace kaleido {

Result<std::vector<PictureRecord>> recordsOfPng(std::string_view png, const std::string& path) {
    const auto texts = readPngTexts(png, path);
    if (!texts) return texts.error();
    const auto text = std::ranges::find(*texts, kKaleidoKeyword, &PngText::keyword);
    if (text == texts->end()) {
        return Error{Code::BadInput,
                     "carries no plan; only PNG files that were written with full metadata do", path, ""};
    }
    auto records = recordsFromJson(text->text, path);
    if (records && records->empty()) return Error{Code::BadInput, "holds no pictures", path, "/pictures"};
    return records;
}

Result<void> checkPlans(const std::vector<PictureRecord>& records, const PlanFormat& format,
                        const std::string& path) {
    for (std::size_t i = 0; i < records.size(); ++i) {
        if (auto fine = firstError(validate(records[i].plan, format)); !fine) {
            return Error{Code::BadPlan, fine.error().message, path,
                         fmt::format("/pictures/{}/plan{}", i, fine.error().field)};
        }
    }
    return {};
}

PaintedAgain paintedAgain(const PictureRecord& record, const ModelInfo& model) {
    if (record.modelHash != model.hash) return PaintedAgain::OtherModel;
    const bool same = record.codeVersion == codeVersion() && record.device == deviceText() &&
                      record.precision == precisionName(paintingOf(record));
    return same ? PaintedAgain::Same : PaintedAgain::Close;
}

}  // namespace kaleido
