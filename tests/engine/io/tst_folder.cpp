#include "engine/io/folder.h"

#include <QtTest>

#include <filesystem>
#include <fstream>

namespace fs = std::filesystem;
using namespace kaleido;

class TestFolder : public QObject {
    Q_OBJECT

    QTemporaryDir m_directory;

    fs::path path(const char* name) const { return fs::path(m_directory.path().toStdString()) / name; }

private Q_SLOTS:
    void foldersAboveAreMadeAsWell() {
        QVERIFY(makeFolder(path("a/b/c")));
        QVERIFY(fs::is_directory(path("a/b/c")));
    }

    void whatIsThereIsFine() {
        QVERIFY(makeFolder(path("there")));
        QVERIFY(makeFolder(path("there")));
        QVERIFY(makeFolder(""));
    }

    void aFileInTheWayIsNamed() {
        std::ofstream(path("file")) << "text";
        const auto made = makeFolder(path("file/below"));
        QVERIFY(!made);
        QCOMPARE(made.error().code, Code::WriteFailed);
        QCOMPARE(made.error().path, path("file/below").string());
        QVERIFY(made.error().message.starts_with("the folder cannot be made: "));
    }
};

QTEST_APPLESS_MAIN(TestFolder)
#include "tst_folder.moc"
