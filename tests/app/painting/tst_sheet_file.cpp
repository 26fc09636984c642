#include "app/painting/sheet_file.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <filesystem>

using namespace kaleido;

/// Sheets as PNG files.
class TestSheetFile : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    std::filesystem::path path(const char* name) const {
        return m_folder.filePath(QString::fromUtf8(name)).toStdString();
    }
    /// A sheet of several strips.
    static sheet::Sheet tallSheet() {
        sheet::Sheet sheet;
        sheet.setSize({8, 2000});
        return sheet;
    }

private Q_SLOTS:
    void everyStripIsAskedFor() {
        int asked = 0;
        const auto written = writeSheet(tallSheet(), path("whole.png"), {}, {.goOn = [&]() -> Result<void> {
                                            ++asked;
                                            return {};
                                        }});
        QVERIFY(written.ok());
        QVERIFY(asked > 2);
        QCOMPARE(QImage(QString::fromStdString(path("whole.png").string())).size(), QSize(8, 2000));
    }

    void aStopLeavesNoFile() {
        int asked = 0;
        const auto written = writeSheet(tallSheet(), path("part.png"), {}, {.goOn = [&]() -> Result<void> {
                                            if (++asked < 3) return {};
                                            return Error{Code::Cancelled, "stopped", "", ""};
                                        }});
        QVERIFY(!written);
        QCOMPARE(written.error().code, Code::Cancelled);
        QCOMPARE(asked, 3);
        QVERIFY(QDir(m_folder.path())
                    .entryList({QStringLiteral("*part*")}, QDir::Files | QDir::Hidden)
                    .isEmpty());
    }
};

QTEST_MAIN(TestSheetFile)
#include "tst_sheet_file.moc"
