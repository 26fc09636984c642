#include "engine/io/picture_file.h"
#include "engine/io/picture_record.h"
#include "engine/io/plan_json.h"
#include "engine/io/png_metadata.h"
#include "engine/io/png_text.h"
#include "engine/plan/kinds.h"
#include "tests/app/cli/cli_program.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <filesystem>
#include <set>

using namespace kaleido;
using namespace kaleido::test;

/// `kaleido compare` and `kaleido merge` with the tiny model.
class TestCliCompare : public QObject {
    Q_OBJECT

    CliProgram m_program;

    /// Two kinds by two weights, two pictures each.
    CliRun compare(const QString& arguments, const CliSetting& setting = {}) const {
        return m_program.run(
            QStringLiteral("compare --model MODEL -c \"a cat\" --kinds none,all --guidance 1,3 "
                           "--set 2 --seed 5 ") +
                arguments,
            setting);
    }
    CliRun merge(const QString& arguments) const {
        return m_program.run(QStringLiteral("merge ") + arguments);
    }
    QStringList picturesIn(const QString& folder) const {
        return QDir(m_program.path(folder + QStringLiteral("/pictures"))).entryList(QDir::Files, QDir::Name);
    }
    Picture pictureOf(const QString& name) const {
        const auto picture = readPicture(m_program.path(name).toStdString());
        return picture ? *picture : Picture();
    }
    std::vector<PictureRecord> recordsOf(const QString& name) const {
        const auto texts = readPngTexts(m_program.read(name).toStdString());
        if (!texts) return {};
        for (const PngText& text : *texts) {
            if (text.keyword != kKaleidoKeyword) continue;
            const auto records = recordsFromJson(text.text, name.toStdString());
            if (records) return *records;
        }
        return {};
    }

private Q_SLOTS:
    void initTestCase() {
        const CliRun run = compare(QStringLiteral("--out grid.png"));
        QVERIFY2(run.code == 0, run.err.constData());
        QCOMPARE(run.out, QByteArray("pictures: grid (8 new)\ngrid: grid.png\n"));
        QVERIFY2(run.err.contains("4 cells of 2: 8 pictures, 48 network calls"), run.err.constData());
    }

    void theGridTellsEveryPictureAtItsPlace() {
        const auto records = recordsOf(QStringLiteral("grid.png"));
        QCOMPARE(records.size(), std::size_t{8});
        for (std::size_t i = 0; i < records.size(); ++i) {
            QCOMPARE(records[i].row, static_cast<int>(i / 4));
            QCOMPARE(records[i].column, static_cast<int>(i / 2 % 2));
            QCOMPARE(records[i].seed, std::uint64_t{5 + i % 2});
            QCOMPARE(records[i].guidance, i / 2 % 2 == 0 ? 1.0 : 3.0);
            QCOMPARE(formatKinds(records[i].kinds), std::string(i < 4 ? "none" : "all"));
            QVERIFY(records[i].microBatch > 0);
            if (i >= 4) QCOMPARE(records[i].plan.provenance.planIndex, static_cast<int>(i % 2));
        }
        QCOMPARE(picturesIn(QStringLiteral("grid")).size(), 8);
    }

    void nothingIsPaintedTwice() {
        const QByteArray before = m_program.read(QStringLiteral("grid.png"));
        const CliRun run = compare(QStringLiteral("--out grid.png"));
        QCOMPARE(run.out, QByteArray("pictures: grid (0 new)\ngrid: grid-2.png\n"));
        QVERIFY(!run.err.contains("painting"));
        QVERIFY(m_program.read(QStringLiteral("grid-2.png")) == before);
    }

