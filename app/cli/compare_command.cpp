#include "app/cli/captions.h"
#include "app/cli/command.h"
#include "app/cli/comparison_axes.h"
#include "app/cli/comparison_grid.h"
#include "app/cli/missing_painter.h"
#include "app/cli/option_checks.h"
#include "app/cli/output_path.h"
#include "app/cli/painting_options.h"
#include "app/cli/session.h"
#include "app/cli/shard.h"
#include "app/compare/comparison_folder.h"
#include "engine/io/json_value.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

namespace kaleido::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kExamples =
    "Values: 1,4,8 (these), 1-9 [5] (five, evenly spaced), 1-5 (+2) (1, 3, 5), 1, 2, .., 10 (and so on).\n"
    "Examples:\n"
    "  kaleido compare -c \"a cat sat on the mat\" --guidance \"1-9 [5]\" --kinds "
    "none,text,items,tokens,colors,all\n"
    "  kaleido compare -c \"a red car\" --sampler dpmpp_2m,unipc,ddim --steps 4,8,16 --set 2 --out "
    "samplers.png\n"
    "  kaleido compare -c \"a red car\" --cads 0,0.25,0.5 --plan 1 --set 9\n"
    "  kaleido compare -c \"two dogs\" --guidance 1,8 --dry-run        (what it would cost)\n"
    "Stopped, the same command goes on; nothing is painted twice.";

class CompareCommand : public Command {
public:
    explicit CompareCommand(CLI::App& app);
    Result<void> run() override;

private:
    Result<Comparison> comparisonFor(const ModelInfo& info, const std::string& caption) const;
    Result<void> addPlans(Session& session, Comparison& comparison, const fs::path& folder) const;
    Result<void> samplePlans(Session& session, Comparison& comparison) const;
    void print(const ComparisonFolder& folder, std::size_t painted,
               const ComparisonGrid::Written& grid) const;

    CaptionOptions m_captions;
    ModelOption m_model;
    ComparisonAxes m_axes;
    PaintingOptions m_painting;
    ComparisonGrid m_grid;
    int m_set = 4;
    std::uint64_t m_planSeed = 0;
    fs::path m_folder;
    std::string m_shardText;
    Shard m_shard;
    bool m_dryRun = false, m_json = false;
};

CompareCommand::CompareCommand(CLI::App& app) {
    m_captions.addTo(app);
    m_axes.addTo(app);
    app.add_option("--set", m_set, "Pictures of each cell")
        ->check(CLI::Range(1, kMostInSet))
        ->capture_default_str();
    app.add_option("--plan-seed", m_planSeed, "Seed of the plans")
        ->check(seedNumber())
        ->capture_default_str();
    m_painting.addUncomparedTo(app);
    m_grid.addTo(app);
    app.add_option("--folder", m_folder, "Where the pictures are kept (default: named by the grid)")
        ->type_name("FOLDER");
    app.add_option("--shard", m_shardText, "Do only part i of n of the pictures; see kaleido merge")
        ->type_name("i/n");
    app.add_flag("--dry-run", m_dryRun, "Say what it would cost and stop");
    app.add_flag("--json", m_json, "Print one JSON document");
    m_model.addTo(app);
    app.footer(kExamples);
}

void sayCost(const Comparison& comparison) {
    const ComparisonCost cost = costOf(comparison);
    fmt::print(stderr, "{} cell{} of {}: {} pictures, {} network calls; {} plans\n", cost.cells,
               cost.cells == 1 ? "" : "s", comparison.setSize, cost.pictures, cost.networkCalls,
               plansNeeded(comparison));
}

JsonValue::Object costJson(const Comparison& comparison) {
    const ComparisonCost cost = costOf(comparison);
    return {{"cells", cost.cells},
            {"pictures", cost.pictures},
            {"network_calls", cost.networkCalls},
            {"plans", plansNeeded(comparison)}};
}

/// Of all pictures, cell by cell. Cells without a plan may share some.
std::vector<PictureRecord> recordsOf(const Comparison& comparison) {
    std::vector<PictureRecord> records;
    for (const sheet::GridPlace& place : placesOf(comparison)) records.push_back(recordAt(comparison, place));
    return records;
}

/// Refuses kinds that the model does not have.
Result<void> checkKinds(const Comparison& comparison, Kinds model) {
    std::vector<AxisValue> asked = {comparison.common.kinds};
    for (const auto& axis : {comparison.rows, comparison.columns}) {
        if (axis && axis->kind == AxisKind::Kinds)
            asked.insert(asked.end(), axis->values.begin(), axis->values.end());
    }
    for (const AxisValue& value : asked) {
        if (auto kinds = kindsOption(std::get<Kinds>(value), model); !kinds) return kinds.error();
    }
    return {};
}

