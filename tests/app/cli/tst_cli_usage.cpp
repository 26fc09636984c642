#include "tests/app/cli/cli_program.h"

#include <QTest>

using namespace kaleido::test;

/// What the program says to those who ask for help, or for what it does not do.
class TestCliUsage : public QObject {
    Q_OBJECT

    CliProgram m_program;

private Q_SLOTS:
    void helpHasExamples_data() {
        QTest::addColumn<QString>("arguments");
        QTest::addColumn<QByteArray>("example");
        QTest::newRow("program") << "--help" << QByteArray("  kaleido generate ");
        for (const char* command : {"plan", "generate", "train", "world", "info", "toy"}) {
            QTest::newRow(command) << QString::fromLatin1(command) + QStringLiteral(" --help")
                                   << QByteArray("  kaleido ") + command;
        }
    }
    void helpHasExamples() {
        QFETCH(QString, arguments);
        QFETCH(QByteArray, example);
        const CliRun run = m_program.run(arguments);
        QCOMPARE(run.code, 0);
        QVERIFY(run.err.isEmpty());
        const auto examples = run.out.indexOf("Examples:\n");
        QVERIFY(examples > 0);
        QVERIFY(run.out.indexOf(example, examples) > examples);
    }

    void usageErrorsNameTheOption_data() {
        QTest::addColumn<QString>("arguments");
        QTest::addColumn<QByteArray>("named");
        const auto row = [](const char* name, const char* arguments, const char* named) {
            QTest::newRow(name) << QString::fromLatin1(arguments) << QByteArray(named);
        };
        row("no command", "", "subcommand");
        row("unknown command", "paint", "kaleido --help");
        row("unknown option", "generate -c cat --colour", "--colour");
        row("no number", "generate -c cat --steps many", "--steps");
        row("decimal comma", "generate -c cat --guidance 1,5", "--guidance");
        row("not a number", "generate -c cat --guidance nan", "--guidance");
        row("too large", "generate -c cat --guidance 1e9", "--guidance");
        row("steps", "generate -c cat --steps 0", "--steps");
        row("negative seed", "generate -c cat --seed=-1", "--seed");
        row("sampler", "generate -c cat --sampler euler", "--sampler");
        row("cads", "generate -c cat --cads 11", "--cads");
        row("negative cads", "generate -c cat --cads=-0.1", "--cads");
        row("cads time", "generate -c cat --cads 0.2 --cads-tau 0.5,1.5", "--cads-tau");
        row("one cads time", "generate -c cat --cads 0.2 --cads-tau 0.5", "--cads-tau");
        row("cads mix", "generate -c cat --cads 0.2 --cads-mix 2", "--cads-mix");
        row("precision", "generate -c cat --precision fp8", "--precision");
        row("scale", "generate -c cat --scale 17", "--scale");
        row("toy points", "toy --points 10", "--points");
        row("count", "plan -c cat --count 0", "--count");
        row("temperature", "plan -c cat --temperature=-1", "--temperature");
        row("split", "world --split test", "--split");
        row("size", "world --size 4", "--size");
        row("sheet's ending", "world --sheet world.jpg", "--sheet");
        row("stage", "train --stage outer", "--stage");
        row("no caption", "generate", "--caption");
        row("no caption to plan", "plan", "--caption");
        row("two sources", "generate -c cat --plan-from a.png", "--plan-from");
        row("kinds", "generate --model MODEL -c cat --kinds words", "--kinds");
        row("cads times turned round", "generate --model MODEL -c cat --cads 0.2 --cads-tau 0.9,0.6",
            "--cads-tau");
        row("cads times without cads", "generate --model MODEL -c cat --cads-tau 0.5,0.8", "--cads-tau");
        row("cads mix without cads", "generate --model MODEL -c cat --cads 0 --cads-mix 0.5", "--cads-mix");
        row("shard above", "generate --model MODEL -c cat --shard 4/3", "--shard");
        row("shard zero", "generate --model MODEL -c cat --shard 0/3", "--shard");
        row("shard text", "generate --model MODEL -c cat --shard 1of3", "--shard");
        row("grid's ending", "generate --model MODEL -c cat --out grid.jpg", "--out");
    }
    void usageErrorsNameTheOption() {
        QFETCH(QString, arguments);
        QFETCH(QByteArray, named);
        const CliRun run = m_program.run(arguments);
        QVERIFY2(run.err.startsWith("error: ") && run.err.contains(named), run.err.constData());
        QCOMPARE(run.code, 2);
        QCOMPARE(run.err.count('\n'), 1);
        QVERIFY(run.out.isEmpty());
        QVERIFY(m_program.files().isEmpty());
    }

    void resultsThatCannotBeWrittenAreNoSuccess_data() {
        QTest::addColumn<QByteArray>("count");
        QTest::newRow("one line") << QByteArray("1");
        QTest::newRow("more than the buffer holds") << QByteArray("200");
    }

    void resultsThatCannotBeWrittenAreNoSuccess() {
        QFETCH(QByteArray, count);
        const CliRun run = m_program.runBytes("world --count " + count + " >/dev/full");
        QCOMPARE(run.code, 3);
        QVERIFY2(run.err.contains("standard output"), run.err.constData());
    }

    void theVersionIsTold() {
        const CliRun run = m_program.run(QStringLiteral("--version"));
        QCOMPARE(run.code, 0);
        QVERIFY(run.out.startsWith("Kaleido Studio "));
    }
};

QTEST_GUILESS_MAIN(TestCliUsage)
#include "tst_cli_usage.moc"