    void aMissingAndADamagedPictureArePaintedAgainAsTheyWere() {
        const Picture before = pictureOf(QStringLiteral("grid.png"));
        QVERIFY(!before.empty());
        const QStringList names = picturesIn(QStringLiteral("grid"));
        const QString damaged = QStringLiteral("grid/pictures/") + names[0];
        const QByteArray bytes = m_program.read(damaged);
        m_program.write(damaged, bytes.left(bytes.size() / 2));
        QVERIFY(QFile::remove(m_program.path(QStringLiteral("grid/pictures/") + names[1])));
        const CliRun run = compare(QStringLiteral("--folder grid --out mended.png"));
        QCOMPARE(run.out, QByteArray("pictures: grid (2 new)\ngrid: mended.png\n"));
        QVERIFY2(run.err.contains(names[0].toUtf8()) && run.err.contains("painting it again"),
                 run.err.constData());
        QVERIFY(pictureOf(QStringLiteral("mended.png")) == before);
    }

    void otherAxesUseWhatIsThere() {
        const CliRun run = m_program.run(QStringLiteral(
            "compare --model MODEL -c \"a cat\" --kinds none,all --guidance 3 --set 2 --seed 5 --folder grid "
            "--out other.png"));
        QCOMPARE(run.out, QByteArray("pictures: grid (0 new)\ngrid: other.png\n"));
        QCOMPARE(recordsOf(QStringLiteral("other.png"))[2].column, 1);
    }

    void rowsAndColumnsAreExchangedWithoutPainting() {
        QCOMPARE(compare(QStringLiteral("--folder grid --out plain.png")).code, 0);
        const CliRun run = merge(QStringLiteral("grid --swap --out turned.png"));
        QCOMPARE(run.out, QByteArray("grid: turned.png\n"));
        const auto turned = recordsOf(QStringLiteral("turned.png"));
        QCOMPARE(turned.size(), std::size_t{8});
        QCOMPARE(turned[2].guidance, 1.0);
        QCOMPARE(formatKinds(turned[2].kinds), std::string("all"));
        QCOMPARE(turned[2].row, 0);
        QCOMPARE(turned[2].column, 1);
    }

    void shardsAreMerged() {
        const CliRun first = compare(QStringLiteral("--shard 1/2 --folder one"));
        QCOMPARE(first.out, QByteArray("pictures: one (4 new)\n"));
        QCOMPARE(compare(QStringLiteral("--shard 2/2 --folder two")).code, 0);
        const CliRun half = merge(QStringLiteral("one --out half.png"));
        QCOMPARE(half.code, 3);
        QVERIFY2(half.err.contains("one: 4 of 8 pictures are missing"), half.err.constData());
        QVERIFY(!m_program.exists(QStringLiteral("half.png")));
        QCOMPARE(merge(QStringLiteral("one --partial --out half.png")).code, 0);
        QCOMPARE(recordsOf(QStringLiteral("half.png")).size(), std::size_t{4});
        const CliRun run = merge(QStringLiteral("one two --out whole.png"));
        QVERIFY2(run.code == 0, run.err.constData());
        QCOMPARE(picturesIn(QStringLiteral("one")), picturesIn(QStringLiteral("grid")));
        QVERIFY(recordsOf(QStringLiteral("whole.png")) == recordsOf(QStringLiteral("grid.png")));
    }

    void otherComparisonsAreNotMerged() {
        QCOMPARE(compare(QStringLiteral("--shard 1/8 --folder three --plan-seed 8")).code, 0);
        const CliRun run = merge(QStringLiteral("grid three --out mixed.png"));
        QCOMPARE(run.code, 3);
        QVERIFY2(run.err.contains("three: is another comparison than that of grid"), run.err.constData());
        QCOMPARE(merge(QStringLiteral("nowhere")).code, 3);
    }

    void aFolderOfAnotherCaptionIsRefused() {
        const CliRun run =
            m_program.run(QStringLiteral("compare --model MODEL -c \"a dog\" --guidance 1,3 --folder grid"));
        QCOMPARE(run.code, 3);
        QVERIFY2(run.err.contains("grid: holds pictures of another caption, \"a cat\""), run.err.constData());
    }