Result<void> CompareCommand::run() {
    auto captions = m_captions.all();
    if (!captions) return captions.error();
    if (captions->size() != 1) return Error{Code::Usage, "a comparison has one caption", "", "--caption"};
    if (!m_shardText.empty()) {
        auto shard = parseShard(m_shardText);
        if (!shard) return shard.error();
        m_shard = *shard;
    }
    auto info = readModelInfo(m_model.folder);
    if (!info) return info.error();
    auto comparison = comparisonFor(*info, captions->front());
    if (!comparison) return comparison.error();
    if (auto fine = m_grid.check(*comparison); !fine) return fine;
    sayCost(*comparison);
    if (m_dryRun) {
        if (m_json) fmt::print("{}\n", writeJson(costJson(*comparison), {.indent = 2}));
        return {};
    }

    const fs::path out = m_grid.file(fileNameFor(captions->front(), "-compared.png"));
    const fs::path at = m_folder.empty() ? fs::path(out).replace_extension() : m_folder;
    Session session(m_model.threads);
    if (auto planned = addPlans(session, *comparison, at); !planned) return planned;
    auto folder = ComparisonFolder::create(at, *comparison);
    if (!folder) return folder.error();
    MissingPainter painter(session, folder->pictures(), m_shard);
    if (auto painted = painter.paint(m_model.folder, recordsOf(folder->comparison())); !painted) {
        if (painted.error().code != Code::Cancelled) return painted;
        return Error{
            Code::Cancelled,
            fmt::format("stopped; {} new pictures are kept, the same command goes on", painter.painted()),
            at.string(), ""};
    }
    ComparisonGrid::Written grid;
    if (m_shard.isWhole()) {
        auto written = m_grid.write(session, *folder, out);
        if (!written) return written.error();
        grid = *std::move(written);
    }
    print(*folder, painter.painted(), grid);
    return {};
}

/// Everything but the plans.
Result<Comparison> CompareCommand::comparisonFor(const ModelInfo& info, const std::string& caption) const {
    Painting start = defaultPainting(info);
    start.cads.scale = m_axes.cadsScale();
    auto painting = m_painting.applyTo(start);
    if (!painting) return painting.error();
    // The axes set the scale; it stands here only to keep the other settings of CADS.
    if (painting->cads == start.cads) painting->cads = {};
    Comparison comparison;
    comparison.common = recordFor(*painting, info);
    comparison.common.plan.caption = caption;
    comparison.common.width = comparison.common.height = info.resolution;
    comparison.setSize = m_set;
    if (auto applied = m_axes.applyTo(comparison); !applied) return applied.error();
    if (auto fine = checkKinds(comparison, info.plan.kinds); !fine) return fine.error();
    return comparison;
}

/// Those of the folder, if they have the wanted seed; what is missing is sampled. Those that are there when it is stopped
/// are kept.
Result<void> CompareCommand::addPlans(Session& session, Comparison& comparison,
                                      const fs::path& folder) const {
    const auto needed = static_cast<std::size_t>(plansNeeded(comparison));
    auto kept = ComparisonFolder::plansIn(folder, comparison, m_planSeed);
    if (!kept) return kept.error();
    const std::size_t before = kept->size();
    comparison.plans = *std::move(kept);
    if (before >= needed) return {};
    const auto sampled = samplePlans(session, comparison);
    if (sampled || comparison.plans.size() == before) return sampled;
    if (auto stored = ComparisonFolder::keepPlans(folder, comparison); !stored) return stored;
    return sampled;
}

Result<void> CompareCommand::samplePlans(Session& session, Comparison& comparison) const {
    auto info = readModelInfo(m_model.folder);
    if (!info) return info.error();
    PlanRequest request;
    request.model = info->folder;
    request.caption = comparison.common.plan.caption;
    request.kinds = info->plan.kinds;
    request.first = static_cast<int>(comparison.plans.size());
    request.count = plansNeeded(comparison) - request.first;
    request.seed = m_planSeed;
    request.sampling = {.temperature = info->temperature, .topP = info->topP};
    const auto ended = session.run(request, [&](const Event& event) -> Result<void> {
        if (const auto* done = std::get_if<PlanDone>(&event.body)) comparison.plans.push_back(done->plan);
        return {};
    });
    std::ranges::sort(comparison.plans, {}, [](const Plan& plan) { return plan.provenance.planIndex; });
    return ended;
}

void CompareCommand::print(const ComparisonFolder& folder, std::size_t painted,
                           const ComparisonGrid::Written& grid) const {
    if (!m_json) {
        fmt::print("pictures: {} ({} new)\n", folder.path().string(), painted);
        if (!grid.file.empty()) fmt::print("grid: {}\n", grid.file.string());
        return;
    }
    JsonValue::Object document = costJson(folder.comparison());
    document.emplace_back("folder", folder.path().string());
    document.emplace_back("painted", painted);
    if (!grid.file.empty()) document.emplace_back("grid", grid.file.string());
    if (!grid.variety.empty()) {
        JsonValue::Array variety;
        for (const auto& vendi : grid.variety) variety.push_back(vendi ? JsonValue(*vendi) : JsonValue());
        document.emplace_back("variety", std::move(variety));
    }
    fmt::print("{}\n", writeJson(document, {.indent = 2}));
}

}  // namespace

void addCompareCommand(CLI::App& app, Commands& commands) {
    CLI::App* command =
        app.add_subcommand("compare", "Paint sets of pictures that differ in one or two settings, as a grid");
    commands.emplace_back(command, std::make_unique<CompareCommand>(*command));
}

}  // namespace kaleido::cli
