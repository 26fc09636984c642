#include "app/cli/command.h"
#include "app/cli/option_checks.h"
#include "app/cli/session.h"
#include "app/cli/train_pictures.h"
#include "engine/api/runs_folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

namespace kaleido::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kExamples =
    "Examples:\n"
    "  kaleido train --run mine                          (all stages, one after the other)\n"
    "  kaleido train --run mine --stage nested           (goes on where it was stopped)\n"
    "  kaleido train --run mine --stage nested --cool-down 50000 --pictures 900000\n"
    "  kaleido train --run mine --export my-model --commit 1a2b3c4\n"
    "  kaleido train --run judges --stage classifier     (then --stage segmenter, then --export-judges "
    "FILE)\n"
    "  kaleido train --run sharper --from models/kaleido-judges --stage segmenter\n"
    "  kaleido train --run tuned --from my-model --stage nested --config tuned.json\n"
    "Ctrl+C saves and stops; the same command goes on.";

class TrainCommand : public Command {
public:
    explicit TrainCommand(CLI::App& app);
    Result<void> run() override;

private:
    Result<void> trainStage(Session& session, const std::string& stage);
    Result<void> handle(const Event& event);
    void report(const TrainMetrics& metrics) const;
    Result<void> exportTo(Session& session, ExportWhat what, const fs::path& to) const;

    fs::path runOf(const std::string& name) const { return runsFolder() / name; }
    fs::path stageFolder() const { return m_request.run / m_request.stage; }

    TrainRequest m_request;
    std::string m_run = "kaleido-emoji", m_stage, m_from, m_commit;
    fs::path m_export, m_exportJudges;
    int m_threads = 0;
};

TrainCommand::TrainCommand(CLI::App& app) {
    m_request.config = homeFolder() / "models" / "kaleido-emoji" / "train.json";
    app.add_option("--config", m_request.config, "What is trained, on what, and how")->capture_default_str();
    app.add_option("--run", m_run, "Name of the run; its folder lies under KALEIDO_RUNS or the user's cache")
        ->capture_default_str();
    app.add_option(
           "--stage", m_stage,
           "vq, planner, inner, nested, or all four (the default, unless there is --export); classifier "
           "and segmenter are the networks that judge pictures")
        ->check(CLI::IsMember({"vq", "planner", "inner", "nested", "all", "classifier", "segmenter"}));
    app.add_option(
           "--from", m_from,
           "Start from the weights of this run or folder (a model, or judges), but for the stages that --run "
           "has; with --export-judges, what the run has not trained")
        ->type_name("RUN");
    app.add_option(
           "--cool-down", m_request.coolDown,
           "Let the learning rate fall to zero over so many pictures from now on; one that was begun goes on")
        ->check(CLI::Range(std::int64_t{0}, std::int64_t{1'000'000'000'000}));
    app.add_option("--pictures", m_request.pictures,
                   "Stop a stage after so many pictures, if the configuration does not earlier")
        ->check(CLI::Range(std::int64_t{0}, std::int64_t{1'000'000'000'000}));
    app.add_option("--save-minutes", m_request.saveMinutes, "Time between checkpoints")
        ->check(numberIn(0.0, 1e6))
        ->capture_default_str();
    app.add_option("--sample-minutes", m_request.sampleMinutes, "Time between plots and sample pictures")
        ->check(numberIn(0.0, 1e6))
        ->capture_default_str();
    app.add_option("--export", m_export, "Write a model folder from the run")->type_name("FOLDER");
    app.add_option("--export-judges", m_exportJudges,
                   "Write the judging networks of the run into a file, judges.safetensors")
        ->type_name("FILE");
    app.add_option("--commit", m_commit, "Commit of the code, for what is exported");
    app.add_option("--threads", m_threads, "Threads to compute with; 0 = all cores")
        ->check(CLI::Range(0, 1024));
    app.footer(kExamples);
}

