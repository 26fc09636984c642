#include "app/cli/command.h"
#include "app/cli/evaluation_runner.h"
#include "app/cli/session.h"
#include "app/cli/shard.h"
#include "app/eval/edit_study.h"
#include "app/eval/evaluation_folder.h"
#include "app/eval/layout_study.h"
#include "app/eval/plan_study.h"
#include "app/eval/quality_study.h"
#include "app/eval/report_page.h"
#include "app/eval/results_file.h"
#include "app/eval/results_text.h"
#include "app/eval/sampler_study.h"
#include "app/eval/set_study.h"
#include "app/painting/painting.h"
#include "engine/base/sampler.h"
#include "engine/io/atomic_file.h"
#include "engine/io/sha256.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

namespace kaleido::cli {
namespace {

namespace fs = std::filesystem;

constexpr const char* kExamples =
    "Examples:\n"
    "  kaleido eval --quick                          (some minutes; tables, and a page with charts and "
    "samples)\n"
    "  kaleido eval --full --shard 1/8               (paints an eighth; shards may share a folder)\n"
    "  kaleido eval --full                           (paints what is missing, measures, reports)\n"
    "  kaleido eval --quick --only layout,edits\n"
    "  kaleido eval --report                         (the tables that are there; paints nothing)\n"
    "Stopped, the same command goes on; nothing is painted twice.";

/// The studies by name, in the order of the report.
const std::vector<std::string>& studyNames() {
    static const std::vector<std::string> names = {"layout",  "edits",    "plans",
                                                   "quality", "guidance", "samplers"};
    return names;
}

std::unique_ptr<Study> makeStudy(const std::string& name) {
    if (name == "layout") return std::make_unique<LayoutStudy>();
    if (name == "edits") return std::make_unique<EditStudy>();
    if (name == "plans") return std::make_unique<PlanStudy>();
    if (name == "quality") return std::make_unique<QualityStudy>();
    if (name == "guidance") return std::make_unique<SetStudy>();
    return std::make_unique<SamplerStudy>();
}

class EvalCommand : public Command {
public:
    explicit EvalCommand(CLI::App& app);
    Result<void> run() override;

private:
    Result<void> evaluate(const ModelInfo& model);
    Result<void> paintAll(EvaluationRunner& runner) const;
    Result<void> measureAll(EvaluationRunner& runner, const EvaluationFolder& folder) const;
    Result<EvaluationSubject> subjectOf(const ModelInfo& model) const;
    Result<EvaluationResults> resultsOf(const EvaluationRunner& runner, Findings& findings) const;
    Result<void> report(const ModelInfo& model) const;
    void print(const EvaluationResults& results) const;

