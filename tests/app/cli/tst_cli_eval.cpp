#include "engine/io/picture_file.h"
#include "tests/app/cli/cli_program.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace kaleido::test;

/// `kaleido eval` with the tiny model: little of everything, from captions and plans to the report.
class TestCliEval : public QObject {
    Q_OBJECT

    CliProgram m_program;

    CliRun eval(const QString& arguments, const CliSetting& setting = {}) const {
        return m_program.run(QStringLiteral("eval --model MODEL ") + arguments, setting);
    }
    QStringList picturesIn(const QString& folder) const {
        return QDir(m_program.path(folder + QStringLiteral("/pictures"))).entryList(QDir::Files, QDir::Name);
    }
    QStringList tablesIn(const QString& file) const {
        QStringList ids;
        const auto results = QJsonDocument::fromJson(m_program.read(file)).object();
        for (const auto& table : results[QStringLiteral("tables")].toArray())
            ids << table.toObject()[QStringLiteral("id")].toString();
        return ids;
    }

private Q_SLOTS:
    void initTestCase() {
        const CliRun run = eval(QStringLiteral("--quick --only layout,plans"));
        QVERIFY2(run.code == 0, run.err.constData());
        QVERIFY(run.out.contains("Obeying the plan"));
        QVERIFY(run.out.contains("Plans that realise their captions"));
        QCOMPARE(tablesIn(QStringLiteral("evaluation/quick.json")),
                 QStringList(
                     {QStringLiteral("layout"), QStringLiteral("caption_words"), QStringLiteral("locks")}));
        const QByteArray page = m_program.read(QStringLiteral("evaluation/quick.html"));
        QVERIFY(page.contains("Held-out scenes") && page.contains("data:image/png;base64,"));
        QVERIFY(m_program.read(QStringLiteral("evaluation/quick-layout.png")).startsWith("\x89PNG"));
    }

    void nothingIsMadeTwiceAndOtherStudiesAreAdded() {
        const QStringList before = picturesIn(QStringLiteral("evaluation"));
        QCOMPARE(before.size(), 48 + 16);
        const CliRun again = eval(QStringLiteral("--quick --only layout"));
        QVERIFY2(again.code == 0, again.err.constData());
        QVERIFY2(!QString::fromUtf8(again.err).contains(QRegularExpression(QStringLiteral("painting \\d"))),
                 again.err.constData());
        QCOMPARE(picturesIn(QStringLiteral("evaluation")), before);
        const CliRun more = eval(QStringLiteral("--quick --only edits"));
        QVERIFY2(more.code == 0, more.err.constData());
        QCOMPARE(picturesIn(QStringLiteral("evaluation")).size(), before.size() + 24 * 3);
        QCOMPARE(tablesIn(QStringLiteral("evaluation/quick.json")).size(), 4);
    }

    void theReportPrintsWhatIsThereAndPaintsNothing() {
        const CliRun run = eval(QStringLiteral("--report"));
        QVERIFY2(run.code == 0, run.err.constData());
        QVERIFY(run.out.contains("Obeying the plan"));
        const CliRun json = eval(QStringLiteral("--report --json"));
        QVERIFY(QJsonDocument::fromJson(json.out).object().contains(QStringLiteral("model_hash")));
        const CliRun none = eval(QStringLiteral("--report --folder nowhere"));
        QCOMPARE(none.code, 3);
        QVERIFY2(none.err.contains("no results yet"), none.err.constData());
    }

    void shardsShareTheWork() {
        const CliRun first = eval(QStringLiteral("--quick --only layout --folder parts --shard 1/2"));
        QVERIFY2(first.code == 0, first.err.constData());
        const qsizetype half = picturesIn(QStringLiteral("parts")).size();
        QVERIFY(half > 0 && half < 64);
        QVERIFY(!m_program.exists(QStringLiteral("parts/quick.json")));
        QVERIFY(eval(QStringLiteral("--quick --only layout --folder parts --shard 2/2")).code == 0);
        QCOMPARE(picturesIn(QStringLiteral("parts")), layoutPictures());
    }

    void aDamagedPictureIsPaintedAgain() {
        const QString name = picturesIn(QStringLiteral("parts")).front();
        const QString path = QStringLiteral("parts/pictures/") + name;
        const QByteArray bytes = m_program.read(path);
        const auto before = kaleido::readPicture(m_program.path(path).toStdString());
        m_program.write(path, bytes.left(bytes.size() / 2));
        const CliRun run = eval(QStringLiteral("--quick --only layout --folder parts"));
        QVERIFY2(run.code == 0, run.err.constData());
        QVERIFY2(run.err.contains("painting it again"), run.err.constData());
        QVERIFY(*kaleido::readPicture(m_program.path(path).toStdString()) == *before);
    }

    void stoppedItGoesOnWhereItWas() {
        CliSetting setting;
        setting.interruptAfter = "painting 4/";
        const CliRun stopped = eval(QStringLiteral("--quick --only layout --folder later"), setting);
        QCOMPARE(stopped.code, 5);
        QVERIFY2(stopped.err.contains("the same command goes on"), stopped.err.constData());
        const CliRun run = eval(QStringLiteral("--quick --only layout --folder later"));
        QVERIFY2(run.code == 0, run.err.constData());
        QCOMPARE(picturesIn(QStringLiteral("later")), layoutPictures());
    }

    void whatMakesNoSenseIsRefused() {
        QCOMPARE(eval(QStringLiteral("--quick --full")).code, 2);
        QCOMPARE(eval(QStringLiteral("--only everything")).code, 2);
        QCOMPARE(eval(QStringLiteral("--quick --shard 3/2")).code, 2);
        const CliRun missing = eval(QStringLiteral("--quick --only layout --no-plan-model nowhere"));
        QCOMPARE(missing.code, 3);
    }

    void resultsOfAnotherModelAreRefusedByHash() {
        m_program.write(QStringLiteral("evaluation/evaluation.json"),
                        "{\"format\":\"kaleido-evaluation-folder\",\"version\":1,\"model\":\"m\","
                        "\"model_hash\":\"0123456789abcdef\"}");
        const CliRun run = eval(QStringLiteral("--quick --only layout"));
        QCOMPARE(run.code, 3);
        QVERIFY2(run.err.contains("another model (0123456789"), run.err.constData());
    }

private:
    /// Those of the folder `parts`, whose layout study is whole from shardsShareTheWork() on.
    QStringList layoutPictures() const {
        QStringList pictures = picturesIn(QStringLiteral("parts"));
        if (pictures.size() != 48 + 16) pictures.clear();
        return pictures;
    }
};

QTEST_GUILESS_MAIN(TestCliEval)
#include "tst_cli_eval.moc"
