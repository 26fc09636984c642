#include "app/cli/captions.h"
#include "app/cli/command.h"
#include "app/cli/generate_results.h"
#include "app/cli/option_checks.h"
#include "app/cli/paint_set.h"
#include "app/cli/painting_options.h"
#include "app/cli/shard.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace kaleido::cli {
namespace {

constexpr const char* kExamples =
    "Examples:\n"
    "  kaleido generate --caption \"a cat sat on the mat\"\n"
    "  kaleido generate -c \"two dogs and a ball\" --plans 4 --pictures 3 --guidance 7 --seed 11 --out "
    "dogs.png\n"
    "  kaleido generate -c \"a red car\" --kinds none            (plain guided diffusion, to compare)\n"
    "  kaleido generate -c \"a red car\" --plans 2 --pictures 8 --cads 0.25      (more variety for each "
    "plan)\n"
    "  kaleido generate --plan-from dogs.png                     (the same pictures again)\n"
    "  kaleido generate --plan-from edited.json --pictures-to out\n"
    "  kaleido generate --captions list.txt --shard 3/16 --pictures-to out --json";

class GenerateCommand : public Command {
public:
    explicit GenerateCommand(CLI::App& app);
    Result<void> run() override;

private:
    Result<void> runCaptions(const ModelInfo& info, Session& session);
    Result<void> runPlans(const ModelInfo& info, Session& session);
    Result<PaintSet> setFor(const ModelInfo& info) const;
    Result<void> plan(Session& session, const ModelInfo& info, const std::string& caption, Shard::Range units,
                      std::vector<Plan>& plans) const;
    Result<void> paintAndKeep(Session& session, const ModelInfo& info, const PaintSet& set,
                              const std::string& title);

