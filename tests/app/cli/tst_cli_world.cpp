#include "engine/io/picture_file.h"
#include "engine/io/plan_json.h"
#include "engine/plan/validate.h"
#include "tests/app/cli/cli_program.h"

#include <QTest>

using namespace kaleido;
using namespace kaleido::test;

/// `kaleido world`.
class TestCliWorld : public QObject {
    Q_OBJECT

    CliProgram m_program;

private Q_SLOTS:
    void sheetAndDataFolderAreWritten() {
        const CliRun run =
            m_program.run(QStringLiteral("world --count 3 --size 32 --sheet world.png --folder data"));
        QCOMPARE(run.code, 0);
        QCOMPARE(run.out, QByteArray("folder: data\nsheet: world.png\n"));
        const auto sheet = readPicture(m_program.path(QStringLiteral("world.png")).toStdString());
        QVERIFY(sheet.ok() && sheet->width > 600);
        const QByteArrayList lines = m_program.read(QStringLiteral("data/data.jsonl")).trimmed().split('\n');
        QCOMPARE(lines.size(), 3);
        for (int i = 0; i < 3; ++i) {
            const auto line = parseJson(lines[i].toStdString(), "data.jsonl");
            QVERIFY(line.ok());
            const std::string name = *line->find("picture")->string();
            QCOMPARE(name, "00000" + std::to_string(i + 1) + ".png");
            const auto picture = readPicture(m_program.path(QStringLiteral("data/")).toStdString() + name);
            QVERIFY(picture.ok() && picture->width == 32);
            const auto plan = planFromJson(writeJson(*line->find("plan")), "data.jsonl");
            QVERIFY(plan.ok() && !plan->caption.empty() && !plan->items.empty());
            QVERIFY(!hasErrors(validate(*plan, PlanFormat())));
        }
    }

    void aFolderWithThingsInItIsLeftAlone() {
        QCOMPARE(m_program.run(QStringLiteral("world --count 1 --folder full")).code, 0);
        const QByteArray before = m_program.read(QStringLiteral("full/data.jsonl"));
        QVERIFY(!before.isEmpty());
        const CliRun run = m_program.run(QStringLiteral("world --count 2 --folder full"));
        QCOMPARE(run.code, 3);
        QVERIFY2(run.err.contains("full"), run.err.constData());
        QCOMPARE(m_program.read(QStringLiteral("full/data.jsonl")), before);
    }

    void seedsAndSplitsMakeScenes() {
        const auto scenes = [&](const char* options) {
            return m_program.run(QStringLiteral("world --count 4 --json ") + QLatin1String(options)).out;
        };
        const QByteArray one = scenes("--seed 1");
        QCOMPARE(one.count('\n'), 4);
        for (const QByteArray& line : one.trimmed().split('\n'))
            QVERIFY(parseJson(line.toStdString(), "stdout").ok());
        QCOMPARE(scenes("--seed 1"), one);
        QVERIFY(scenes("--seed 2") != one);
        QVERIFY(scenes("--seed 1 --split composition") != one);
    }
};

QTEST_GUILESS_MAIN(TestCliWorld)
#include "tst_cli_world.moc"
