#pragma once

#include "app/settings/home_folder.h"
#include "engine/base/error.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <memory>
#include <utility>
#include <vector>

namespace kaleido::cli {

/// One subcommand: adds its options to the parser when it is made, and does its work when it was chosen. Results go to
/// stdout, everything else to stderr. Code::Cancelled says what was kept.
class Command {
public:
    virtual ~Command() = default;
    virtual Result<void> run() = 0;
};

using Commands = std::vector<std::pair<CLI::App*, std::unique_ptr<Command>>>;

void addPlanCommand(CLI::App& app, Commands& commands);
void addGenerateCommand(CLI::App& app, Commands& commands);
void addTrainCommand(CLI::App& app, Commands& commands);
void addWorldCommand(CLI::App& app, Commands& commands);
void addInfoCommand(CLI::App& app, Commands& commands);
void addCompareCommand(CLI::App& app, Commands& commands);
void addMergeCommand(CLI::App& app, Commands& commands);
void addEvalCommand(CLI::App& app, Commands& commands);
void addToyCommand(CLI::App& app, Commands& commands);
void addBenchCommand(CLI::App& app, Commands& commands);

/// Options that several commands share.
struct ModelOption {
    std::filesystem::path folder;
    int threads = 0;

    void addTo(CLI::App& app);
};

/// The file of the networks that judge pictures, in homeFolder().
std::filesystem::path judgesFile();
/// Fails if it is not there. To be asked before hours are spent on what they are to judge.
Result<void> checkJudges();

}  // namespace kaleido::cli
