#include "app/cli/generate_results.h"

#include "app/cli/output_path.h"
#include "app/painting/sheet_file.h"
#include "engine/io/folder.h"
#include "engine/io/plan_json.h"
#include "engine/plan/kinds.h"

#include <fmt/format.h>

#include <cstdio>

namespace kaleido::cli {
namespace {

namespace fs = std::filesystem;

/// `--metadata`: one of the words it is checked for.
MetadataChoice metadataChoiceOf(const std::string& word) {
    if (word == "full") return MetadataChoice::Full;
    return word == "settings" ? MetadataChoice::Settings : MetadataChoice::None;
}

JsonValue settingsOf(const PaintSet& set) {
    const Painting& painting = set.painting;
    return JsonValue::Object{{"kinds", formatKinds(painting.kinds)},
                             {"negative", painting.negative},
                             {"seed", set.seed},
                             {"pictures", set.pictures},
                             {"sampler", painting.sampler},
                             {"eta", painting.eta},
                             {"steps", painting.steps},
                             {"guidance", painting.guidance},
                             {"rescale", painting.rescale},
                             {"cads", painting.cads.on() ? cadsToValue(painting.cads) : JsonValue()},
                             {"precision", precisionName(painting)}};
}

}  // namespace

void GenerateResults::addTo(CLI::App& app) {
    const std::string group = "Results";
    app.add_option("--out,-o", m_out,
                   "The labelled grid (default: named by the caption; further grids get -2, -3, …)")
        ->type_name("FILE.png")
        ->group(group);
    app.add_option("--pictures-to", m_folder, "Write each picture into this folder as well")
        ->type_name("FOLDER")
        ->group(group);
    app.add_option("--metadata", m_metadata, "What the PNG files tell: full, settings or none")
        ->check(CLI::IsMember({"full", "settings", "none"}))
        ->capture_default_str()
        ->group(group);
    app.add_flag("--no-xmp", m_noXmp, "Leave out the mark that says a trained model made the picture")
        ->group(group);
    app.add_option("--scale", m_grid.scale, "Size of the pictures in the grid, ×1 … ×16 (default: fitting)")
        ->check(CLI::Range(1, 16))
        ->group(group);
    app.add_option("--filter", m_filter, "How the grid enlarges them: nearest or lanczos")
        ->check(CLI::IsMember({"nearest", "lanczos"}))
        ->capture_default_str()
        ->group(group);
    app.add_flag("--json", m_json, "Print one JSON document with files, seeds and plans")->group(group);
}

Result<void> GenerateResults::prepare(const ModelInfo& info, const Shard& shard) {
    m_choice = {.choice = metadataChoiceOf(m_metadata), .xmp = !m_noXmp};
    m_grid.filter = m_filter == "lanczos" ? sheet::Filter::Lanczos : sheet::Filter::Nearest;
    m_grid.modelTitle = info.title;
    m_grid.modelHash = info.hash;
    if (!shard.isWhole()) m_shardName = fmt::format("-{}of{}", shard.index + 1, shard.count);
    m_head = {{"model", JsonValue::Object{{"id", info.id}, {"hash", info.hash}}},
              {"code_version", codeVersion()},
              {"device", deviceText()}};
    if (auto fine = checkOutput(m_out, ".png", "--out"); !fine) return fine;
    return m_folder.empty() ? Result<void>() : makeFolder(m_folder);
}

Result<void> GenerateResults::keep(const Painted& painted) {
    ++m_pictures;
    JsonValue::Object line = {{"plan", painted.plan}, {"seed", painted.record.seed}};
    if (!m_folder.empty()) {
        const Provenance& origin = painted.record.plan.provenance;
        const std::string ending = fmt::format("-p{}-s{}.png", origin.planIndex + 1, painted.record.seed);
        const fs::path path = freePath(m_folder / fileNameFor(painted.record.plan.caption, ending));
        if (auto written = writePainted(painted.picture, path, painted.record, m_choice); !written)
            return written;
        if (!m_json) fmt::print("picture: {}\n", path.string());
        line.emplace_back("file", path.string());
    }
    m_files.emplace_back(std::move(line));
    return {};
}

fs::path GenerateResults::gridPath(const std::string& title) const {
    if (m_out.empty()) return freePath(fileNameFor(title, m_shardName + ".png"));
    return m_grids == 0 ? freeOutput(m_out) : freePath(m_out);
}

Result<void> GenerateResults::keepGrid(const PaintSet& set, const std::vector<Painted>& painted,
                                       const std::string& title) {
    if (painted.empty()) return {};
    m_grid.title = title;
    JsonValue::Array grids;
    for (const GridPage& page : layoutPages(set, painted, m_grid)) {
        const fs::path path = gridPath(title);
        if (auto written = writeSheet(page.sheet, path, page.records, {.metadata = m_choice}); !written)
            return written;
        ++m_grids;
        if (!m_json) fmt::print("grid: {}\n", path.string());
        grids.emplace_back(path.string());
    }
    std::fflush(stdout);
    JsonValue::Array plans;
    for (const Plan& plan : set.plans) plans.push_back(planToValue(plan));
    m_sets.emplace_back(JsonValue::Object{{"caption", title},
                                          {"settings", settingsOf(set)},
                                          {"grids", std::move(grids)},
                                          {"plans", std::move(plans)},
                                          {"pictures", std::exchange(m_files, {})}});
    return {};
}

Result<void> GenerateResults::finish(const Result<void>& ended) const {
    if (m_json && (ended || m_pictures > 0)) {
        JsonValue::Object document = m_head;
        document.emplace_back("finished", ended.ok());
        document.emplace_back("sets", m_sets);
        fmt::print("{}\n", writeJson(document, {.indent = 2}));
    }
    if (ended || ended.error().code != Code::Cancelled) return ended;
    return Error{Code::Cancelled,
                 m_pictures == 0 ? std::string("stopped; no picture was finished yet")
                                 : fmt::format("stopped; kept {} finished picture{} in {} grid{}", m_pictures,
                                               m_pictures == 1 ? "" : "s", m_grids, m_grids == 1 ? "" : "s"),
                 "", ""};
}

}  // namespace kaleido::cli