    CaptionOptions m_captions;
    std::vector<std::string> m_all;  ///< captions
    ModelOption m_model;
    PaintingOptions m_painting;
    std::optional<std::filesystem::path> m_planFrom;
    int m_plans = 8;
    std::optional<int> m_pictures;
    std::optional<std::uint64_t> m_seed;
    std::uint64_t m_planSeed = 0;
    std::string m_shardText;
    Shard m_shard;
    GenerateResults m_results;
};

GenerateCommand::GenerateCommand(CLI::App& app) {
    m_captions.addTo(app);
    app.add_option("--plan-from", m_planFrom, "Paint the plans of this plan file, or of one of our PNG files")
        ->type_name("FILE");
    app.add_option("--plans", m_plans, "Plans for each caption")
        ->check(CLI::Range(1, 10'000))
        ->capture_default_str();
    app.add_option("--pictures", m_pictures, "Pictures of each plan (default: 2)")
        ->check(CLI::Range(1, 10'000));
    app.add_option("--seed", m_seed,
                   "Seed of the pictures: picture k of every plan has seed + k (default: 0)")
        ->check(seedNumber());
    app.add_option("--plan-seed", m_planSeed, "Seed of the plans")
        ->check(seedNumber())
        ->capture_default_str();
    app.add_option("--shard", m_shardText, "Do only part i of n of the plans, for job arrays")
        ->type_name("i/n");
    m_painting.addTo(app);
    m_results.addTo(app);
    m_model.addTo(app);
    app.footer(kExamples);
}

Result<void> GenerateCommand::run() {
    if (m_planFrom && !m_captions.empty())
        return Error{Code::Usage, "the plans bring their captions; give one or the other", "", "--plan-from"};
    if (!m_planFrom) {
        auto captions = m_captions.all();
        if (!captions) return captions.error();
        m_all = *std::move(captions);
    }
    auto info = readModelInfo(m_model.folder);
    if (!info) return info.error();
    if (!m_shardText.empty()) {
        auto shard = parseShard(m_shardText);
        if (!shard) return shard.error();
        m_shard = *shard;
    }
    if (auto ready = m_results.prepare(*info, m_shard); !ready) return ready;

    Session session(m_model.threads);
    const Result<void> ended = m_planFrom ? runPlans(*info, session) : runCaptions(*info, session);
    return m_results.finish(ended);
}

/// Everything but the plans.
Result<PaintSet> GenerateCommand::setFor(const ModelInfo& info) const {
    auto painting = m_painting.applyTo(defaultPainting(info));
    if (!painting) return painting.error();
    // Before plans are imagined in vain.
    if (auto kinds = kindsOption(painting->kinds, info.plan.kinds); !kinds) return kinds.error();
    return PaintSet{*painting, {}, m_seed.value_or(0), m_pictures.value_or(2)};
}

Result<void> GenerateCommand::runCaptions(const ModelInfo& info, Session& session) {
    auto set = setFor(info);
    if (!set) return set.error();
    const bool planned = set->painting.kinds != Kinds::none();
    // Without plans there is one unit of work a caption, which paints as many pictures as all plans would have.
    const std::size_t unitsEach = planned ? static_cast<std::size_t>(m_plans) : 1;
    if (!planned) set->pictures *= m_plans;
    const Shard::Range mine = m_shard.rangeOf(m_all.size() * unitsEach);
    for (std::size_t unit = mine.begin; unit < mine.end;) {
        const std::string& caption = m_all[unit / unitsEach];
        const std::size_t first = unit % unitsEach;
        const std::size_t last = std::min(unitsEach, first + mine.end - unit);
        unit += last - first;
        set->plans.clear();
        if (!planned) {
            set->plans.emplace_back().caption = caption;
        } else if (auto made = plan(session, info, caption, {first, last}, set->plans); !made) {
            return made;
        }
        if (auto painted = paintAndKeep(session, info, *set, caption); !painted) return painted;
    }
    return {};
}

Result<void> GenerateCommand::plan(Session& session, const ModelInfo& info, const std::string& caption,
                                   Shard::Range units, std::vector<Plan>& plans) const {
    PlanRequest request;
    request.model = info.folder;
    request.caption = caption;
    request.kinds = info.plan.kinds;
    request.first = static_cast<int>(units.begin);
    request.count = static_cast<int>(units.end - units.begin);
    request.seed = m_planSeed;
    request.sampling = {.temperature = info.temperature, .topP = info.topP};
    const auto ended = session.run(request, [&](const Event& event) -> Result<void> {
        if (const auto* done = std::get_if<PlanDone>(&event.body)) plans.push_back(done->plan);
        return {};
    });
    std::sort(plans.begin(), plans.end(),
              [](const Plan& a, const Plan& b) { return a.provenance.planIndex < b.provenance.planIndex; });
    return ended;
}

Result<void> GenerateCommand::runPlans(const ModelInfo& info, Session& session) {
    auto sets = readPaintSets(*m_planFrom, info);
    if (!sets) return sets.error();
    for (PaintSet& set : *sets) {
        auto painting = m_painting.applyTo(set.painting);
        if (!painting) return painting.error();
        set.painting = *painting;
        if (m_seed) set.seed = *m_seed;
        if (m_pictures || set.pictures == 0) set.pictures = m_pictures.value_or(2);
    }
    *sets = merged(*std::move(sets));
    std::size_t total = 0;
    for (const PaintSet& set : *sets) total += set.plans.size();
    const Shard::Range mine = m_shard.rangeOf(total);
    std::size_t unit = 0;
    for (PaintSet& set : *sets) {
        std::vector<Plan> plans;
        for (Plan& plan : set.plans) {
            if (unit >= mine.begin && unit < mine.end) plans.push_back(std::move(plan));
            ++unit;
        }
        if (plans.empty()) continue;
        set.plans = std::move(plans);
        if (auto painted = paintAndKeep(session, info, set, set.plans.front().caption); !painted)
            return painted;
    }
    return {};
}

/// What is finished is kept, also when the rest was stopped or failed.
Result<void> GenerateCommand::paintAndKeep(Session& session, const ModelInfo& info, const PaintSet& set,
                                           const std::string& title) {
    std::vector<Painted> painted;
    const auto ended = paint(
        session, set, info, [&](const Painted& one) { return m_results.keep(one); }, painted);
    if (auto kept = m_results.keepGrid(set, painted, title); !kept && ended) return kept;
    return ended;
}

}  // namespace

void addGenerateCommand(CLI::App& app, Commands& commands) {
    CLI::App* command = app.add_subcommand("generate", "Imagine plans for a caption and paint them");
    commands.emplace_back(command, std::make_unique<GenerateCommand>(*command));
}

}  // namespace kaleido::cli
