#include "tests/app/cli/cli_program.h"

#include <QRegularExpression>
#include <QTest>

using namespace kaleido::test;

/// `kaleido bench`.
class TestCliBench : public QObject {
    Q_OBJECT

    CliProgram m_program;

private Q_SLOTS:
    void tableNamesWhatWasMeasured() {
        const CliRun run = m_program.run(QStringLiteral("bench --model MODEL"),
                                         {.environment = {QStringLiteral("LC_ALL=de_DE.UTF-8")}});
        QCOMPARE(run.code, 0);
        for (const char* part : {"kaleido-tiny", "8 plans", "16 pictures", "first preview", "peak memory",
                                 "painter", "T5 decoder", "share"})
            QVERIFY2(run.out.contains(part), run.out.constData());
        QVERIFY2(!run.out.contains("training step"), run.out.constData());
        QVERIFY2(!QRegularExpression(QStringLiteral("\\d,\\d")).match(QString::fromUtf8(run.out)).hasMatch(),
                 run.out.constData());
    }

    void aPublicNetworkThatDoesNotFitIsRefused() {
        const CliRun run =
            m_program.run(QStringLiteral("bench --public-64"),
                          {.environment = {}, .addressSpace = std::uint64_t{2} << 30, .interruptAfter = {}});
        QCOMPARE(run.code, 4);
        QVERIFY2(run.err.contains("MDM 64x64") && run.err.contains("memory"), run.err.constData());
        QVERIFY(run.out.isEmpty());
    }

    void aPublicNetworkIsNoModel() {
        const CliRun run = m_program.run(QStringLiteral("bench --public-64 --model MODEL"));
        QCOMPARE(run.code, 2);
        QVERIFY2(run.err.contains("--public-64"), run.err.constData());
    }

    void aMissingModelIsBadInput() {
        const CliRun run = m_program.run(QStringLiteral("bench --model nowhere"));
        QCOMPARE(run.code, 3);
        QVERIFY2(run.err.contains("nowhere"), run.err.constData());
        QVERIFY(run.out.isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestCliBench)
#include "tst_cli_bench.moc"
