#include "engine/io/picture_file.h"
#include "engine/io/picture_record.h"
#include "engine/io/png_metadata.h"
#include "engine/io/png_text.h"
#include "engine/plan/kinds.h"
#include "tests/app/cli/cli_program.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

using namespace kaleido;
using namespace kaleido::test;

/// `kaleido generate` with the tiny model.
class TestCliGenerate : public QObject {
    Q_OBJECT

    CliProgram m_program;

    CliRun generate(const QString& arguments, const CliSetting& setting = {}) const {
        return m_program.run(QStringLiteral("generate --model MODEL ") + arguments, setting);
    }
    std::vector<PngText> textsOf(const QString& name) const {
        const auto texts = readPngTexts(m_program.read(name).toStdString());
        return texts ? *texts : std::vector<PngText>();
    }
    std::vector<PictureRecord> recordsOf(const QString& name) const {
        for (const PngText& text : textsOf(name)) {
            if (text.keyword != kKaleidoKeyword) continue;
            const auto records = recordsFromJson(text.text, name.toStdString());
            if (records) return *records;
        }
        return {};
    }
    Picture pictureOf(const QString& name) const {
        const auto picture = readPicture(m_program.path(name).toStdString());
        return picture ? *picture : Picture();
    }
    QStringList filesIn(const QString& folder) const {
        return QDir(m_program.path(folder)).entryList(QDir::Files, QDir::Name);
    }

private Q_SLOTS:
    void initTestCase() {
        const CliRun run =
            generate(QStringLiteral("-c \"a cat\" --plans 3 --pictures 2 --seed 5 --plan-seed 9 --out "
                                    "grid.png --pictures-to single"));
        QVERIFY2(run.out.endsWith("grid: grid.png\n"), run.err.constData());
        QCOMPARE(run.code, 0);
    }

    void theGridCarriesAllRecords() {
        const auto records = recordsOf(QStringLiteral("grid.png"));
        QCOMPARE(records.size(), std::size_t{6});
        for (std::size_t i = 0; i < records.size(); ++i) {
            QCOMPARE(records[i].row, static_cast<int>(i / 3));
            QCOMPARE(records[i].column, static_cast<int>(i % 3));
            QCOMPARE(records[i].seed, std::uint64_t{5 + i / 3});
            QCOMPARE(records[i].plan.provenance.planSeed, std::uint64_t{9});
            QCOMPARE(records[i].plan.provenance.planIndex, static_cast<int>(i % 3));
            QCOMPARE(records[i].plan.caption, std::string("a cat"));
            QCOMPARE(records[i].steps, 4);
            QCOMPARE(records[i].width, 32);
            QCOMPARE(records[i].modelHash.size(), std::size_t{64});
        }
    }

    void singlePicturesCarryParametersAndTheMark() {
        QCOMPARE(filesIn(QStringLiteral("single")).size(), 6);
        const auto texts = textsOf(QStringLiteral("single/a-cat-p2-s6.png"));
        QCOMPARE(texts.size(), std::size_t{3});
        QCOMPARE(texts[0].keyword, std::string("parameters"));
        QVERIFY(texts[0].text.starts_with(
            "a cat\nSteps: 4, Sampler: DPM++ 2M, CFG scale: 3, Seed: 6, Size: 32x32, "));
        QVERIFY(texts[0].text.find("Plan seed: 9, Plan index: 1") != std::string::npos);
        QVERIFY(texts[2].text.find("trainedAlgorithmicMedia") != std::string::npos);
    }

    void aGridPaintsTheSamePicturesAgain() {
        const CliRun run = generate(QStringLiteral("--plan-from grid.png --out again.png"));
        QVERIFY2(!run.err.contains("note:"), run.err.constData());
        QCOMPARE(run.code, 0);
        QVERIFY(m_program.read(QStringLiteral("again.png")) == m_program.read(QStringLiteral("grid.png")));
    }

