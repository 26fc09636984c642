#include "app/cli/command.h"
#include "app/cli/interrupt.h"

#include <QGuiApplication>

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

namespace {

using namespace kaleido;

int fail(const Error& error) {
    fmt::print(stderr, "error: {}\n", describe(error));
    return exitCode(error.code);
}

}  // namespace

int main(int argc, char** argv) {
    // Sheets are painted without a screen, whatever the machine has.
    qputenv("QT_QPA_PLATFORM", "offscreen");
    int qtArguments = 1;
    const QGuiApplication qt(qtArguments, argv);
    cli::watchInterrupts();

    CLI::App app("Kaleido: imagines varied plans for a caption and paints them.", "kaleido");
    app.require_subcommand(1);
    app.set_version_flag("--version", std::string("Kaleido Studio ") + KALEIDO_VERSION);
    app.footer(
        "Exit codes: 0 ok, 1 internal error, 2 usage, 3 bad input, 4 not enough memory, 5 stopped.\n"
        "`kaleido COMMAND --help` shows a command's options with examples.");
    cli::Commands commands;
    cli::addPlanCommand(app, commands);
    cli::addGenerateCommand(app, commands);
    cli::addTrainCommand(app, commands);
    cli::addWorldCommand(app, commands);
    cli::addInfoCommand(app, commands);
    cli::addBenchCommand(app, commands);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const int code = app.exit(error);
        return code == 0 ? 0 : exitCode(Code::Usage);
    }
    const auto chosen =
        std::find_if(commands.begin(), commands.end(), [](const auto& c) { return c.first->parsed(); });
    try {
        const Result<void> done = chosen->second->run();
        return done ? 0 : fail(done.error());
    } catch (const std::bad_alloc&) {
        return fail(
            {Code::NoMemory, "not enough memory; close other programs or ask for less at a time", "", ""});
    } catch (const std::exception& error) {
        return fail({Code::Internal, std::string("internal error: ") + error.what(), "", ""});
    }
}
