#include "engine/store/holder_lock.h"
#include "tests/app/cli/cli_program.h"
#include "tests/support/source_tree.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <variant>

using namespace kaleido::test;
using kaleido::HolderLock;

/// `kaleido train` with the tiny configuration, a few pictures a stage.
class TestCliTrain : public QObject {
    Q_OBJECT

    CliProgram m_program;

    /// The tiny configuration with a first stage that has no end.
    void writeEndlessConfiguration() const {
        QFile tiny(QString::fromStdString(dataFile("tiny/train.json").string()));
        QVERIFY(tiny.open(QIODevice::ReadOnly));
        m_program.write(QStringLiteral("endless.json"),
                        tiny.readAll().replace(R"("vq", "pictures": 32)", R"("vq", "pictures": 0)"));
    }

    CliRun train(const QString& arguments, const CliSetting& setting = {}) const {
        return m_program.run(QStringLiteral("train --run mine --config %1 ")
                                     .arg(QString::fromStdString(dataFile("tiny/train.json").string())) +
                                 arguments,
                             setting);
    }

private Q_SLOTS:
    void aStageNeedsTheOneBefore() {
        const CliRun run = train(QStringLiteral("--stage planner"));
        QCOMPARE(run.code, 3);
        QVERIFY2(run.err.contains("error: "), run.err.constData());
    }

    void stagesFollowOneAnother() {
        const CliRun run = train(QStringLiteral("--stage all --pictures 8 --export model --commit abc123"));
        QVERIFY2(run.code == 0, run.err.constData());
        QVERIFY(run.out.endsWith("model: model\n"));
        for (const char* stage : {"vq", "planner", "inner", "nested"}) {
            const QString folder = QStringLiteral("runs/mine/") + QLatin1String(stage);
            QVERIFY(m_program.exists(folder + QStringLiteral("/checkpoint.safetensors")));
            QVERIFY(m_program.read(folder + QStringLiteral("/losses.png")).startsWith("\x89PNG"));
        }
        QVERIFY(m_program.exists(QStringLiteral("runs/mine/vq/samples-0000002.png")));
    }

    void theExportedModelPaints() {
        const CliRun info = m_program.run(QStringLiteral("info --json --model model"));
        QVERIFY2(info.out.contains("abc123"), info.err.constData());
        const CliRun run = m_program.run(
            QStringLiteral("generate --model model -c \"a cat\" --plans 1 --pictures 1 -o trained.png"));
        QVERIFY2(run.code == 0, run.err.constData());
    }

    void ctrlCSavesAndTheSameCommandGoesOn() {
        writeEndlessConfiguration();
        const CliRun stopped =
            m_program.run(QStringLiteral("train --run stopped --stage vq --config endless.json"),
                          {.environment = {}, .addressSpace = 0, .interruptAfter = "vq 4"});
        QVERIFY2(stopped.err.contains("the same command goes on"), stopped.err.constData());
        QCOMPARE(stopped.code, 5);
        QVERIFY(m_program.exists(QStringLiteral("runs/stopped/vq/checkpoint.safetensors")));
        const CliRun again = m_program.run(
            QStringLiteral("train --run stopped --stage vq --config endless.json --pictures 4"));
        QVERIFY2(again.code == 0, again.err.constData());
    }

    void aSecondCtrlCLosesNothingEither() {
        writeEndlessConfiguration();
        const CliRun stopped = m_program.run(
            QStringLiteral("train --run twice --stage vq --config endless.json --save-minutes 1000"),
            {.environment = {}, .addressSpace = 0, .interruptAfter = "vq 4", .againAfter = "stopping when"});
        QVERIFY2(stopped.err.contains("the run is saved"), stopped.err.constData());
        QCOMPARE(stopped.code, 5);
        QVERIFY(m_program.exists(QStringLiteral("runs/twice/vq/checkpoint.safetensors")));
    }

    void aStageIsTrainedByOneProcessAtATime() {
        QVERIFY(QDir().mkpath(m_program.path(QStringLiteral("runs/mine"))));
        const auto held = HolderLock::take(m_program.path(QStringLiteral("runs/mine/vq")).toStdString());
        QVERIFY(held.ok() && std::holds_alternative<HolderLock>(*held));
        const CliRun run = train(QStringLiteral("--stage vq"));
        QCOMPARE(run.code, 3);
        QVERIFY2(run.err.contains("is being trained by process"), run.err.constData());
    }

    void aSampleThatCannotBeLearnedFromIsToldAndWhatWasLearnedIsKept() {
        QCOMPARE(m_program.run(QStringLiteral("world --count 40 --size 32 --folder data")).code, 0);
        QFile tiny(QString::fromStdString(dataFile("tiny/train.json").string()));
        QVERIFY(tiny.open(QIODevice::ReadOnly));
        m_program.write(QStringLiteral("folder.json"),
                        tiny.readAll().replace(R"({ "source": "world" })",
                                               R"({ "source": "folder", "folder": "data" })"));
        const QString command = QStringLiteral("train --run folder --stage vq --config folder.json");
        QCOMPARE(m_program.run(command + QStringLiteral(" --pictures 8")).code, 0);
        for (const QString& picture :
             QDir(m_program.path(QStringLiteral("data"))).entryList({QStringLiteral("*.png")}))
            m_program.write(QStringLiteral("data/") + picture, "not a picture");
        const CliRun run = m_program.run(command);
        QCOMPARE(run.code, 3);
        QVERIFY2(run.err.contains(".png"), run.err.constData());
        QVERIFY(m_program.exists(QStringLiteral("runs/folder/vq/checkpoint.safetensors")));
    }

    void badConfigurationsAreTold() {
        const CliRun missing = m_program.run(QStringLiteral("train --config nowhere.json"));
        QCOMPARE(missing.code, 3);
        QVERIFY2(missing.err.contains("nowhere.json"), missing.err.constData());
        m_program.write(QStringLiteral("bad.json"),
                        R"({"format":"kaleido-training","version":1,"epochs":3})");
        const CliRun bad = m_program.run(QStringLiteral("train --config bad.json"));
        QCOMPARE(bad.code, 3);
        QVERIFY2(bad.err.contains("bad.json") && bad.err.contains("epochs"), bad.err.constData());
    }
};

QTEST_GUILESS_MAIN(TestCliTrain)
#include "tst_cli_train.moc"
