#include "app/cli/command.h"
#include "app/cli/interrupt.h"

#include <QGuiApplication>
#include <QString>

#include <fmt/format.h>

#include <algorithm>
#include <clocale>
#include <cstdio>
#include <new>
#include <system_error>

namespace {

using namespace kaleido;

constexpr const char* kNoMemory = "not enough memory; close other programs or ask for less at a time";

/// What Qt has to say of the machine (a missing runtime folder …) does not belong between our lines.
void onlySevere(QtMsgType type, const QMessageLogContext& /*context*/, const QString& message) {
    if (type == QtCriticalMsg || type == QtFatalMsg) fmt::print(stderr, "{}\n", message.toStdString());
}

int fail(const Error& error) {
    fmt::print(stderr, "{}{}\n", error.code == Code::Cancelled ? "" : "error: ", describe(error));
    return exitCode(error.code);
}

/// Results that nobody can read are none: the disk behind a redirected output may be full.
const Error kUnwritten{Code::WriteFailed, "the results cannot be written; is the disk full?",
                       "standard output", ""};

Result<void> flushResults() {
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return {};
    return kUnwritten;
}

/// "error: --steps: Value 0 not in range 1 to 1000 (see kaleido generate --help)".
std::string usageError(const CLI::App* app, const CLI::Error& error) {
    std::string command = app->get_name();
    for (const CLI::App* chosen : app->get_subcommands()) command += " " + chosen->get_name();
    return fmt::format("error: {} (see {} --help)\n", error.what(), command);
}

/// The texts say what is allowed; the parser's own words for it would say it twice.
void tidyHelp(CLI::App& app) {
    app.get_formatter()->column_width(32);
    for (CLI::Option* option : app.get_options()) {
        try {
            for (int i = 0;; ++i) option->get_validator(i)->description("");
        } catch (const CLI::OptionNotFound&) {
            // That was the last one; there is no other way to ask how many there are.
        }
    }
}

int run(int argc, char** argv) {
    CLI::App app("Kaleido: imagines varied plans for a caption and paints them.", "kaleido");
    app.require_subcommand(1);
    app.set_version_flag("--version", std::string("Kaleido Studio ") + KALEIDO_VERSION);
    app.failure_message(usageError);
    app.footer(
        "Exit codes: 0 ok, 1 internal error, 2 usage, 3 bad input, 4 not enough memory, 5 stopped.\n"
        "Examples:\n"
        "  kaleido generate --caption \"a cat sat on the mat\"\n"
        "  kaleido COMMAND --help                   (a command's options with examples)");
    cli::Commands commands;
    cli::addPlanCommand(app, commands);
    cli::addGenerateCommand(app, commands);
    cli::addCompareCommand(app, commands);
    cli::addMergeCommand(app, commands);
    cli::addTrainCommand(app, commands);
    cli::addWorldCommand(app, commands);
    cli::addInfoCommand(app, commands);
    cli::addToyCommand(app, commands);
    cli::addEvalCommand(app, commands);
    cli::addBenchCommand(app, commands);
    for (const auto& [command, unused] : commands) tidyHelp(*command);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const int code = app.exit(error);
        return code == 0 ? 0 : exitCode(Code::Usage);
    }
    // Sheets are painted without a screen, whatever the machine has.
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qInstallMessageHandler(onlySevere);
    int qtArguments = 1;
    const QGuiApplication qt(qtArguments, argv);
    // Qt takes over the user's locale; numbers keep the decimal point whatever it is.
    std::setlocale(LC_NUMERIC, "C");
    cli::watchInterrupts();

    const auto chosen =
        std::find_if(commands.begin(), commands.end(), [](const auto& c) { return c.first->parsed(); });
    Result<void> done = chosen->second->run();
    if (done) done = flushResults();
    return done ? 0 : fail(done.error());
}

}  // namespace

int main(int argc, char** argv) {
    try {
        return run(argc, argv);
    } catch (const std::bad_alloc&) {
        return fail({Code::NoMemory, kNoMemory, "", ""});
    } catch (const std::system_error& error) {
        // A thread that cannot be started: there is no room for its stack.
        if (error.code() == std::errc::resource_unavailable_try_again)
            return fail({Code::NoMemory, kNoMemory, "", ""});
        if (error.code() == std::errc::no_space_on_device) return fail(kUnwritten);
        return fail({Code::Internal, std::string("internal error: ") + error.what(), "", ""});
    } catch (const std::exception& error) {
        return fail({Code::Internal, std::string("internal error: ") + error.what(), "", ""});
    }
}