    void aSinglePicturePaintsItselfAgainAlone() {
        QCOMPARE(
            generate(QStringLiteral("--plan-from single/a-cat-p3-s6.png --out one.png --pictures-to alone"))
                .code,
            0);
        QCOMPARE(filesIn(QStringLiteral("alone")), QStringList{QStringLiteral("a-cat-p3-s6.png")});
        const Picture before = pictureOf(QStringLiteral("single/a-cat-p3-s6.png"));
        QVERIFY(!before.empty());
        QVERIFY(pictureOf(QStringLiteral("alone/a-cat-p3-s6.png")) == before);
        QVERIFY(pictureOf(QStringLiteral("single/a-cat-p3-s5.png")) != before);
        QVERIFY(pictureOf(QStringLiteral("single/a-cat-p2-s6.png")) != before);
    }

    void optionsOverruleTheRecord() {
        QCOMPARE(generate(QStringLiteral(
                              "--plan-from single/a-cat-p1-s5.png --seed 40 --pictures 3 --guidance 1.5 "
                              "--negative dog --kinds items --out other.png"))
                     .code,
                 0);
        const auto records = recordsOf(QStringLiteral("other.png"));
        QCOMPARE(records.size(), std::size_t{3});
        QCOMPARE(records[2].seed, std::uint64_t{42});
        QCOMPARE(records[2].guidance, 1.5);
        QCOMPARE(records[2].negative, std::string("dog"));
        QCOMPARE(formatKinds(records[2].kinds), std::string("items"));
        QVERIFY(records[2].plan == recordsOf(QStringLiteral("single/a-cat-p1-s5.png")).front().plan);
    }

    void everySamplerIsToldAndPaintsAgain_data() {
        QTest::addColumn<QString>("sampler");
        QTest::addColumn<QByteArray>("title");
        QTest::newRow("DPM-Solver++ 3M") << QStringLiteral("dpmpp_3m") << QByteArray("DPM++ 3M");
        QTest::newRow("UniPC") << QStringLiteral("unipc") << QByteArray("UniPC");
        QTest::newRow("DDIM") << QStringLiteral("ddim") << QByteArray("DDIM");
    }

    void everySamplerIsToldAndPaintsAgain() {
        QFETCH(QString, sampler);
        QFETCH(QByteArray, title);
        const QString first = sampler + QStringLiteral(".png"),
                      second = sampler + QStringLiteral("-again.png");
        const auto common = QStringLiteral("-c \"a cat\" --plans 1 --pictures 2 --sampler ");
        QCOMPARE(generate(common + sampler + QStringLiteral(" --out ") + first).code, 0);
        QCOMPARE(recordsOf(first).front().sampler, sampler.toStdString());
        const std::string parameters = textsOf(first)[0].text;
        QVERIFY(parameters.find("Sampler: " + title.toStdString() + ",") != std::string::npos);
        QCOMPARE(generate(QStringLiteral("--plan-from %1 --out %2").arg(first, second)).code, 0);
        QVERIFY(m_program.read(second) == m_program.read(first));
    }

