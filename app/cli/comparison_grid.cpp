#include "app/cli/comparison_grid.h"

#include "app/cli/output_path.h"
#include "app/painting/sheet_file.h"
#include "engine/base/limits.h"

#include <fmt/format.h>

#include <cstdio>
#include <vector>

namespace kaleido::cli {
namespace {

/// The records of the pictures that are there.
std::vector<PictureRecord> recordsOf(const ComparisonFolder& folder, const Comparison& comparison) {
    std::vector<PictureRecord> records;
    for (const sheet::GridPlace& place : placesOf(comparison)) {
        PictureRecord record = recordAt(comparison, place);
        if (std::filesystem::exists(folder.fileOf(record))) records.push_back(std::move(record));
    }
    return records;
}

}  // namespace

void ComparisonGrid::addTo(CLI::App& app) {
    const std::string group = "Grid";
    app.add_option("--out,-o", m_out, "The labelled grid (default: named by the caption)")
        ->type_name("FILE.png")
        ->group(group);
    app.add_flag("--swap", m_swap, "Exchange rows and columns")->group(group);
    app.add_option("--scale", m_options.scale, "Size of the pictures, ×1 … ×16 (default: fitting)")
        ->check(CLI::Range(1, 16))
        ->group(group);
    app.add_option("--filter", m_filter, "How it enlarges them: nearest or lanczos")
        ->check(CLI::IsMember({"nearest", "lanczos"}))
        ->capture_default_str()
        ->group(group);
}

std::filesystem::path ComparisonGrid::file(const std::string& fallback) const {
    return m_out.empty() ? std::filesystem::path(fallback) : m_out;
}

Comparison ComparisonGrid::turned(const Comparison& comparison) const {
    return m_swap ? exchanged(comparison) : comparison;
}

Result<void> ComparisonGrid::check(const Comparison& comparison) {
    m_options.filter = m_filter == "lanczos" ? sheet::Filter::Lanczos : sheet::Filter::Nearest;
    if (auto fine = checkOutput(m_out, ".png", "--out"); !fine) return fine;
    const QSize size = layoutComparison(turned(comparison), {}, m_options).size();
    if (size.width() <= sheet::Sheet::kMaxSide) return {};
    return Error{
        Code::Usage,
        fmt::format("the grid would be {} pixels wide, more than {}; choose a smaller --scale or --swap",
                    size.width(), sheet::Sheet::kMaxSide),
        "", ""};
}

Result<std::filesystem::path> ComparisonGrid::write(const ComparisonFolder& folder,
                                                    const std::filesystem::path& path) const {
    const Comparison comparison = turned(folder.comparison());
    const auto picture = [&folder](const PictureRecord& record) {
        const auto found = folder.picture(record);
        return found && *found ? **found : Picture();
    };
    const std::vector<PictureRecord> records = recordsOf(folder, comparison);
    MetadataOptions metadata;
    if (recordsToJson(records).size() > kMaxPngTextBytes / 2) {
        metadata.choice = MetadataChoice::Settings;
        fmt::print(stderr,
                   "note: the grid has too many pictures to carry all their plans; the files in {} do\n",
                   folder.path().string());
    }
    const std::filesystem::path free = freeOutput(path);
    auto written = writeSheet(layoutComparison(comparison, picture, m_options), free, records, metadata);
    if (!written) return written.error();
    return free;
}

}  // namespace kaleido::cli
