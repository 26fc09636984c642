#include "app/cli/command.h"
#include "app/cli/session.h"
#include "engine/base/machine.h"
#include "engine/io/json_value.h"

#include <fmt/format.h>

namespace kaleido::cli {
namespace {

class BenchCommand : public Command {
public:
    explicit BenchCommand(CLI::App& app) {
        m_model.addTo(app);
        app.add_option("--config", m_config,
                       "Training configuration, for the training step (default: the model's train.json)")
            ->type_name("FILE.json");
        app.add_option("--precision", m_precision,
                       "bfloat16 or float32 (default: what this processor is fastest at)")
            ->check(CLI::IsMember({"bfloat16", "float32"}));
        app.add_flag("--json", m_json, "Print JSON");
        app.footer(
            "The bare rate is that of a network's own convolutions and matrix products when they run alone.\n"
            "Examples:\n"
            "  kaleido bench\n"
            "  kaleido bench --threads 1 --json");
    }

    Result<void> run() override;

private:
    ModelOption m_model;
    std::filesystem::path m_config;
    std::string m_precision;
    bool m_json = false;
};

constexpr double kGiga = 1e9;
constexpr double kMega = 1e6;

JsonValue networkJson(const NetworkSpeed& speed) {
    return JsonValue::Object{{"what", speed.what},
                             {"precision", speed.precision},
                             {"seconds", speed.seconds},
                             {"gflop", speed.flop / kGiga},
                             {"gflop_per_second", speed.rate() / kGiga},
                             {"bare_gflop_per_second", speed.bareRate() / kGiga},
                             {"bare_share", speed.bareShare()}};
}

/// Times in seconds, work in GFLOP, rates in GFLOP/s, memory in bytes.
JsonValue reportJson(const BenchReport& report, const CpuFacts& cpu) {
    JsonValue::Array networks;
    for (const NetworkSpeed& speed : report.networks) networks.push_back(networkJson(speed));
    return JsonValue::Object{
        {"machine",
         JsonValue::Object{
             {"processor", cpu.model}, {"isa", cpu.isa}, {"cores", cpu.cores}, {"threads", report.threads}}},
        {"model", report.model},
        {"precision", report.precision},
        {"start_up", report.startUp},
        {"eight_plans", report.uses.plans},
        {"eight_plans_tokens", report.uses.plannedTokens},
        {"sixteen_pictures", report.uses.grid},
        {"first_preview", report.uses.firstPreview},
        {"peak_memory_painting", report.peakPainting},
        {"peak_memory", report.peak},
        {"networks", std::move(networks)}};
}

void printTable(const BenchReport& report, const CpuFacts& cpu) {
    const auto line = [](const char* name, const std::string& value) {
        fmt::print("{:<40} {}\n", name, value);
    };
    const auto seconds = [](double value) { return fmt::format("{:.2f} s", value); };
    const auto megabytes = [](std::uint64_t bytes) {
        return fmt::format("{:.0f} MB", static_cast<double>(bytes) / kMega);
    };
    fmt::print("{} in {} on {}, {} threads\n\n", report.model, report.precision, cpu.model, report.threads);
    line("start to model loaded", seconds(report.startUp));
    line("8 plans", fmt::format("{} ({} tokens)", seconds(report.uses.plans), report.uses.plannedTokens));
    line("16 pictures, 20 guided steps", seconds(report.uses.grid));
    line("start of painting to first preview", seconds(report.uses.firstPreview));
    line("peak memory, planning and painting", megabytes(report.peakPainting));
    line("peak memory, this command", megabytes(report.peak));

    fmt::print("\n{:<40} {:>9} {:>9} {:>9} {:>9} {:>6}\n", "network", "ms", "GFLOP", "GFLOP/s", "bare",
               "share");
    for (const NetworkSpeed& speed : report.networks) {
        fmt::print("{:<40} {:>9.2f} {:>9.3f} {:>9.1f} {:>9.1f} {:>5.0f}%  {}\n", speed.what,
                   1000 * speed.seconds, speed.flop / kGiga, speed.rate() / kGiga, speed.bareRate() / kGiga,
                   100 * speed.bareShare(), speed.precision);
    }
}

Result<void> BenchCommand::run() {
    BenchRequest request{
        .model = m_model.folder, .config = m_config, .resources = homeFolder() / "resources"};
    if (const auto own = m_model.folder / "train.json"; m_config.empty() && std::filesystem::exists(own))
        request.config = own;
    if (!m_precision.empty()) request.bfloat16 = m_precision == "bfloat16";
    BenchReport report;
    Session session(m_model.threads);
    auto ended = session.run(request, [&](const Event& event) -> Result<void> {
        if (const auto* done = std::get_if<BenchDone>(&event.body)) report = done->report;
        return {};
    });
    if (!ended) return ended;
    if (m_json)
        fmt::print("{}\n", writeJson(reportJson(report, cpuFacts()), {.indent = 2}));
    else
        printTable(report, cpuFacts());
    return {};
}

}  // namespace

void addBenchCommand(CLI::App& app, Commands& commands) {
    CLI::App* command = app.add_subcommand("bench", "Measure speed and memory on this machine");
    commands.emplace_back(command, std::make_unique<BenchCommand>(*command));
}

}  // namespace kaleido::cli