    void cadsIsToldAndPaintsAgain() {
        QCOMPARE(generate(QStringLiteral("--plan-from single/a-cat-p1-s5.png --cads 0.5 --cads-tau 0.25,0.75 "
                                         "--cads-mix 0.5 --out cads.png --pictures-to cads"))
                     .code,
                 0);
        const auto records = recordsOf(QStringLiteral("cads.png"));
        QCOMPARE(records.size(), std::size_t{1});
        QVERIFY((records[0].cads == CadsSettings{.scale = 0.5, .tauLow = 0.25, .tauHigh = 0.75, .mix = 0.5}));
        QVERIFY(textsOf(QStringLiteral("cads.png"))[0].text.find("CADS Noise Scale: 0.5") !=
                std::string::npos);
        const Picture noisy = pictureOf(QStringLiteral("cads/a-cat-p1-s5.png"));
        QVERIFY(!noisy.empty());
        QVERIFY(noisy != pictureOf(QStringLiteral("single/a-cat-p1-s5.png")));

        QCOMPARE(generate(QStringLiteral("--plan-from cads/a-cat-p1-s5.png --out cads-again.png")).code, 0);
        QVERIFY(m_program.read(QStringLiteral("cads-again.png")) ==
                m_program.read(QStringLiteral("cads.png")));

        QCOMPARE(generate(QStringLiteral("--plan-from cads/a-cat-p1-s5.png --cads 0 --out off.png "
                                         "--pictures-to off"))
                     .code,
                 0);
        QVERIFY(pictureOf(QStringLiteral("off/a-cat-p1-s5.png")) ==
                pictureOf(QStringLiteral("single/a-cat-p1-s5.png")));
        QVERIFY(recordsOf(QStringLiteral("off.png")).front().cads == CadsSettings{});
    }

    void planFilesArePainted() {
        QCOMPARE(m_program.run(QStringLiteral("plan --model MODEL -c \"a dog\" -n 2 --out plans.json")).code,
                 0);
        QCOMPARE(generate(QStringLiteral("--plan-from plans.json --pictures 1 -o planned.png")).code, 0);
        const auto records = recordsOf(QStringLiteral("planned.png"));
        QCOMPARE(records.size(), std::size_t{2});
        QCOMPARE(records[1].plan.caption, std::string("a dog"));
    }

    void nothingIsOverwritten() {
        const QByteArray before = m_program.read(QStringLiteral("grid.png"));
        const CliRun run = generate(QStringLiteral("-c \"a dog\" --plans 1 --pictures 1 --out grid.png"));
        QCOMPARE(run.out, QByteArray("grid: grid-2.png\n"));
        QVERIFY2(run.err.contains("grid.png is there already"), run.err.constData());
        QVERIFY(m_program.read(QStringLiteral("grid.png")) == before);
    }

    void noKindsPaintWithoutPlanning() {
        const CliRun run =
            generate(QStringLiteral("-c \"a cat\" --kinds none --plans 2 --pictures 2 --out none.png"));
        QCOMPARE(run.code, 0);
        QVERIFY(!run.err.contains("planning"));
        const auto records = recordsOf(QStringLiteral("none.png"));
        QCOMPARE(records.size(), std::size_t{4});
        QCOMPARE(records[3].seed, std::uint64_t{3});
        QVERIFY(records[3].plan.items.empty());
        QVERIFY(textsOf(QStringLiteral("none.png"))[0].text.find("Plan seed") == std::string::npos);
    }

    void shardsMakeTheWhole() {
        m_program.write(QStringLiteral("captions.txt"), "a cat\r\n\na dog\n");
        const QString common =
            QStringLiteral("--captions captions.txt --plans 3 --pictures 1 --pictures-to ");
        QCOMPARE(generate(common + QStringLiteral("whole -o whole.png")).code, 0);
        QCOMPARE(generate(common + QStringLiteral("parts --shard 1/2")).code, 0);
        QCOMPARE(generate(common + QStringLiteral("parts --shard 2/2")).code, 0);
        const QStringList whole = filesIn(QStringLiteral("whole"));
        QCOMPARE(whole.size(), 6);
        QCOMPARE(filesIn(QStringLiteral("parts")), whole);
        for (const QString& name : whole) {
            QVERIFY(pictureOf(QStringLiteral("whole/") + name) == pictureOf(QStringLiteral("parts/") + name));
        }
        QVERIFY(m_program.exists(QStringLiteral("a-cat-1of2.png")));
        QVERIFY(m_program.exists(QStringLiteral("a-dog-2of2.png")));
    }

