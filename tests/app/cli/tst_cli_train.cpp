#include "tests/app/cli/cli_program.h"
#include "tests/support/source_tree.h"

#include <QFile>
#include <QTest>

using namespace kaleido::test;

/// `kaleido train` with the tiny configuration, a few pictures a stage.
class TestCliTrain : public QObject {
    Q_OBJECT

    CliProgram m_program;

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
        QFile tiny(QString::fromStdString(dataFile("tiny/train.json").string()));
        QVERIFY(tiny.open(QIODevice::ReadOnly));
        const QByteArray endless =
            tiny.readAll().replace(R"("vq", "pictures": 32)", R"("vq", "pictures": 0)");
        m_program.write(QStringLiteral("endless.json"), endless);
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
