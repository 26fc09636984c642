#include "app/export/exported_grid.h"
#include "app/export/exported_pictures.h"
#include "app/export/restored_pictures.h"
#include "tests/app/export/export_fixture.h"

#include <QTest>

using namespace kaleido;
using namespace kaleido::test;

class TestRestoredPictures : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    std::filesystem::path file(const std::string& bytes) const {
        const auto path = std::filesystem::path(m_folder.path().toStdString()) / "dropped.png";
        writeBytes(path, bytes);
        return path;
    }
    static std::string pngOf(const PictureRecord& record) {
        return paintedPng(flatPicture(0, 0), record).value();
    }

private Q_SLOTS:
    void pictureBringsBackEverything() {
        const auto restored = restoreFrom(file(paintedFile(1, 1)), sampleModel()).value();
        QCOMPARE(restored.sets.size(), 1U);
        QCOMPARE(restored.sets[0].plans, std::vector{paintablePlan(1)});
        QCOMPARE(restored.sets[0].painting, paintingOf(paintedRecord(1, 1)));
        QCOMPARE(restored.sets[0].seed, 6U);
        QCOMPARE(restored.sets[0].pictures, 1);
        QCOMPARE(restored.again, PaintedAgain::Same);
        QVERIFY(paintedAgainText(restored).contains(QStringLiteral("pixel by pixel")));
    }

    void gridBringsBackItsSet() {
        PaintedProject project;
        const auto grid =
            exportGrid(project.store(), project.run, project.folder() / "grid.png", {}).value().front();
        const auto restored = restoreFrom(grid, sampleModel()).value();
        QCOMPARE(restored.sets.size(), 1U);
        QCOMPARE(restored.sets[0].plans, std::vector({paintablePlan(0), paintablePlan(1)}));
        QCOMPARE(restored.sets[0].seed, 5U);
        QCOMPARE(restored.sets[0].pictures, 2);
    }

    void elsewhereItIsClose_data() {
        QTest::addColumn<int>("what");
        QTest::addColumn<int>("again");
        QTest::addRow("other code") << 0 << static_cast<int>(PaintedAgain::Close);
        QTest::addRow("other processor") << 1 << static_cast<int>(PaintedAgain::Close);
        QTest::addRow("unknown precision") << 2 << static_cast<int>(PaintedAgain::Close);
        QTest::addRow("other model") << 3 << static_cast<int>(PaintedAgain::OtherModel);
    }

    void elsewhereItIsClose() {
        QFETCH(int, what);
        QFETCH(int, again);
        PictureRecord record = paintedRecord(0, 0);
        if (what == 0) record.codeVersion = "Kaleido Studio 99.0.0";
        if (what == 1) record.device = "cpu (none)";
        if (what == 2) record.precision = "float16";
        if (what == 3) record.modelHash = std::string(64, 'b');
        const auto restored = restoreFrom(file(pngOf(record)), sampleModel());
        QVERIFY2(restored.ok(), restored ? "" : describe(restored.error()).c_str());
        QCOMPARE(static_cast<int>(restored->again), again);
        QVERIFY(!paintedAgainText(*restored).contains(QStringLiteral("same picture")));
    }

    void otherFilesAreRefusedInOneSentence_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("word");
        const auto row = [](const char* name, const std::string& bytes, const char* word) {
            QTest::addRow("%s", name) << QByteArray::fromStdString(bytes) << QString::fromUtf8(word);
        };
        const std::string painted = paintedFile(0, 0);
        row("no PNG", "GIF89a", "is no PNG file");
        row("another program's", samplePng(1), "carries no plan");
        row("without metadata", exportedPng(painted, {.metadata = {.choice = MetadataChoice::None}}).value(),
            "carries no plan");
        row("settings only", exportedPng(painted, {.metadata = {.choice = MetadataChoice::Settings}}).value(),
            "carries no plan");
        row("cut", painted.substr(0, painted.size() / 2), "");
        PictureRecord bad = paintedRecord(0, 0);
        bad.plan.items[0].box = Box{0.5, 0.5, 0.1, 0.1};
        row("impossible plan", pngOf(bad), "");
    }

    void otherFilesAreRefusedInOneSentence() {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, word);
        const auto restored = restoreFrom(file(bytes.toStdString()), sampleModel());
        QVERIFY(!restored);
        const std::string& message = restored.error().message;
        QVERIFY2(message.find(word.toStdString()) != std::string::npos, message.c_str());
        QVERIFY(!message.empty() && message.find('\n') == std::string::npos);
        QVERIFY(!restored.error().path.empty());
    }

    void missingFileIsTold() {
        QCOMPARE(
            restoreFrom(m_folder.filePath(QStringLiteral("none")).toStdString(), sampleModel()).error().code,
            Code::NotFound);
    }
};

QTEST_MAIN(TestRestoredPictures)
#include "tst_restored_pictures.moc"
