#include "app/cli/command.h"
#include "app/cli/session.h"
#include "engine/io/json_value.h"

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

double number(const JsonValue& object, const char* name) {
    const JsonValue* found = object.find(name);
    if (const auto* real = std::get_if<double>(&found->data)) return *real;
    return static_cast<double>(std::get<std::int64_t>(found->data));
}

const std::string& text(const JsonValue& object, const char* name) {
    return *object.find(name)->string();
}

void printTable(const JsonValue& report) {
    const auto line = [](const char* name, const std::string& value) {
        fmt::print("{:<40} {}\n", name, value);
    };
    const auto seconds = [&](const char* name) { return fmt::format("{:.2f} s", number(report, name)); };
    const auto megabytes = [&](const char* name) {
        return fmt::format("{:.0f} MB", number(report, name) / 1e6);
    };
    const JsonValue& machine = *report.find("machine");
    fmt::print("{} in {} on {}, {} threads\n\n", text(report, "model"), text(report, "precision"),
               text(machine, "processor"), number(machine, "threads"));
    line("start to model loaded", seconds("start_up"));
    line("8 plans",
         fmt::format("{} ({} tokens)", seconds("eight_plans"), number(report, "eight_plans_tokens")));
    line("16 pictures, 20 guided steps", seconds("sixteen_pictures"));
    line("start of painting to first preview", seconds("first_preview"));
    line("peak memory, planning and painting", megabytes("peak_memory_painting"));
    line("peak memory, this command", megabytes("peak_memory"));

    fmt::print("\n{:<40} {:>9} {:>9} {:>9} {:>9} {:>6}\n", "network", "ms", "GFLOP", "GFLOP/s", "bare",
               "share");
    for (const JsonValue& network : *report.find("networks")->array()) {
        fmt::print("{:<40} {:>9.2f} {:>9.3f} {:>9.1f} {:>9.1f} {:>5.0f}%  {}\n", text(network, "what"),
                   1000 * number(network, "seconds"), number(network, "gflop"),
                   number(network, "gflop_per_second"), number(network, "bare_gflop_per_second"),
                   100 * number(network, "bare_share"), text(network, "precision"));
    }
}

Result<void> BenchCommand::run() {
    BenchRequest request{
        .model = m_model.folder, .config = m_config, .resources = homeFolder() / "resources"};
    if (const auto own = m_model.folder / "train.json"; m_config.empty() && std::filesystem::exists(own))
        request.config = own;
    if (!m_precision.empty()) request.bfloat16 = m_precision == "bfloat16";
    std::optional<std::string> json;
    Session session(m_model.threads);
    auto ended = session.run(request, [&](const Event& event) -> Result<void> {
        if (const auto* done = std::get_if<BenchDone>(&event.body)) json = done->json;
        return {};
    });
    if (!ended) return ended;
    if (m_json) {
        fmt::print("{}\n", *json);
        return {};
    }
    const auto report = parseJson(*json, "bench");
    if (!report) return report.error();
    printTable(*report);
    return {};
}

}  // namespace

void addBenchCommand(CLI::App& app, Commands& commands) {
    CLI::App* command = app.add_subcommand("bench", "Measure speed and memory on this machine");
    commands.emplace_back(command, std::make_unique<BenchCommand>(*command));
}

}  // namespace kaleido::cli
