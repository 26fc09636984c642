#include "app/engine/engine_bridge.h"
#include "app/engine/start_engine.h"
#include "app/export/command_line.h"
#include "app/studio/paint_controller.h"
#include "app/studio/plan_controller.h"
#include "engine/io/picture_file.h"
#include "tests/app/cli/cli_program.h"
#include "tests/support/open_document.h"

#include <QDir>
#include <QTest>

using namespace kaleido;
using namespace kaleido::test;

/// The whole way from a caption to a picture in the project, and from there by the command line, with the tiny model.
class TestCopiedCommand : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void itPaintsTheSamePixels();
};

void TestCopiedCommand::itPaintsTheSamePixels() {
    const CliProgram program;
    const std::filesystem::path folder = program.model().toStdString();
    const ModelInfo model = readModelInfo(folder).value();
    OpenDocument document;
    EngineBridge bridge(engineStarter());
    PlanController plans(*document, bridge, model);
    PaintController paints(*document, bridge, model);
    plans.setSettings({.count = 1, .seed = 3});
    PaintSettings settings = paints.settings();
    settings.painting.steps = 3;
    settings.painting.guidance = 5.5;
    settings.pictures = 2;
    settings.seed = 40;
    paints.setSettings(settings);
    plans.imagine(QStringLiteral("a cat"), [&](const std::vector<PlanId>& made) { paints.paint(made); });
    QTRY_COMPARE_WITH_TIMEOUT(document->store().pictures().ids().value().size(), std::size_t(2), 120'000);

    const PictureId second = document->store().pictures().ids().value().back();
    const auto file =
        keepForCommand(document->store(), second, program.path(QStringLiteral("kept")).toStdString());
    QString command = commandFor(file.value(), {.model = folder});
    QVERIFY(command.startsWith(QStringLiteral("kaleido ")));
    command.remove(0, 8);
    const CliRun run = program.run(command + QStringLiteral(" --out grid.png --pictures-to out"));
    QCOMPARE(run.code, 0);
    const QDir out(program.path(QStringLiteral("out")));
    const QStringList made = out.entryList({QStringLiteral("*.png")});
    QCOMPARE(made.size(), 1);
    const Picture again = readPicture(out.filePath(made.front()).toStdString()).value();
    QCOMPARE(again, decodePicture(document->store().pictures().png(second).value()).value());
}

QTEST_GUILESS_MAIN(TestCopiedCommand)
#include "tst_copied_command.moc"
