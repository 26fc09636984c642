#include "app/cli/command.h"
#include "app/painting/painting.h"
#include "engine/api/libtorch_version.h"
#include "engine/api/model_info.h"
#include "engine/api/runs_folder.h"
#include "engine/base/machine.h"
#include "engine/base/sampler.h"
#include "engine/io/json_value.h"
#include "engine/plan/kinds.h"

#include <fmt/format.h>

namespace kaleido::cli {
namespace {

class InfoCommand : public Command {
public:
    explicit InfoCommand(CLI::App& app) {
        m_model.addTo(app);
        app.add_flag("--json", m_json, "Print JSON");
        app.footer(
            "Examples:\n"
            "  kaleido info\n"
            "  kaleido info --model my-model --json");
    }

    Result<void> run() override;

private:
    ModelOption m_model;
    bool m_json = false;
};

JsonValue modelJson(const ModelInfo& info) {
    return JsonValue::Object{
        {"folder", info.folder.string()},
        {"id", info.id},
        {"title", info.title},
        {"licence", info.licence},
        {"hash", info.hash},
        {"bytes", info.bytes},
        {"resolution", info.resolution},
        {"vocabulary", info.words},
        {"kinds", formatKinds(info.plan.kinds)},
        {"training", JsonValue::Object{{"pictures", info.trainingPictures}, {"commit", info.trainingCommit}}},
        {"defaults", JsonValue::Object{{"sampler", info.sampler},
                                       {"steps", info.steps},
                                       {"guidance", info.guidance},
                                       {"temperature", info.temperature},
                                       {"top_p", info.topP}}}};
}

JsonValue machineJson(const CpuFacts& cpu, const MemoryFacts& memory) {
    return JsonValue::Object{{"processor", cpu.model},
                             {"isa", cpu.isa},
                             {"cores", cpu.cores},
                             {"device", deviceText()},
                             {"libtorch", libTorchVersion()},
                             {"precision", defaultPrecision()},
                             {"memory_total", memory.total},
                             {"memory_available", memory.available}};
}

void printText(const ModelInfo& info, const CpuFacts& cpu, const MemoryFacts& memory) {
    const auto line = [](const char* name, const std::string& value) {
        fmt::print("  {:<12}{}\n", name, value);
    };
    const auto megabytes = [](std::uint64_t bytes) {
        return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
    };
    const auto gigabytes = [](std::uint64_t bytes) {
        return fmt::format("{:.1f} GB", static_cast<double>(bytes) / 1e9);
    };
    fmt::print("{}\n", codeVersion());
    fmt::print("model {} ({})\n", info.id, info.title);
    line("folder", info.folder.string());
    line("hash", info.hash);
    line("size", megabytes(info.bytes));
    line("pictures", fmt::format("{0} × {0} pixels", info.resolution));
    line("plans", fmt::format("{}, at most {} items", formatKinds(info.plan.kinds), info.plan.maxItems));
    line("vocabulary", fmt::format("{} words", info.words));
    line("defaults",
         fmt::format("{}, {} steps, guidance {}", samplerTitle(info.sampler), info.steps, info.guidance));
    line("trained on", fmt::format("{} pictures", info.trainingPictures));
    line("licence", info.licence);
    fmt::print("machine\n");
    line("processor", fmt::format("{}, {} cores", cpu.model, cpu.cores));
    line("paints in", fmt::format("{} on {}", defaultPrecision(), deviceText()));
    line("LibTorch", libTorchVersion());
    line("memory", fmt::format("{} of {} free", gigabytes(memory.available), gigabytes(memory.total)));
    line("runs", runsFolder().string());
}

Result<void> InfoCommand::run() {
    auto info = readModelInfo(m_model.folder);
    if (!info) return info.error();
    const CpuFacts cpu = cpuFacts();
    const MemoryFacts memory = memoryFacts();
    if (m_json) {
        const JsonValue document = JsonValue::Object{{"version", codeVersion()},
                                                     {"model", modelJson(*info)},
                                                     {"machine", machineJson(cpu, memory)},
                                                     {"runs", runsFolder().string()}};
        fmt::print("{}\n", writeJson(document, {.indent = 2}));
    } else {
        printText(*info, cpu, memory);
    }
    return {};
}

}  // namespace

void addInfoCommand(CLI::App& app, Commands& commands) {
    CLI::App* command = app.add_subcommand("info", "Tell about the model and this machine");
    commands.emplace_back(command, std::make_unique<InfoCommand>(*command));
}

}  // namespace kaleido::cli
