#include "app/cli/paint_set.h"
#include "app/painting/picture_records.h"
#include "engine/io/mapped_file.h"
#include "engine/io/picture_file.h"
#include "engine/io/plan_json.h"

#include <fmt/format.h>

#include <cstdio>

namespace kaleido::cli {
namespace {

constexpr std::string_view kPngSignature = "\x89PNG\r\n\x1a\n";

void sayHowClose(const PictureRecord& record, const ModelInfo& info, const std::string& path) {
    const PaintedAgain again = paintedAgain(record, info);
    if (again == PaintedAgain::OtherModel) {
        fmt::print(stderr, "note: {} was painted by another model ({}); expect other pictures\n", path,
                   record.modelId);
    } else if (again == PaintedAgain::Close) {
        fmt::print(stderr,
                   "note: {} was painted by {} on {}; here the pictures come close, but not to the pixel\n",
                   path, record.codeVersion, record.device);
    }
}

Result<std::vector<PaintSet>> fromPng(std::string_view png, const std::string& path, const ModelInfo& info) {
    auto records = recordsOfPng(png, path);
    if (!records) return records.error();
    if (auto fine = checkPlans(*records, info.plan, path); !fine) return fine.error();
    sayHowClose(records->front(), info, path);
    return paintSetsOf(*records);
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
