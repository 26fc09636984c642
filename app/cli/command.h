#pragma once

#include "engine/base/error.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace kaleido::cli {

/// One subcommand: adds its options to the parser when it is made, and does its work when it was chosen. Results go to
/// stdout, everything else to stderr.
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
void addBenchCommand(CLI::App& app, Commands& commands);

/// Options that several commands share.
struct ModelOption {
    std::filesystem::path folder;
    int threads = 0;

    void addTo(CLI::App& app);
};

/// Captions from the command line or from a file, one a line.
struct CaptionOptions {
    std::vector<std::string> captions;
    std::filesystem::path file;

    void addTo(CLI::App& app);
    /// All of them, in order; at least one.
    Result<std::vector<std::string>> all() const;
};

/// `--shard i/n`: the part of the work that this process does.
struct Shard {
    int index = 0;  ///< 0 … count − 1
    int count = 1;

    bool takes(std::size_t unit) const {
        return unit % static_cast<std::size_t>(count) == static_cast<std::size_t>(index);
    }
};
Result<Shard> parseShard(const std::string& text);

/// The folder that holds models/ and resources/: KALEIDO_HOME, else the one this program was built from.
std::filesystem::path homeFolder();

}  // namespace kaleido::cli
