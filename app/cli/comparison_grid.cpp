#include "app/cli/comparison_grid.h"

#include "app/cli/cell_variety.h"
#include "app/cli/command.h"
#include "app/cli/interrupt.h"
#include "app/cli/output_path.h"
#include "app/cli/session.h"
#include "app/painting/sheet_file.h"
#include "engine/base/limits.h"
#include "engine/io/json_value.h"

#include <fmt/format.h>

#include <cstdio>
#include <vector>

namespace kaleido::cli {
namespace {

/// What the grid can carry of its pictures.
struct Told {
    std::vector<PictureRecord> records;
    MetadataOptions metadata;
};

/// Before every picture or strip of a grid, which may be large.
Result<void> goOn() {
    return checkInterrupt("stopped; no grid is written, all pictures are kept");
}

/// The records of the pictures that are there. Where they are too many for a file that can be read back, the settings
/// of the first alone.
Result<Told> tellOf(const ComparisonFolder& folder, const Comparison& comparison) {
    Told told;
    std::size_t bytes = 0;
    for (const sheet::GridPlace& place : placesOf(comparison)) {
        if (auto going = goOn(); !going) return going.error();
        auto record = folder.pictures().told(recordAt(comparison, place));
        if (!record) continue;
        record->row = place.row;
        record->column = place.column;
        bytes += writeJson(recordToValue(*record), {.ascii = true}).size();
        told.records.push_back(*std::move(record));
        if (bytes <= kMaxPngTextBytes / 2) continue;
        fmt::print(stderr,
                   "note: the grid has too many pictures to carry all their plans; the files in {} do\n",
                   folder.path().string());
        told.records.resize(1);
        told.metadata.choice = MetadataChoice::Settings;
        break;
    }
    return told;
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
    if (comparison.setSize > 1) {
        if (auto there = checkJudges(); !there) return there;
    }
    const QSize size = layoutComparison(turned(comparison), {}, m_options).size();
    if (size.width() <= sheet::Sheet::kMaxSide) return {};
    return Error{
        Code::Usage,
        fmt::format("the grid would be {} pixels wide, more than {}; choose a smaller --scale or --swap",
                    size.width(), sheet::Sheet::kMaxSide),
        "", ""};
}

Result<ComparisonGrid::Written> ComparisonGrid::write(Session& session, const ComparisonFolder& folder,
                                                      const std::filesystem::path& path) const {
    const Comparison comparison = turned(folder.comparison());
    ComparisonSheetOptions options = m_options;
    if (comparison.setSize > 1) {
        auto variety = varietyOfCells(session, folder, comparison);
        if (!variety) return variety.error();
        options.variety = *std::move(variety);
    }
    const auto picture = [&folder](const PictureRecord& record) {
        const auto found = folder.pictures().picture(record);
        return found && *found ? **found : Picture();
    };
    const auto told = tellOf(folder, comparison);
    if (!told) return told.error();
    const std::filesystem::path free = freeOutput(path);
    auto written = writeSheet(layoutComparison(comparison, picture, options), free, told->records,
                              {.metadata = told->metadata, .goOn = goOn});
    if (!written) return written.error();
    return Written{free, std::move(options.variety)};
}

}  // namespace kaleido::cli
