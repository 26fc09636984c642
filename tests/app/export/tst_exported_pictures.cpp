#include "app/export/exported_pictures.h"
#include "app/painting/picture_records.h"
#include "engine/io/picture_file.h"
#include "tests/app/export/export_fixture.h"

#include <QTest>

#include <algorithm>

using namespace kaleido;
using namespace kaleido::test;

class TestExportedPictures : public QObject {
    Q_OBJECT

    static bool hasText(const std::string& png, std::string_view keyword) {
        const auto texts = readPngTexts(png).value();
        return std::ranges::find(texts, keyword, &PngText::keyword) != texts.end();
    }

private Q_SLOTS:
    void fileSaysAsMuchAsWasChosen() {
        const std::string stored = paintedFile(1, 0);
        const auto full = exportedPng(stored, {}).value();
        QVERIFY(hasText(full, kParametersKeyword));
        QCOMPARE(recordsOfPng(full, "").value(), std::vector{paintedRecord(1, 0)});
        const auto settings = exportedPng(stored, {.metadata = {.choice = MetadataChoice::Settings}}).value();
        QVERIFY(hasText(settings, kParametersKeyword));
        QVERIFY(!hasText(settings, kKaleidoKeyword));
        const auto none = exportedPng(stored, {.metadata = {.choice = MetadataChoice::None}}).value();
        QVERIFY(readPngTexts(none).value().empty());
        for (const auto& png : {full, settings, none})
            QCOMPARE(decodePicture(png).value(), flatPicture(1, 0));
    }

    void enlargingKeepsTheRecord() {
        for (const auto filter : {sheet::Filter::Nearest, sheet::Filter::Lanczos}) {
            const auto png = exportedPng(paintedFile(0, 1), {.scale = 16, .filter = filter}).value();
            const Picture picture = decodePicture(png).value();
            QCOMPARE(picture.width, 128);
            QCOMPARE(picture.height, 128);
            QCOMPARE(picture.rgb[0], 50);
            QCOMPARE(recordsOfPng(png, "").value(), std::vector{paintedRecord(0, 1)});
        }
    }

    void nameFollowsThePattern_data() {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("name");
        const auto row = [](const char* pattern, const char* name) {
            QTest::addRow("%s", pattern) << QString::fromUtf8(pattern) << QString::fromUtf8(name);
        };
        row("{caption}-p{plan}-s{seed}", "a-cat-sat-on-the-mat-p2-s6.png");
        row("{number} {model}", "007-kaleido-emoji.png");
        row("../../etc/{seed}", "etc-6.png");
        row("猫", "kaleido.png");
        row("", "kaleido.png");
        row("{caption", "caption.png");
    }

    void nameFollowsThePattern() {
        QFETCH(QString, pattern);
        QFETCH(QString, name);
        QCOMPARE(exportedName(pattern.toStdString(), paintedRecord(1, 1), 7).value(), name.toStdString());
    }

    void longCaptionLeavesRoomForWhatTellsPicturesApart() {
        PictureRecord record = paintedRecord(0, 0);
        record.plan.caption = std::string(4000, 'x');
        const std::string name = exportedName("{caption}-s{seed}", record, 1).value();
        QVERIFY(name.size() <= 120);
        QVERIFY(name.ends_with("-s5.png"));
    }

    void unknownWordInThePatternIsRefused() {
        const auto name = exportedName("{caption}-{sed}", paintedRecord(0, 0), 1);
        QVERIFY(!name);
        QCOMPARE(name.error().code, Code::Usage);
        QVERIFY(name.error().message.find("{sed}") != std::string::npos);
    }

    void nothingIsOverwritten() {
        PaintedProject project;
        const ExportOptions options{.pattern = "picture"};
        const auto first = exportPictures(project.store(), project.pictures, project.folder(), options);
        QVERIFY(first.ended.ok());
        QCOMPARE(first.files.size(), 4U);
        const std::string before = bytesOf(first.files.front());
        const auto second = exportPictures(project.store(), project.pictures, project.folder(), options);
        QCOMPARE(second.files.size(), 4U);
        QCOMPARE(first.files.front().filename().string(), "picture.png");
        QCOMPARE(second.files.front().filename().string(), "picture-5.png");
        QCOMPARE(bytesOf(first.files.front()), before);
    }

    void stopKeepsWhatIsWritten() {
        PaintedProject project;
        const auto exported = exportPictures(project.store(), project.pictures, project.folder(),
                                             {.goOn = [](std::size_t written) -> Result<void> {
                                                 if (written < 2) return {};
                                                 return Error{Code::Cancelled, "stopped", "", ""};
                                             }});
        QCOMPARE(exported.ended.error().code, Code::Cancelled);
        QCOMPARE(exported.files.size(), 2U);
        for (const auto& file : exported.files) QVERIFY(std::filesystem::exists(file));
    }

    void missingFolderIsTold() {
        PaintedProject project;
        const auto exported =
            exportPictures(project.store(), project.pictures, project.folder() / "none", {});
        QVERIFY(exported.files.empty());
        QCOMPARE(exported.ended.error().code, Code::WriteFailed);
    }
};

QTEST_APPLESS_MAIN(TestExportedPictures)
#include "tst_exported_pictures.moc"