    void jsonIsOneDocument() {
        const CliRun run = generate(QStringLiteral(
            "-c \"a cat\" -c \"a dog\" --plans 2 --pictures 1 --json --out json.png --pictures-to json"));
        QCOMPARE(run.code, 0);
        const QJsonObject document = QJsonDocument::fromJson(run.out).object();
        QVERIFY(document.value(QStringLiteral("finished")).toBool());
        const QJsonArray sets = document.value(QStringLiteral("sets")).toArray();
        QCOMPARE(sets.size(), 2);
        const QJsonObject dog = sets[1].toObject();
        QCOMPARE(dog.value(QStringLiteral("caption")).toString(), QStringLiteral("a dog"));
        QCOMPARE(dog.value(QStringLiteral("plans")).toArray().size(), 2);
        QCOMPARE(dog.value(QStringLiteral("grids")).toArray()[0].toString(), QStringLiteral("json-2.png"));
        const QJsonArray pictures = dog.value(QStringLiteral("pictures")).toArray();
        QCOMPARE(pictures.size(), 2);
        QVERIFY(m_program.exists(pictures[1].toObject().value(QStringLiteral("file")).toString()));
    }

    void metadataCanBeLeftOut() {
        const QString one = QStringLiteral("-c \"a cat\" --plans 1 --pictures 1 ");
        QCOMPARE(generate(one + QStringLiteral("--metadata none -o bare.png")).code, 0);
        QVERIFY(m_program.exists(QStringLiteral("bare.png")));
        QVERIFY(textsOf(QStringLiteral("bare.png")).empty());
        QCOMPARE(generate(one + QStringLiteral("--metadata settings --no-xmp -o set.png")).code, 0);
        QCOMPARE(textsOf(QStringLiteral("set.png")).size(), std::size_t{1});
    }

    void manyPlansFlowInRows() {
        QCOMPARE(generate(QStringLiteral("-c \"a cat\" --plans 9 --pictures 1 --scale 1 -o many.png")).code,
                 0);
        const auto records = recordsOf(QStringLiteral("many.png"));
        QCOMPARE(records.size(), std::size_t{9});
        QCOMPARE(records[8].row, 1);
        QCOMPARE(records[8].column, 0);
    }

    void aDecimalCommaChangesNothing() {
        if (QProcess::execute(QStringLiteral("localedef"),
                              {QStringLiteral("-i"), QStringLiteral("de_DE"), QStringLiteral("-f"),
                               QStringLiteral("UTF-8"), m_program.path(QStringLiteral("de_DE.UTF-8"))}) !=
            0) {
            QSKIP("no locale with a decimal comma can be made here");
        }
        const QString one =
            QStringLiteral("-c \"a cat\" --plans 1 --pictures 1 --guidance 2.5 --rescale 0.25 -o ");
        QCOMPARE(generate(one + QStringLiteral("point.png")).code, 0);
        const CliRun run =
            generate(one + QStringLiteral("comma.png"),
                     {.environment = {QStringLiteral("LC_ALL=de_DE.UTF-8"),
                                      QStringLiteral("LOCPATH=") + m_program.path(QStringLiteral("."))},
                      .addressSpace = 0,
                      .interruptAfter = {}});
        QCOMPARE(run.code, 0);
        QVERIFY(m_program.read(QStringLiteral("comma.png")) == m_program.read(QStringLiteral("point.png")));
    }

    void ctrlCKeepsWhatIsFinished() {
        const CliRun run =
            generate(QStringLiteral("-c \"a cat\" --plans 8 --pictures 16 --steps 60 -o stopped.png"),
                     {.environment = {}, .addressSpace = 0, .interruptAfter = "painting"});
        QVERIFY2(run.err.contains("stopped; kept "), run.err.constData());
        QCOMPARE(run.code, 5);
        QCOMPARE(run.out, QByteArray("grid: stopped.png\n"));
        const auto kept = recordsOf(QStringLiteral("stopped.png")).size();
        QVERIFY(kept > 0 && kept < 128);
    }
};

QTEST_GUILESS_MAIN(TestCliGenerate)
#include "tst_cli_generate.moc"
