#include "app/cli/paint_set.h"
#include "engine/io/mapped_file.h"
#include "engine/io/picture_file.h"
#include "engine/io/plan_json.h"
#include "engine/io/png_metadata.h"
#include "engine/io/png_text.h"
#include "engine/plan/validate.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

namespace kaleido::cli {
namespace {

constexpr std::string_view kPngSignature = "\x89PNG\r\n\x1a\n";

/// The pictures of one plan that were painted alike, by seed.
struct PlanPictures {
    Painting painting;
    Plan plan;
    std::vector<std::uint64_t> seeds;
};

std::vector<PlanPictures> byPlan(const std::vector<PictureRecord>& records) {
    std::vector<PlanPictures> result;
    for (const PictureRecord& record : records) {
        const Painting painting = paintingOf(record);
        auto found = std::find_if(result.begin(), result.end(), [&](const PlanPictures& pictures) {
            return pictures.painting == painting && pictures.plan == record.plan;
        });
        if (found == result.end()) found = result.insert(result.end(), {painting, record.plan, {}});
        found->seeds.push_back(record.seed);
    }
    return result;
}

/// One set for each run of neighbouring seeds of each plan.
std::vector<PaintSet> setsOf(const std::vector<PictureRecord>& records) {
    std::vector<PaintSet> sets;
    for (PlanPictures& pictures : byPlan(records)) {
        std::sort(pictures.seeds.begin(), pictures.seeds.end());
        pictures.seeds.erase(std::unique(pictures.seeds.begin(), pictures.seeds.end()), pictures.seeds.end());
        for (std::size_t i = 0; i < pictures.seeds.size(); ++i) {
            const bool follows = i > 0 && pictures.seeds[i] == pictures.seeds[i - 1] + 1;
            if (follows)
                ++sets.back().pictures;
            else
                sets.push_back({pictures.painting, {pictures.plan}, pictures.seeds[i], 1});
        }
    }
    return merged(std::move(sets));
}

void sayHowClose(const PictureRecord& record, const ModelInfo& info, const std::string& path) {
    if (record.modelHash != info.hash) {
        fmt::print(stderr, "note: {} was painted by another model ({}); expect other pictures\n", path,
                   record.modelId);
    } else if (record.codeVersion != codeVersion() || record.device != deviceText()) {
        fmt::print(stderr,
                   "note: {} was painted by {} on {}; here the pictures come close, but not to the pixel\n",
                   path, record.codeVersion, record.device);
    }
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

Result<std::vector<PaintSet>> fromPng(std::string_view png, const std::string& path, const ModelInfo& info) {
    auto texts = readPngTexts(png, path);
    if (!texts) return texts.error();
    const auto text = std::find_if(texts->begin(), texts->end(),
                                   [](const PngText& t) { return t.keyword == kKaleidoKeyword; });
    if (text == texts->end()) {
        return Error{Code::BadInput,
                     "carries no plan; only PNG files that were written with full metadata do", path, ""};
    }
    auto records = recordsFromJson(text->text, path);
    if (!records) return records.error();
    if (records->empty()) return Error{Code::BadInput, "holds no pictures", path, "/pictures"};
    if (auto fine = checkPlans(*records, info.plan, path); !fine) return fine.error();
    sayHowClose(records->front(), info, path);
    return setsOf(*records);
}

}  // namespace

Result<std::vector<PaintSet>> readPaintSets(const std::filesystem::path& path, const ModelInfo& info) {
    auto bytes = readWholeFile(path, kMaxPictureFileBytes);
    if (!bytes) return bytes.error();
    if (bytes->starts_with(kPngSignature)) return fromPng(*bytes, path.string(), info);
    auto file = readPlanFile(path, info.plan);
    if (!file) return file.error();
    for (const PlanFileIssue& issue : file->issues) {
        if (issue.issue.severity == Severity::Warning) {
            fmt::print(stderr, "note: {}: plan {}{}: {}\n", path.string(), issue.plan + 1,
                       pointerTo(issue.issue.part), issue.issue.message);
        }
    }
    return std::vector<PaintSet>{{defaultPainting(info), std::move(file->plans), 0, 0}};
}

}  // namespace kaleido::cli
