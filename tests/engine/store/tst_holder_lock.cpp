#include "engine/store/holder_lock.h"

#include "tests/engine/store/store_test.h"

using namespace kaleido;
using namespace kaleido::test;

namespace {

std::optional<HolderLock> locked(const fs::path& project) {
    auto taken = HolderLock::take(project);
    if (!taken || !std::holds_alternative<HolderLock>(*taken)) return std::nullopt;
    return std::get<HolderLock>(std::move(*taken));
}

std::optional<ProjectHolder> holderOf(const fs::path& project) {
    auto taken = HolderLock::take(project);
    if (!taken || !std::holds_alternative<ProjectHolder>(*taken)) return std::nullopt;
    return std::get<ProjectHolder>(*taken);
}

}  // namespace

class TestHolderLock : public QObject {
    Q_OBJECT

    ScratchFolder m_scratch;
    fs::path m_folder;
    fs::path m_project;

private Q_SLOTS:
    void init() {
        m_folder = m_scratch.fresh();
        m_project = m_folder / "project.kaleido";
    }

    void secondTakerLearnsWhoHasIt() {
        const auto lock = locked(m_project);
        QVERIFY(lock.has_value());
        const auto holder = holderOf(m_project);
        QVERIFY(holder.has_value());
        QCOMPARE(holder->process, std::int64_t{::getpid()});
        QVERIFY(!holder->host.empty());
        QVERIFY(isOnThisMachine(*holder));
        QCOMPARE(describe(*holder), "process " + std::to_string(::getpid()) + " on this machine");
    }

    void itGoesWithItsHolder() {
        {
            const auto lock = locked(m_project);
            QVERIFY(holderOf(m_project).has_value());  // whose asking does not take the file away
            QVERIFY(holderOf(m_project).has_value());
        }
        QVERIFY(namesIn(m_folder).empty());
        QVERIFY(locked(m_project).has_value());
    }

    void movedLockIsHeldOnce() {
        auto first = locked(m_project);
        HolderLock second = std::move(*first);
        first.reset();
        QVERIFY(holderOf(m_project).has_value());
        second = *locked(m_folder / "other.kaleido");
        QVERIFY(locked(m_project).has_value());
        QVERIFY(holderOf(m_folder / "other.kaleido").has_value());
    }

    void killedHolderHoldsNothing() {
        ReportingChild child([&](auto report) {
            const auto lock = locked(m_project);
            if (lock) report();
            ::pause();
        });
        QVERIFY(child.report());
        QCOMPARE(holderOf(m_project)->process, std::int64_t{child.process()});
        child.kill();
        QVERIFY(fs::exists(m_project.string() + "-lock"));
        QVERIFY(locked(m_project).has_value());
        QVERIFY(namesIn(m_folder).empty());
    }

    void onlyOneOfManyTakersGetsIt() {
        // Each holds it for a moment, and finds a file that only it writes to unharmed.
        const fs::path inside = m_folder / "inside";
        const auto race = [&] {
            int turns = 0;
            while (turns < 50) {
                const auto lock = locked(m_project);
                if (!lock) continue;
                if (fs::exists(inside)) return 1;
                writeBytes(inside, "x");
                fs::remove(inside);
                ++turns;
            }
            return 0;
        };
        const int outcome = inChild([&] {
            const pid_t second = ::fork();
            const int mine = race();
            if (second == 0) ::_exit(mine);
            int status = 0;
            ::waitpid(second, &status, 0);
            return mine + (WIFEXITED(status) ? WEXITSTATUS(status) : 9);
        });
        QCOMPARE(outcome, 0);
    }

    void whatTheFileSaysIsNotTrusted_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("process");
        QTest::addColumn<QByteArray>("host");
        QTest::newRow("nothing yet") << QByteArray() << qint64{0} << QByteArray();
        QTest::newRow("no number") << QByteArray("host 12") << qint64{0} << QByteArray();
        QTest::newRow("negative") << QByteArray("-1 host") << qint64{0} << QByteArray();
        QTest::newRow("too large") << QByteArray("99999999999999999999 host") << qint64{0} << QByteArray();
        QTest::newRow("no host") << QByteArray("12") << qint64{12} << QByteArray();
        QTest::newRow("another machine")
            << QByteArray("12 elsewhere\nmore") << qint64{12} << QByteArray("elsewhere");
        QTest::newRow("control characters")
            << QByteArray("12 a\x1B[1mb\n") << qint64{12} << QByteArray("a?[1mb");
    }
    void whatTheFileSaysIsNotTrusted() {
        QFETCH(const QByteArray, text);
        QFETCH(const qint64, process);
        QFETCH(const QByteArray, host);
        const auto lock = locked(m_project);
        writeBytes(m_project.string() + "-lock", text.toStdString());
        const auto holder = holderOf(m_project);
        QVERIFY(holder.has_value());
        QCOMPARE(holder->process, std::int64_t{process});
        QCOMPARE(holder->host, host.toStdString());
        QCOMPARE(isOnThisMachine(*holder), host.isEmpty());
        QVERIFY(!describe(*holder).empty());
    }

    void folderThatIsNotThereIsNamed() {
        const auto taken = HolderLock::take(m_folder / "missing" / "project.kaleido");
        QCOMPARE(taken.error().code, Code::WriteFailed);
        QCOMPARE(taken.error().path, (m_folder / "missing" / "project.kaleido").string());
    }

    void linkInPlaceOfTheFileIsNotFollowed() {
        fs::create_symlink(m_folder / "elsewhere", m_project.string() + "-lock");
        QCOMPARE(HolderLock::take(m_project).error().code, Code::WriteFailed);
        QVERIFY(!fs::exists(m_folder / "elsewhere"));
    }
};

QTEST_APPLESS_MAIN(TestHolderLock)
#include "tst_holder_lock.moc"
