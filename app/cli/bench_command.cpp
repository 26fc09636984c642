#include "app/cli/bench_output.h"
#include "app/cli/command.h"
#include "app/cli/session.h"

#include <fmt/format.h>

#include <optional>

namespace kaleido::cli {
namespace {

class BenchCommand : public Command {
public:
    explicit BenchCommand(CLI::App& app) {
        m_model.addTo(app);
        app.add_option("--config", m_config,
                       "Training configuration, for the training step (default: the model's train.json)")
            ->type_name("FILE.json");
        app.add_option(
               "--precision", m_precision,
               "bfloat16 or float32 (default: what this processor is fastest at; with --public-64 both)")
            ->check(CLI::IsMember({"bfloat16", "float32"}));
        app.add_flag("--public-64", m_public64,
                     "Clock a guided step of the public MDM network for 64x64 pictures (461 million random "
                     "weights; needs 4.3 GB) instead of a model")
            ->excludes("--model", "--config");
        app.add_flag("--json", m_json, "Print JSON");
        app.footer(
            "The bare rate is that of a network's own convolutions and matrix products when they run alone.\n"
            "Examples:\n"
            "  kaleido bench\n"
            "  kaleido bench --public-64\n"
            "  kaleido bench --threads 1 --json");
    }

    Result<void> run() override;

private:
    template <typename Done>
    Result<void> measure(const Request& request);
    template <typename Report>
    void show(const Report& report) const;

    ModelOption m_model;
    std::filesystem::path m_config;
    std::string m_precision;
    bool m_public64 = false;
    bool m_json = false;
};

template <typename Report>
void BenchCommand::show(const Report& report) const {
    if (m_json)
        fmt::print("{}\n", writeJson(benchJson(report, cpuFacts()), {.indent = 2}));
    else
        printBench(report, cpuFacts());
}

template <typename Done>
Result<void> BenchCommand::measure(const Request& request) {
    std::optional<Done> measured;
    Session session(m_model.threads);
    auto ended = session.run(request, [&](const Event& event) -> Result<void> {
        if (const auto* done = std::get_if<Done>(&event.body)) measured = *done;
        return {};
    });
    if (ended) show(measured.value().report);
    return ended;
}

Result<void> BenchCommand::run() {
    std::optional<bool> bfloat16;
    if (!m_precision.empty()) bfloat16 = m_precision == "bfloat16";
    if (m_public64) return measure<PublicBenchDone>(PublicBenchRequest{.bfloat16 = bfloat16});
    BenchRequest request{.model = m_model.folder,
                         .config = m_config,
                         .resources = homeFolder() / "resources",
                         .bfloat16 = bfloat16};
    if (const auto own = m_model.folder / "train.json"; m_config.empty() && std::filesystem::exists(own))
        request.config = own;
    return measure<BenchDone>(request);
}

}  // namespace

void addBenchCommand(CLI::App& app, Commands& commands) {
    CLI::App* command = app.add_subcommand("bench", "Measure speed and memory on this machine");
    commands.emplace_back(command, std::make_unique<BenchCommand>(*command));
}

}  // namespace kaleido::cli