Result<void> TrainCommand::run() {
    m_request.resources = homeFolder() / "resources";
    m_request.run = runOf(m_run);
    if (!m_from.empty()) m_request.from = fs::exists(m_from) ? fs::path(m_from) : runOf(m_from);
    Session session(m_threads);
    std::vector<std::string> stages = {m_stage};
    const bool exports = !m_export.empty() || !m_exportJudges.empty();
    if (m_stage == "all" || (m_stage.empty() && !exports))
        stages = {"vq", "planner", "inner", "nested"};
    else if (m_stage.empty())
        stages.clear();
    for (const std::string& stage : stages) {
        if (auto trained = trainStage(session, stage); !trained) return trained;
    }
    if (!m_export.empty()) {
        if (auto done = exportTo(session, ExportWhat::Model, m_export); !done) return done;
    }
    return m_exportJudges.empty() ? Result<void>() : exportTo(session, ExportWhat::Judges, m_exportJudges);
}

Result<void> TrainCommand::trainStage(Session& session, const std::string& stage) {
    m_request.stage = stage;
    fmt::print(stderr, "stage {} of {}\n", stage, m_request.run.string());
    const auto ended = session.run(m_request, [this](const Event& event) { return handle(event); });
    if (!ended && ended.error().code != Code::Cancelled) return ended;
    if (auto drawn = drawCurves(stageFolder(), stage, m_run); !drawn) return drawn;
    if (!ended) {
        return Error{Code::Cancelled,
                     "stopped; the run is saved in " + m_request.run.string() + ", the same command goes on",
                     "", ""};
    }
    fmt::print("stage {}: {}\n", stage, stageFolder().string());
    std::fflush(stdout);
    return {};
}

Result<void> TrainCommand::handle(const Event& event) {
    if (const auto* samples = std::get_if<TrainSamples>(&event.body))
        return drawSamples(stageFolder(), m_request.stage, *samples);
    const auto* metrics = std::get_if<TrainMetrics>(&event.body);
    if (!metrics) return {};
    report(*metrics);
    const bool heldOut = std::any_of(metrics->values.begin(), metrics->values.end(),
                                     [](const auto& value) { return value.first.starts_with("held_out"); });
    return heldOut ? drawCurves(stageFolder(), m_request.stage, m_run) : Result<void>();
}

/// "  12800 pictures: paint 0.0312, plan 1.204, 27.5 pictures/s"; parts of the losses are in metrics.jsonl.
void TrainCommand::report(const TrainMetrics& metrics) const {
    std::string line = fmt::format("{:>9} pictures: ", metrics.pictures);
    std::string separator;
    for (const auto& [name, value] : metrics.values) {
        if (name == "pictures_per_second" || name.starts_with("paint_")) continue;
        line += fmt::format("{}{} {:.4g}", std::exchange(separator, ", "), name, value);
    }
    if (const auto speed = metrics.values.find("pictures_per_second"); speed != metrics.values.end())
        line += fmt::format("{}{:.1f} pictures/s", separator, speed->second);
    fmt::print(stderr, "{}\n", line);
}

Result<void> TrainCommand::exportTo(Session& session, ExportWhat what, const fs::path& to) const {
    const ExportRequest request{.what = what,
                                .config = m_request.config,
                                .resources = m_request.resources,
                                .run = m_request.run,
                                .from = m_request.from,
                                .to = to,
                                .commit = m_commit};
    const auto ended = session.run(request, [](const Event&) { return Result<void>(); });
    if (ended) fmt::print("{}: {}\n", what == ExportWhat::Model ? "model" : "judges", to.string());
    return ended;
}

}  // namespace

void addTrainCommand(CLI::App& app, Commands& commands) {
    CLI::App* command = app.add_subcommand("train", "Train a model in stages, or export one from a run");
    commands.emplace_back(command, std::make_unique<TrainCommand>(*command));
}

}  // namespace kaleido::cli
