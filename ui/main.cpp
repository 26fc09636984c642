#include "app/document/first_document.h"
#include "app/document/project_files.h"
#include "app/engine/engine_bridge.h"
#include "app/engine/start_engine.h"
#include "app/log/log_tail.h"
#include "app/settings/home_folder.h"
#include "app/settings/studio_settings.h"
#include "app/studio/item_selection.h"
#include "app/studio/known_words.h"
#include "app/studio/paint_controller.h"
#include "app/studio/plan_controller.h"
#include "app/studio/remember_settings.h"
#include "ui/language/language.h"
#include "ui/theme/theme.h"
#include "ui/window/main_window.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QMessageBox>
#include <QStandardPaths>

#include <cstdio>

namespace {

using namespace kaleido;

struct Arguments {
    std::filesystem::path project = {};
    std::filesystem::path model = {};
    QString caption = {};
};

Arguments readArguments(const QApplication& application) {
    QCommandLineParser parser;
    parser.setApplicationDescription(QCoreApplication::translate(
        "main", "Imagines varied plans for a caption, lets you edit them, and paints them."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(QStringLiteral("project"),
                                 QCoreApplication::translate("main", "The project to open."),
                                 QStringLiteral("[FILE.kaleido]"));
    const QCommandLineOption model(
        QStringLiteral("model"),
        QCoreApplication::translate("main", "Model folder (default: the bundled one)."),
        QStringLiteral("FOLDER"));
    const QCommandLineOption caption({QStringLiteral("c"), QStringLiteral("caption")},
                                     QCoreApplication::translate("main", "What a new project begins with."),
                                     QStringLiteral("TEXT"),
                                     QCoreApplication::translate("main", "a cat sat on the mat"));
    parser.addOptions({model, caption});
    parser.process(application);
    Arguments arguments{.model = homeFolder() / "models" / "kaleido-emoji", .caption = parser.value(caption)};
    if (parser.isSet(model)) arguments.model = parser.value(model).toStdString();
    if (!parser.positionalArguments().isEmpty())
        arguments.project = parser.positionalArguments().front().toStdString();
    return arguments;
}

std::filesystem::path userFolder(QStandardPaths::StandardLocation location) {
    return QStandardPaths::writableLocation(location).toStdString();
}

/// Whoever started the program from a file manager sees no terminal.
int fail(const Error& error) {
    std::fprintf(stderr, "error: %s\n", describe(error).c_str());
    if (QGuiApplication::platformName() != QLatin1String("offscreen"))
        QMessageBox::critical(nullptr, QGuiApplication::applicationDisplayName(),
                              QString::fromStdString(describe(error)));
    return exitCode(error.code);
}

int run(const Arguments& arguments, const std::filesystem::path& unsaved) {
    const auto model = readModelInfo(arguments.model);
    if (!model) return fail(model.error());
    const auto words = KnownWords::read(arguments.model);
    if (!words) return fail(words.error());

    StudioSettings settings(userFolder(QStandardPaths::AppConfigLocation) / "studio.ini");
    ui::Theme theme;
    theme.apply(settings.theme());

    auto first = openFirst(arguments.project, unsaved);
    if (!first) return fail(first.error());
    Document& document = *first->document;

    LogTail log;
    EngineBridge bridge(engineStarter({.log = log.sink()}));
    PlanController plans(document, bridge, *model);
    PaintController paints(document, bridge, *model);
    rememberSettings(settings, plans, paints);
    ItemSelection selection;
    MainWindow window({.document = document,
                       .bridge = bridge,
                       .plans = plans,
                       .paints = paints,
                       .selection = selection,
                       .settings = settings,
                       .theme = theme,
                       .model = *model,
                       .words = *words,
                       .log = log,
                       .unsaved = unsaved,
                       .commands = userFolder(QStandardPaths::AppDataLocation) / "commands",
                       .resources = homeFolder() / "resources",
                       .libTorch = QString::fromStdString(libTorchVersion())});
    window.show();
    window.begin(arguments.caption, first->fault);
    return QApplication::exec();
}

}  // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("kaleido-studio"));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Kaleido Studio"));
    QCoreApplication::setApplicationVersion(QStringLiteral(KALEIDO_VERSION));
    ui::installLanguage(application);
    const std::filesystem::path unsaved = userFolder(QStandardPaths::AppDataLocation) / "unsaved";
    const int code = run(readArguments(application), unsaved);
    removeEmptyUnsaved(unsaved);
    return code;
}
