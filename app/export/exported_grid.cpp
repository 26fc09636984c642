#include "app/export/exported_grid.h"

#include "app/painting/output_path.h"
#include "app/painting/picture_grid.h"
#include "app/painting/picture_records.h"
#include "engine/io/picture_file.h"
#include "engine/store/project_store.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace kaleido {
namespace {

Result<PaintSet> setOf(const ProjectStore& store, const NewRun& request) {
    PaintSet set{paintingOf(request.settings), {}, request.settings.seed, request.pictures};
    for (const RevisionId revision : request.plans) {
        auto plan = store.plans().plan(revision);
        if (!plan) return plan.error();
        set.plans.push_back(*std::move(plan));
    }
    return set;
}

/// A run's grid has its plans in rows, their pictures in columns.
Result<Painted> paintedAt(const ProjectStore& store, const StoredPicture& stored) {
    const auto png = store.pictures().png(stored.id);
    if (!png) return png.error();
    auto records = recordsOfPng(*png, "");
    if (!records) return records.error();
    auto picture = decodePicture(*png);
    if (!picture) return picture.error();
    return Painted{std::move(records->front()), *std::move(picture), stored.row, stored.column};
}

Result<std::vector<Painted>> paintedOf(const ProjectStore& store, const Run& run) {
    const auto ids = store.pictures().ids({.run = run.id});
    if (!ids) return ids.error();
    const auto stored = store.pictures().list(*ids);
    if (!stored) return stored.error();
    std::vector<Painted> painted;
    for (const StoredPicture& one : *stored) {
        const bool inside = one.row >= 0 && one.row < static_cast<int>(run.request.plans.size()) &&
                            one.column >= 0 && one.column < run.request.pictures;
        if (!inside) return Error{Code::BadInput, "a picture stands outside of its run's grid", "", ""};
        auto picture = paintedAt(store, one);
        if (!picture) return picture.error();
        painted.push_back(*std::move(picture));
    }
    std::ranges::sort(painted, {}, [](const Painted& one) { return std::tie(one.plan, one.index); });
    return painted;
}

}  // namespace

Result<std::vector<std::filesystem::path>> exportGrid(const ProjectStore& store, RunId run,
                                                      const std::filesystem::path& file,
                                                      const GridExportOptions& options) {
    const auto found = store.runs().run(run);
    if (!found) return found.error();
    if (!found->request.comparison.empty())
        return Error{Code::Usage, "a comparison is exported with its own rows and columns", "", ""};
    const auto set = setOf(store, found->request);
    if (!set) return set.error();
    const auto painted = paintedOf(store, *found);
    if (!painted) return painted.error();
    if (painted->empty())
        return Error{Code::BadInput, "there is no picture outside of the bin to export", "", ""};
    std::vector<std::filesystem::path> files;
    for (const GridPage& page : layoutPages(*set, *painted,
                                            {.title = found->request.settings.plan.caption,
                                            .modelTitle = options.modelTitle,
                                            .modelHash = options.modelHash,
                                            .scale = options.scale,
                                            .filter = options.filter})) {
        const std::filesystem::path path = freePath(file);
        if (auto written = writeSheet(page.sheet, path, page.records, options.file); !written)
            return written.error();
        files.push_back(path);
    }
    return files;
}

}  // namespace kaleido