    void whatMakesNoSenseIsRefused_data() {
        QTest::addColumn<QString>("arguments");
        QTest::addColumn<QByteArray>("told");
        const auto row = [](const char* name, const char* arguments, const char* told) {
            QTest::newRow(name) << QString::fromUtf8(arguments) << QByteArray(told);
        };
        row("nothing to compare", "--guidance 3", "nothing to compare");
        row("three axes", "--guidance 1,2 --steps 1,2 --seed 1,2", "a grid has two axes");
        row("a word", "--guidance high", "--guidance: 'high'");
        row("a range to nowhere", "--guidance \"1-9 [\"", "--guidance: ");
        row("a million cells", "--guidance \"1-9 [1000]\" --seed 1-1000",
            "1000 rows by 1000 columns are 1000000 cells");
        row("too wide", "--guidance \"1-9 [500]\" --scale 16", "pixels wide, more than 32000");
        row("times without CADS", "--guidance 1,2 --cads-tau 0.2,0.8", "--cads-tau: changes nothing");
        row("a mix with CADS off", "--guidance 1,2 --cads 0 --cads-mix 0.5", "--cads-mix: changes nothing");
        row("times in the wrong order", "--cads 0,1 --cads-tau 0.8,0.2", "--cads-tau: the lower time");
        row("another ending", "--guidance 1,2 --out grid.jpg", "--out: 'grid.jpg' must end in .png");
    }
    void whatMakesNoSenseIsRefused() {
        QFETCH(QString, arguments);
        QFETCH(QByteArray, told);
        const QStringList before = m_program.files();
        const CliRun run = m_program.run(QStringLiteral("compare --model MODEL -c cat ") + arguments);
        QVERIFY2(run.err.contains(told), run.err.constData());
        QCOMPARE(run.code, 2);
        QCOMPARE(m_program.files(), before);
    }

    void missingJudgesAreToldBeforeAnythingIsPainted() {
        const QStringList before = m_program.files();
        const CliRun run = compare(QStringLiteral("--out judged.png"),
                                   {.environment = {QStringLiteral("KALEIDO_HOME=nowhere")},
                                    .addressSpace = 0,
                                    .interruptAfter = {}});
        QCOMPARE(run.code, 3);
        QVERIFY2(run.err.contains("judges.safetensors"), run.err.constData());
        QCOMPARE(m_program.files(), before);
    }

    void aDryRunTellsTheCostAlone() {
        const QStringList before = m_program.files();
        const CliRun run = compare(QStringLiteral("--dry-run"));
        QCOMPARE(run.code, 0);
        QVERIFY2(run.err.contains("4 cells of 2: 8 pictures"), run.err.constData());
        const QJsonObject document =
            QJsonDocument::fromJson(compare(QStringLiteral("--dry-run --json")).out).object();
        QCOMPARE(document.value(QStringLiteral("network_calls")).toInt(), 48);
        QCOMPARE(document.value(QStringLiteral("plans")).toInt(), 2);
        QCOMPARE(m_program.files(), before);
    }

