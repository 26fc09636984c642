#include "engine/io/sha256.h"

#include <QtTest>

#include <fstream>
#include <string>

using namespace kaleido;

class TestSha256 : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knownDigests_data() {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QByteArray>("digest");
        // FIPS 180-4 examples.
        QTest::newRow("empty") << QByteArray()
                               << QByteArray(
                                      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        QTest::newRow("abc") << QByteArray("abc")
                             << QByteArray(
                                    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        QTest::newRow("a million a")
            << QByteArray(1'000'000, 'a')
            << QByteArray("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    }
    void knownDigests() {
        QFETCH(const QByteArray, message);
        QFETCH(const QByteArray, digest);
        QCOMPARE(sha256(message.toStdString()), digest.toStdString());
    }

    void fileAndBytesAgree() {
        QTemporaryDir folder;
        const std::string path = folder.filePath(QStringLiteral("file.bin")).toStdString();
        std::string bytes(3'000'001, '\0');  // more than two read pieces, and not a whole number of them
        for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(i * i >> 3);
        std::ofstream(path, std::ios::binary) << bytes;
        const Result<std::string> digest = sha256File(path);
        QVERIFY(digest.ok());
        QCOMPARE(*digest, sha256(bytes));
    }

    void missingFileAndFolderAreNamed() {
        QTemporaryDir folder;
        for (const std::string& path : {folder.path().toStdString() + "/none", folder.path().toStdString()}) {
            const Result<std::string> digest = sha256File(path);
            QVERIFY(!digest.ok());
            QCOMPARE(digest.error().code, Code::NotFound);
            QCOMPARE(digest.error().path, path);
        }
    }
};

QTEST_APPLESS_MAIN(TestSha256)
#include "tst_sha256.moc"
