#include "engine/io/atomic_file.h"

#include <QtTest>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace fs = std::filesystem;
using namespace kaleido;

namespace {

std::string contents(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

int filesIn(const fs::path& folder) {
    return static_cast<int>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

/// Runs `work` in a child process that may write at most `bytes` to any file, the way a full disk would stop
/// it. Returns its result (0 … 99), or −1 if it crashed.
template <typename Work>
int withFileLimit(rlim_t bytes, Work work) {
    const pid_t child = ::fork();
    if (child == 0) {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{bytes, bytes};
        ::_exit(::setrlimit(RLIMIT_FSIZE, &limit) == 0 ? work() : 99);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

class TestAtomicFile : public QObject {
    Q_OBJECT

    QTemporaryDir m_directory;
    fs::path m_folder;

private Q_SLOTS:
    void init() {
        m_folder = fs::path(m_directory.path().toStdString()) / QTest::currentTestFunction();
        fs::remove_all(m_folder);  // of the row before
        fs::create_directories(m_folder);
    }

    void writesAllBytes() {
        const fs::path path = m_folder / "file.bin";
        const std::string bytes("a\0b\nc", 5);
        QVERIFY(writeFileAtomically(path, bytes).ok());
        QCOMPARE(contents(path), bytes);
        QCOMPARE(filesIn(m_folder), 1);
    }

    void piecesAreJoined() {
        const fs::path path = m_folder / "file.txt";
        Result<AtomicFile> file = AtomicFile::create(path);
        QVERIFY(file.ok());
        QVERIFY(file->write("one ").ok());
        QVERIFY(file->write("two").ok());
        QVERIFY2(!fs::exists(path), "the file must not be seen before it is whole");
        QVERIFY(file->commit().ok());
        QCOMPARE(contents(path), std::string("one two"));
    }

    void withoutCommitNothingIsLeft() {
        const fs::path path = m_folder / "file.txt";
        QVERIFY(writeFileAtomically(path, "old").ok());
        {
            Result<AtomicFile> file = AtomicFile::create(path);
            QVERIFY(file->write("new").ok());
        }
        QCOMPARE(contents(path), std::string("old"));
        QCOMPARE(filesIn(m_folder), 1);
    }

    void movedFileIsCommittedOnce() {
        const fs::path path = m_folder / "file.txt";
        Result<AtomicFile> first = AtomicFile::create(path);
        QVERIFY(first->write("text").ok());
        AtomicFile second = *std::move(first);
        QVERIFY(second.commit().ok());
        QVERIFY(!second.commit().ok());
        QCOMPARE(contents(path), std::string("text"));
    }

    void permissionsAreKept() {
        const fs::path path = m_folder / "file.txt";
        QVERIFY(writeFileAtomically(path, "old").ok());
        fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write | fs::perms::owner_exec);
        QVERIFY(writeFileAtomically(path, "new").ok());
        QCOMPARE(fs::status(path).permissions(), fs::perms::owner_all);
    }

    void newFilesFollowTheUmask() {
        const mode_t before = ::umask(027);
        const bool written = writeFileAtomically(m_folder / "file.txt", "text").ok();
        ::umask(before);
        QVERIFY(written);
        QCOMPARE(static_cast<int>(fs::status(m_folder / "file.txt").permissions()), 0640);
    }

    void linkIsFollowed() {
        fs::create_directory(m_folder / "far");
        fs::create_symlink("far/file.txt", m_folder / "link.txt");
        QVERIFY(writeFileAtomically(m_folder / "link.txt", "text").ok());
        QVERIFY(fs::is_symlink(m_folder / "link.txt"));
        QCOMPARE(contents(m_folder / "far" / "file.txt"), std::string("text"));
    }

    void longNamesFit() {
        const fs::path path = m_folder / std::string(255, 'x');
        QVERIFY(writeFileAtomically(path, "text").ok());
        QCOMPARE(contents(path), std::string("text"));
    }

    void impossiblePlacesAreNamed_data() {
        QTest::addColumn<QString>("path");
        QTest::newRow("no such folder") << QStringLiteral("missing/file.txt");
        QTest::newRow("a folder") << QStringLiteral("folder");
        QTest::newRow("inside a file") << QStringLiteral("file/inside");
        QTest::newRow("no name") << QStringLiteral("folder/");
        QTest::newRow("a circle of links") << QStringLiteral("circle");
        QTest::newRow("a device") << QStringLiteral("/dev/null");
    }
    void impossiblePlacesAreNamed() {
        fs::create_directory(m_folder / "folder");
        fs::create_symlink("circle", m_folder / "circle");
        QVERIFY(writeFileAtomically(m_folder / "file", "text").ok());
        QFETCH(const QString, path);
        const fs::path target = m_folder / path.toStdString();  // an absolute path replaces the folder
        const Result<void> written = writeFileAtomically(target, "text");
        QVERIFY(!written.ok());
        QCOMPARE(written.error().code, Code::WriteFailed);
        QCOMPARE(written.error().path, target.string());
        QVERIFY(!written.error().message.empty());
        QCOMPARE(filesIn(m_folder), 3);
        QCOMPARE(filesIn(m_folder / "folder"), 0);
    }

    void fullDiskLeavesTheOldFile() {
        const fs::path path = m_folder / "file.bin";
        QVERIFY(writeFileAtomically(path, "old").ok());
        const int outcome = withFileLimit(4096, [&] {
            const Result<void> written = writeFileAtomically(path, std::string(100'000, 'x'));
            if (written.ok()) return 1;
            return written.error().code == Code::WriteFailed && written.error().path == path.string() ? 0 : 2;
        });
        QCOMPARE(outcome, 0);
        QCOMPARE(contents(path), std::string("old"));
        QCOMPARE(filesIn(m_folder), 1);
    }

    void afterAFailureCommitFailsToo() {
        const int outcome = withFileLimit(16, [&] {
            Result<AtomicFile> file = AtomicFile::create(m_folder / "file.bin");
            if (file->write(std::string(100, 'x')).ok()) return 1;
            if (file->write("y").ok()) return 2;
            return file->commit().ok() ? 3 : 0;
        });
        QCOMPARE(outcome, 0);
        QCOMPARE(filesIn(m_folder), 0);
    }
};

QTEST_APPLESS_MAIN(TestAtomicFile)
#include "tst_atomic_file.moc"
