#include "engine/io/json_value.h"
#include "engine/io/picture_file.h"
#include "tests/app/cli/cli_program.h"

#include <QTest>

using namespace kaleido;
using namespace kaleido::test;

/// `kaleido toy`.
class TestCliToy : public QObject {
    Q_OBJECT

    CliProgram m_program;

private Q_SLOTS:
    void showsTheCollapseAndItsCure() {
        const CliRun run =
            m_program.run(QStringLiteral("toy --guidance 1,8 --points 400 --out modes.png --json"));
        QCOMPARE(run.code, 0);
        const auto report = parseJson(run.out.toStdString(), "stdout");
        QVERIFY(report.ok());
        const auto& samples = *report->find("samples")->array();
        QCOMPARE(samples.size(), std::size_t{4});
        const auto kept = [&](std::size_t i) {
            return std::get<double>(samples[i].find("kept_modes")->data);
        };
        QVERIFY(kept(0) > 1.9);
        QVERIFY(kept(1) < 1.6);
        QVERIFY(kept(2) > 1.9);
        QVERIFY(kept(3) > 1.95);
        const auto picture = readPicture(m_program.path(QStringLiteral("modes.png")).toStdString());
        QVERIFY(picture.ok() && picture->width > 600);
    }

    void aWeightThatIsNoNumberIsAUsageError() {
        const CliRun run = m_program.run(QStringLiteral("toy --guidance 1,high"));
        QCOMPARE(run.code, 2);
        QVERIFY2(run.err.contains("--guidance"), run.err.constData());
    }
};

QTEST_APPLESS_MAIN(TestCliToy)
#include "tst_cli_toy.moc"