    void aNegativeCaptionThatCannotBeUsedLeavesTheFolderAlone() {
        const QByteArray before = m_program.read(QStringLiteral("grid/comparison.json"));
        const CliRun run = compare(QStringLiteral("--folder grid --out no.png --negative ") +
                                   QString(20'000, QLatin1Char('a')));
        QCOMPARE(run.code, 3);
        QVERIFY2(run.err.contains("--negative"), run.err.constData());
        QVERIFY(m_program.read(QStringLiteral("grid/comparison.json")) == before);
    }

    void jsonIsOneDocument() {
        const CliRun run = compare(QStringLiteral("--folder grid --out json.png --json"));
        const QJsonObject document = QJsonDocument::fromJson(run.out).object();
        QCOMPARE(document.value(QStringLiteral("pictures")).toInt(), 8);
        QCOMPARE(document.value(QStringLiteral("grid")).toString(), QStringLiteral("json.png"));
        const QJsonArray variety = document.value(QStringLiteral("variety")).toArray();
        QCOMPARE(variety.size(), 4);
        for (const auto& vendi : variety) QVERIFY(vendi.toDouble() >= 1 && vendi.toDouble() <= 2);
    }

    void theTimesAndTheMixOfCadsAreThoseOfEveryCell() {
        const CliRun run = m_program.run(QStringLiteral(
            "compare --model MODEL -c \"a cat\" --cads 0,0.5 --cads-tau 0.2,0.8 --cads-mix 0.5 "
            "--steps 2 --set 1 --out cads.png"));
        QVERIFY2(run.code == 0, run.err.constData());
        const auto records = recordsOf(QStringLiteral("cads.png"));
        QCOMPARE(records.size(), std::size_t{2});
        QVERIFY(records[0].cads == CadsSettings{});
        QVERIFY((records[1].cads == CadsSettings{.scale = 0.5, .tauLow = 0.2, .tauHigh = 0.8, .mix = 0.5}));
        // The folder's comparison remembers them.
        QVERIFY(QFile::remove(m_program.path(QStringLiteral("cads.png"))));
        QCOMPARE(merge(QStringLiteral("cads --out cads.png")).out, QByteArray("grid: cads.png\n"));
        QVERIFY(recordsOf(QStringLiteral("cads.png")) == records);
    }

    void plansThatWereSampledBeforeAStopAreTakenUp() {
        // More plans than are sampled side by side, so that some are there while others are not.
        const auto run = [&](const char* folder, const CliSetting& setting = {}) {
            return m_program.run(
                QStringLiteral("compare --model MODEL -c \"a cat\" --kinds all --guidance 1,3 "
                               "--steps 1 --set 40 --shard 1/40 --folder ") +
                    QLatin1String(folder),
                setting);
        };
        const CliRun stopped =
            run("planned", {.environment = {}, .addressSpace = 0, .interruptAfter = "planning 2"});
        QCOMPARE(stopped.code, 5);
        QVERIFY(!m_program.exists(QStringLiteral("planned/comparison.json")));
        const auto kept =
            plansFromJson(m_program.read(QStringLiteral("planned/plans.json")).toStdString(), "plans.json");
        QVERIFY(kept.ok());
        QVERIFY(kept->size() >= 16 && kept->size() < 40);
        std::set<int> indices;
        for (const Plan& plan : *kept) indices.insert(plan.provenance.planIndex);
        int missing = 0;  // the first one
        while (indices.contains(missing)) ++missing;

        const CliRun resumed = run("planned");
        QVERIFY2(resumed.code == 0, resumed.err.constData());
        QVERIFY2(resumed.err.contains(QByteArray("/") + QByteArray::number(40 - missing)),
                 resumed.err.constData());
        QVERIFY(!m_program.exists(QStringLiteral("planned/plans.json")));
        QCOMPARE(run("at-once").code, 0);
        QVERIFY(m_program.read(QStringLiteral("planned/comparison.json")) ==
                m_program.read(QStringLiteral("at-once/comparison.json")));
    }

    void stoppedBeforeTheGridIsWrittenThereIsNone() {
        const CliRun stopped =
            compare(QStringLiteral("--folder grid --out never.png"),
                    {.environment = {}, .addressSpace = 0, .interruptAfter = "8 pictures"});
        QCOMPARE(stopped.code, 5);
        QVERIFY2(stopped.err.contains("stopped"), stopped.err.constData());
        QVERIFY(!m_program.exists(QStringLiteral("never.png")));
    }

    void stoppedItGoesOn() {
        const QString more = QStringLiteral("--folder stopped --out stopped.png --eta 0.1 --steps 60");
        const CliRun stopped =
            compare(more, {.environment = {}, .addressSpace = 0, .interruptAfter = "painting"});
        QCOMPARE(stopped.code, 5);
        QVERIFY2(stopped.err.contains("new pictures are kept, the same command goes on"),
                 stopped.err.constData());
        QVERIFY(!m_program.exists(QStringLiteral("stopped.png")));
        const auto kept = picturesIn(QStringLiteral("stopped")).size();
        const CliRun run = compare(more);
        QCOMPARE(run.out,
                 QStringLiteral("pictures: stopped (%1 new)\ngrid: stopped.png\n").arg(8 - kept).toUtf8());
        QCOMPARE(picturesIn(QStringLiteral("stopped")).size(), 8);
    }
};

QTEST_GUILESS_MAIN(TestCliCompare)
#include "tst_cli_compare.moc"
