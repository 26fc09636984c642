#include "app/cli/captions.h"
#include "app/cli/command.h"
#include "app/cli/option_checks.h"
#include "app/cli/output_path.h"
#include "app/cli/session.h"
#include "app/painting/sheet_file.h"
#include "app/sheet/plan_sheet.h"
#include "engine/io/atomic_file.h"
#include "engine/io/plan_json.h"
#include "engine/plan/difference.h"
#include "engine/plan/kinds.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <span>

namespace kaleido::cli {
namespace {

/// Plans in one file; more go into further ones. Reading refuses files above kMaxJsonBytes or kMaxJsonValues.
constexpr std::size_t kMostInFile = 1000;

class PlanCommand : public Command {
public:
    explicit PlanCommand(CLI::App& app) {
        m_captions.addTo(app);
        app.add_option("--count,-n", m_request.count, "Plans for each caption")
            ->check(CLI::Range(1, 10'000))
            ->capture_default_str();
        app.add_option("--first", m_request.first,
                       "Index of the first plan; plan i of a seed is always the same")
            ->check(CLI::Range(0, 1'000'000'000));
        app.add_option("--seed", m_request.seed, "Seed of the plans")
            ->check(seedNumber())
            ->capture_default_str();
        app.add_option("--kinds", m_kinds,
                       "What to imagine: all, or a sum of text, items, boxes, blobs, tokens, colors")
            ->capture_default_str();
        app.add_option("--base", m_base,
                       "Plan file; its locked and edited parts are kept, and all of the kinds that --kinds "
                       "does not ask for")
            ->type_name("FILE");
        app.add_option("--temperature", m_temperature,
                       "0 … 10; below 1: likelier plans more often (default: the model's)")
            ->check(numberIn(0.0, 10.0));
        app.add_option("--top-p", m_topP,
                       "Only the likeliest tokens with this much probability (default: the model's)")
            ->check(numberIn(0.0, 1.0));
        app.add_option("--top-k", m_request.sampling.topK, "Only the so many likeliest tokens; 0 = all")
            ->check(CLI::Range(0, 1'000'000))
            ->capture_default_str();
        app.add_option("--out,-o", m_out,
                       "Write the plans to this file, for `kaleido generate --plan-from`; 1,000 to a file")
            ->type_name("FILE.json");
        app.add_option("--sheet", m_sheet, "Draw the plans as cards into this file")->type_name("FILE.png");
        app.add_flag("--json", m_json, "Print the plans as JSON");
        m_model.addTo(app);
        app.footer(
            "Examples:\n"
            "  kaleido plan --caption \"a cat sat on the mat\" --sheet plans.png\n"
            "  kaleido plan -c \"two dogs and a ball\" -n 3 --seed 7 --out plans.json\n"
            "  kaleido plan -c \"a cat\" --base edited.json --count 4     (keeps what is locked)");
    }

    Result<void> run() override;

private:
    Result<void> prepare(const ModelInfo& info);
    Result<void> write(const ModelInfo& info, const std::vector<std::string>& captions) const;
    void print() const;

    CaptionOptions m_captions;
    ModelOption m_model;
    PlanRequest m_request;
    std::string m_kinds = "all";
    std::filesystem::path m_base, m_out, m_sheet;
    std::optional<double> m_temperature, m_topP;
    bool m_json = false;
    std::vector<Plan> m_plans;
};

Result<void> PlanCommand::prepare(const ModelInfo& info) {
    m_request.model = m_model.folder;
    auto kinds = parseKinds(m_kinds);
    if (!kinds) return Error{Code::Usage, kinds.error().message, "", "--kinds"};
    kinds = kindsOption(*kinds, info.plan.kinds);
    if (!kinds) return kinds.error();
    m_request.kinds = *kinds;
    m_request.sampling.temperature = m_temperature.value_or(info.temperature);
    m_request.sampling.topP = m_topP.value_or(info.topP);
    if (auto fine = checkOutput(m_out, ".json", "--out"); !fine) return fine;
    if (auto fine = checkOutput(m_sheet, ".png", "--sheet"); !fine) return fine;
    if (m_base.empty()) return {};
    auto file = readPlanFile(m_base, info.plan);
    if (!file) return file.error();
    for (const PlanFileIssue& issue : file->issues)
        fmt::print(stderr, "note: {}: {}\n", m_base.string(), issue.issue.message);
    m_request.base = file->plans.front();
    return {};
}

Result<void> PlanCommand::run() {
    // An edited plan brings its caption along.
    Result<std::vector<std::string>> captions = std::vector<std::string>();
    if (m_base.empty() || !m_captions.empty()) captions = m_captions.all();
    if (!captions) return captions.error();
    auto info = readModelInfo(m_model.folder);
    if (!info) return info.error();
    if (auto ready = prepare(*info); !ready) return ready;
    if (captions->empty()) captions->push_back(m_request.base.caption);

    Session session(m_model.threads);
    Result<void> ended;
    for (const std::string& caption : *captions) {
        m_request.caption = caption;
        const auto before = static_cast<std::ptrdiff_t>(m_plans.size());
        ended = session.run(m_request, [this](const Event& event) -> Result<void> {
            if (const auto* done = std::get_if<PlanDone>(&event.body)) m_plans.push_back(done->plan);
            return {};
        });
        // They arrive as they are finished.
        std::sort(m_plans.begin() + before, m_plans.end(), [](const Plan& a, const Plan& b) {
            return a.provenance.planIndex < b.provenance.planIndex;
        });
        if (!ended) break;
    }
    if (m_plans.empty()) return ended;
    // Whatever stopped the rest: what is finished is kept.
    if (auto written = write(*info, *captions); !written) return written;
    print();
    if (ended || ended.error().code != Code::Cancelled) return ended;
    return Error{Code::Cancelled, fmt::format("stopped; kept {} finished plans", m_plans.size()), "", ""};
}

Result<void> PlanCommand::write(const ModelInfo& info, const std::vector<std::string>& captions) const {
    const std::span plans(m_plans);
    for (std::size_t first = 0; !m_out.empty() && first < plans.size(); first += kMostInFile) {
        const std::filesystem::path path = first == 0 ? freeOutput(m_out) : freePath(m_out);
        const auto part = plans.subspan(first, std::min(kMostInFile, plans.size() - first));
        if (auto written = writeFileAtomically(path, plansToJson(part)); !written) return written;
        fmt::print(stderr, "plans: {}\n", path.string());
    }
    if (m_sheet.empty()) return {};
    const bool several = captions.size() > 1;
    sheet::PlanSheetContent content{
        .frame = {.title = several ? fmt::format("{} captions", captions.size()) : captions.front(),
                  .subtitle = fmt::format("{} plans by {}", m_plans.size(), info.title),
                  .settings = {{"Plan seed", fmt::format("{}", m_request.seed)},
                               {"Kinds", formatKinds(m_request.kinds)},
                               {"Temperature", fmt::format("{}", m_request.sampling.temperature)},
                               {"Top p", fmt::format("{}", m_request.sampling.topP)}}},
        .colorLevels = info.plan.colorLevels};
    for (const Plan& plan : m_plans) {
        content.cards.push_back({.plan = plan,
                                 .title = fmt::format("Plan {}", plan.provenance.planIndex + 1),
                                 .note = several ? plan.caption : std::string()});
    }
    const std::filesystem::path path = freeOutput(m_sheet);
    if (auto written = writeSheet(sheet::layoutPlans(content), path); !written) return written;
    fmt::print(stderr, "sheet: {}\n", path.string());
    return {};
}

void PlanCommand::print() const {
    if (m_json) {
        fmt::print("{}\n", plansToJson(m_plans));
        return;
    }
    for (const Plan& plan : m_plans) {
        fmt::print("plan {}: {}\n", plan.provenance.planIndex + 1,
                   plan.detail.empty() ? plan.caption : plan.detail);
        for (const Item& item : plan.items) {
            if (!item.box) {
                fmt::print("  {}\n", item.words);
                continue;
            }
            fmt::print("  {:<24} {:.2f} {:.2f} – {:.2f} {:.2f}\n", item.words, item.box->x0, item.box->y0,
                       item.box->x1, item.box->y1);
        }
    }
}

}  // namespace

void addPlanCommand(CLI::App& app, Commands& commands) {
    CLI::App* command = app.add_subcommand("plan", "Imagine plans for a caption");
    commands.emplace_back(command, std::make_unique<PlanCommand>(*command));
}

}  // namespace kaleido::cli