    ModelOption m_model;
    std::vector<std::string> m_only;
    fs::path m_folder = "evaluation", m_noPlanModel;
    std::string m_shardText;
    Shard m_shard;
    bool m_quick = false, m_full = false, m_report = false, m_json = false;
};

EvalCommand::EvalCommand(CLI::App& app) {
    auto* quick = app.add_flag("--quick", m_quick, "Some minutes: little of everything (the default)");
    auto* full = app.add_flag("--full", m_full, "Hours: the numbers to publish");
    full->excludes(quick);
    app.add_option("--only", m_only, "Only these: layout, edits, plans, quality, guidance, samplers")
        ->delimiter(',')
        ->check(CLI::IsMember(studyNames()));
    app.add_option("--folder", m_folder, "Where plans, pictures and results are kept")
        ->type_name("FOLDER")
        ->capture_default_str();
    app.add_option("--no-plan-model", m_noPlanModel,
                   "A network of the same size that was trained without plans, to compare with")
        ->type_name("FOLDER");
    app.add_option("--shard", m_shardText, "Only paint, and only part i of n")->type_name("i/n");
    app.add_flag("--report", m_report,
                 "Without --quick or --full: print the results that are there, the folder's or those that "
                 "came with the model");
    app.add_flag("--json", m_json, "Print the results as one JSON document");
    m_model.addTo(app);
    app.footer(kExamples);
}

Result<void> EvalCommand::run() {
    if (!m_shardText.empty()) {
        auto shard = parseShard(m_shardText);
        if (!shard) return shard.error();
        m_shard = *shard;
    }
    auto model = readModelInfo(m_model.folder);
    if (!model) return model.error();
    return m_report && !m_quick && !m_full ? report(*model) : evaluate(*model);
}

Result<EvaluationSubject> EvalCommand::subjectOf(const ModelInfo& model) const {
    EvaluationSubject subject{.size = m_full ? fullEvaluation() : quickEvaluation(), .model = model};
    if (m_noPlanModel.empty()) return subject;
    auto other = readModelInfo(m_noPlanModel);
    if (!other) return other.error();
    if (other->resolution != model.resolution) {
        return Error{Code::BadInput,
                     fmt::format("paints pictures of {} pixels, the model of {}; compare models of one size",
                                 other->resolution, model.resolution),
                     m_noPlanModel.string(), ""};
    }
    subject.noPlanModel = *std::move(other);
    return subject;
}

Result<void> EvalCommand::evaluate(const ModelInfo& model) {
    auto subject = subjectOf(model);
    if (!subject) return subject.error();
    if (m_shard.isWhole()) {  // a shard only paints
        if (auto there = checkJudges(); !there) return there;
    }
    auto folder = EvaluationFolder::create(m_folder, model);
    if (!folder) return folder.error();
    Session session(m_model.threads);
    EvaluationRunner runner(session, *folder, *std::move(subject), m_shard);
    auto ended = paintAll(runner);
    if (ended && m_shard.isWhole()) ended = measureAll(runner, *folder);
    if (ended && !m_shard.isWhole())
        fmt::print("pictures: {} ({} new)\n", m_folder.string(), runner.painted());
    if (ended || ended.error().code != Code::Cancelled) return ended;
    return Error{Code::Cancelled,
                 fmt::format("stopped; {} new pictures are kept, the same command goes on", runner.painted()),
                 m_folder.string(), ""};
}

Result<void> EvalCommand::paintAll(EvaluationRunner& runner) const {
    for (const std::string& name : m_only.empty() ? studyNames() : m_only) {
        fmt::print(stderr, "painting for {}\n", name);
        if (auto painted = makeStudy(name)->paint(runner); !painted) return painted;
    }
    return {};
}

Result<void> EvalCommand::measureAll(EvaluationRunner& runner, const EvaluationFolder& folder) const {
    Findings findings;
    for (const std::string& name : m_only.empty() ? studyNames() : m_only) {
        fmt::print(stderr, "measuring {}\n", name);
        if (auto measured = makeStudy(name)->measure(runner, findings); !measured) return measured;
    }
    auto results = resultsOf(runner, findings);
    if (!results) return results.error();
    const std::string& size = runner.size().name;
    if (const auto before = readResults(folder.resultsFile(size)))
        *results = updated(*before, *std::move(results));
    if (auto written = writeResults(*results, folder.resultsFile(size)); !written) return written;
    if (auto written = writeReport(*results, findings.pictures, folder.reportFile(size)); !written)
        return written;
    for (const ReportPicture& picture : findings.pictures) {
        const fs::path file = folder.pictureFile(size, picture.id);
        if (auto written = writeFileAtomically(file, picture.png); !written) return written;
    }
    print(*results);
    std::fflush(stdout);
    fmt::print(stderr, "results: {}\nreport: {}\n", folder.resultsFile(size).string(),
               folder.reportFile(size).string());
    return {};
}

Result<EvaluationResults> EvalCommand::resultsOf(const EvaluationRunner& runner, Findings& findings) const {
    const auto judges = sha256File(judgesFile());
    if (!judges) return judges.error();
    const ModelInfo& model = runner.model();
    EvaluationResults results{.modelId = model.id,
                              .modelHash = model.hash,
                              .judgesHash = *judges,
                              .codeVersion = codeVersion(),
                              .size = runner.size().name};
    results.facts = {{"Model", fmt::format("{} ({})", model.title, model.hash.substr(0, 10))},
                     {"Pictures seen", fmt::format("{}", model.trainingPictures)},
                     {"Painted by", fmt::format("{}, {} steps, guidance {}", samplerTitle(model.sampler),
                                                model.steps, model.guidance)},
                     {"Evaluation", runner.size().name},
                     {"Device", deviceText()},
                     {"Code", codeVersion()}};
    if (const ModelInfo* other = runner.noPlanModel()) {
        results.facts.insert(
            results.facts.begin() + 2,
            {"Network without plans", fmt::format("{} ({}), {} pictures", other->title,
                                                  other->hash.substr(0, 10), other->trainingPictures)});
    }
    results.tables = std::move(findings.tables);
    results.charts = std::move(findings.charts);
    return results;
}

/// The folder's results, full before quick, else those that came with the model.
Result<void> EvalCommand::report(const ModelInfo& model) const {
    const fs::path files[] = {m_folder / "full.json", m_folder / "quick.json",
                              m_model.folder / "evaluation.json"};
    const auto* file = std::ranges::find_if(files, [](const fs::path& path) {
        std::error_code code;
        return fs::exists(path, code);
    });
    if (file == std::end(files)) {
        return Error{Code::NotFound, "has no results yet; make some with --quick or --full",
                     m_folder.string(), ""};
    }
    const auto results = readResults(*file);
    if (!results) return results.error();
    if (results->modelHash != model.hash) {
        return Error{Code::BadInput,
                     fmt::format("holds results of another model ({}…, not {}…); evaluate this one anew",
                                 results->modelHash.substr(0, 10), model.hash.substr(0, 10)),
                     file->string(), ""};
    }
    print(*results);
    return {};
}

void EvalCommand::print(const EvaluationResults& results) const {
    fmt::print("{}", m_json ? resultsToJson(results) + "\n" : resultsText(results));
}

}  // namespace

void addEvalCommand(CLI::App& app, Commands& commands) {
    CLI::App* command = app.add_subcommand(
        "eval", "Measure a model: how its pictures obey plans, how varied and how good they are");
    commands.emplace_back(command, std::make_unique<EvalCommand>(*command));
}

}  // namespace kaleido::cli
