#include "engine/store/project_store.h"

#include "engine/base/random.h"
#include "tests/engine/store/store_test.h"

#include <SQLiteCpp/Database.h>

#include <algorithm>

using namespace kaleido;
using namespace kaleido::test;

namespace {

bool isOneLine(const std::string& text) {
    return !text.empty() && text.size() < 600 &&
           std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

}  // namespace

/// Files that are no projects, or no longer, or pretend to be.
class TestHostileProject : public QObject {
    Q_OBJECT

    ScratchFolder m_scratch;
    fs::path m_folder;
    fs::path m_path;

    void writeSample() {
        ProjectStore store = ProjectStore::create(m_path).value();
        fillSample(store);
        QVERIFY(store.close().ok());
    }
    /// What no program of ours would do to the sample.
    void tamper(const QString& sql) {
        writeSample();
        SQLite::Database database(m_path.string(), SQLite::OPEN_READWRITE);
        database.exec("PRAGMA ignore_check_constraints = ON; PRAGMA writable_schema = ON");
        database.exec(sql.toStdString());
    }

private Q_SLOTS:
    void init() {
        m_folder = m_scratch.fresh();
        m_path = m_folder / "project.kaleido";
    }

    void otherFilesAreRefusedAndUntouched_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("text") << QByteArray("a cat sat on the mat\n");
        QTest::newRow("zeros") << QByteArray(8192, '\0');
        QTest::newRow("picture") << QByteArray::fromStdString(samplePng(1, 10'000));
        QTest::newRow("the first words of a database") << QByteArray("SQLite format 3\0", 16);
        QTest::newRow("nothing behind those words")
            << QByteArray("SQLite format 3\0", 16) + QByteArray(5000, '\0');
    }
    void otherFilesAreRefusedAndUntouched() {
        QFETCH(const QByteArray, bytes);
        writeBytes(m_path, bytes.toStdString());
        const Result<ProjectStore> store = ProjectStore::open(m_path);
        QVERIFY(!store.ok());
        QCOMPARE(store.error().code, Code::BadInput);
        QCOMPARE(store.error().path, m_path.string());
        QVERIFY(isOneLine(store.error().message));
        QCOMPARE(bytesOf(m_path), bytes.toStdString());
        QCOMPARE(namesIn(m_folder), std::set<std::string>{"project.kaleido"});
    }

    void schemaThatIsNotOursIsRefused_data() {
        QTest::addColumn<QString>("sql");
        QTest::newRow("another application") << QStringLiteral("PRAGMA application_id = 7");
        QTest::newRow("no version") << QStringLiteral("PRAGMA user_version = 0");
        QTest::newRow("negative version") << QStringLiteral("PRAGMA user_version = -1");
        QTest::newRow("table missing") << QStringLiteral("DROP TABLE settings");
        QTest::newRow("trigger missing") << QStringLiteral("DROP TRIGGER pictures_last");
        QTest::newRow("trigger more")
            << QStringLiteral("CREATE TRIGGER evil AFTER INSERT ON settings BEGIN DELETE FROM queue; END");
        QTest::newRow("view in place of a table") << QStringLiteral(
            "DROP TABLE settings; CREATE VIEW settings AS SELECT 'a' AS name, 'b' AS value");
        QTest::newRow("endless view") << QStringLiteral(
            "CREATE VIEW endless AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x FROM c) SELECT x "
            "FROM c");
    }
    void schemaThatIsNotOursIsRefused() {
        QFETCH(const QString, sql);
        tamper(sql);
        const std::string before = bytesOf(m_path);
        const Result<ProjectStore> store = ProjectStore::open(m_path);
        QVERIFY(!store.ok());
        QCOMPARE(store.error().code, Code::BadInput);
        QVERIFY(isOneLine(store.error().message));
        QVERIFY(bytesOf(m_path) == before);
    }

    void valuesThatAreNotOursAreErrorsWhereTheyAreRead_data() {
        QTest::addColumn<QString>("sql");
        const auto row = [](const char* name, const char* sql) {
            QTest::newRow(name) << QString::fromLatin1(sql);
        };
        row("plan is no JSON", "DROP TRIGGER revisions_stay; UPDATE revisions SET json = '{'");
        row("plan is no plan", "DROP TRIGGER revisions_stay; UPDATE revisions SET json = '[]'");
        row("plan is not UTF-8",
            "DROP TRIGGER revisions_stay; UPDATE revisions SET json = CAST(x'22FF22' AS TEXT)");
        row("settings are no record", "DROP TRIGGER runs_stay; UPDATE runs SET settings = '{}'");
        row("two records",
            "DROP TRIGGER runs_stay; UPDATE runs SET settings = replace(settings, "
            "'\"pictures\":[', '\"pictures\":['||substr(settings, instr(settings,'[{')+1, "
            "length(settings)-instr(settings,'[{')-2)||',')");
        row("unknown origin", "DROP TRIGGER plans_stay; UPDATE plans SET origin = 'found'");
        row("unknown state", "UPDATE queue SET state = 'asleep'");
        row("negative place", "DROP TRIGGER pictures_stay; UPDATE pictures SET grid_row = -1");
        row("huge picture", "DROP TRIGGER pictures_stay; UPDATE pictures SET width = 9223372036854775807");
        row("edit is not UTF-8",
            "DROP TRIGGER revisions_stay; UPDATE revisions SET edit = CAST(x'FF' AS TEXT)");
        row("negative number", "PRAGMA foreign_keys = OFF; UPDATE plan_states SET current = -1");
        row("no such revision", "DROP TRIGGER project_lasts; DELETE FROM project");
    }
    void valuesThatAreNotOursAreErrorsWhereTheyAreRead() {
        QFETCH(QString, sql);
        // The trigger comes back, so that only the value is wrong.
        writeSample();
        {
            SQLite::Database database(m_path.string(), SQLite::OPEN_READWRITE);
            database.exec("PRAGMA ignore_check_constraints = ON");
            const QString trigger = sql.startsWith(QLatin1String("DROP TRIGGER"))
                                        ? sql.section(QLatin1Char(';'), 0, 0).section(QLatin1Char(' '), 2, 2)
                                        : QString();
            const std::string restore = trigger.isEmpty()
                                            ? std::string()
                                            : database
                                                  .execAndGet("SELECT sql FROM sqlite_schema WHERE name = '" +
                                                              trigger.toStdString() + "'")
                                                  .getString();
            database.exec(sql.toStdString());
            if (!restore.empty()) database.exec(restore);
        }
        const Result<ProjectStore> store = ProjectStore::open(m_path);
        QVERIFY2(store.ok(), store ? "" : store.error().message.c_str());
        const Result<ProjectContents> contents = contentsOf(*store);
        QVERIFY(!contents.ok());
        QVERIFY(contents.error().code == Code::BadInput || contents.error().code == Code::BadPlan);
        QCOMPARE(contents.error().path, m_path.string());
        QVERIFY(isOneLine(contents.error().message));
    }

    void circleOfParentsEnds() {
        writeSample();
        {
            SQLite::Database database(m_path.string(), SQLite::OPEN_READWRITE);
            database.exec("PRAGMA ignore_check_constraints = ON");
            const std::string trigger =
                database.execAndGet("SELECT sql FROM sqlite_schema WHERE name = 'revisions_stay'")
                    .getString();
            database.exec("DROP TRIGGER revisions_stay; UPDATE revisions SET parent = 3 WHERE id = 1;" +
                          trigger);
        }
        const ProjectStore store = ProjectStore::open(m_path).value();
        QVERIFY(store.plans().lineage(RevisionId{3}).value().size() <= 5);
    }

    void truncatedProjectIsAnError() {
        writeSample();
        const std::string whole = bytesOf(m_path);
        QVERIFY(whole.size() > 20'000);
        for (const std::size_t size : {std::size_t{99}, std::size_t{4095}, std::size_t{4096},
                                       whole.size() / 2, whole.size() - 4096, whole.size() - 1}) {
            writeBytes(m_path, whole.substr(0, size));
            const Result<ProjectStore> store = ProjectStore::open(m_path);
            QVERIFY2(!store.ok(), std::to_string(size).c_str());
            QCOMPARE(store.error().code, Code::BadInput);
            QVERIFY(isOneLine(store.error().message));
            QVERIFY(bytesOf(m_path) == whole.substr(0, size));
        }
    }

    /// Whatever is damaged: an error, or contents, and no harm.
    void damagedBytesDoNoHarm() {
        writeSample();
        const std::string whole = bytesOf(m_path);
        Random random(11);
        int refused = 0, faulty = 0;
        for (int round = 0; round < 300; ++round) {
            std::string bytes = whole;
            for (int i = 1 + random.below(20); i > 0; --i) {
                const auto at = static_cast<std::size_t>(random.below(static_cast<int>(bytes.size())));
                bytes[at] = static_cast<char>(random.below(256));
            }
            writeBytes(m_path, bytes);
            Result<ProjectStore> store = ProjectStore::open(m_path);
            refused += store ? 0 : 1;
            if (!store) QVERIFY(isOneLine(store.error().message));
            if (!store) continue;
            const Result<ProjectContents> contents = contentsOf(*store);
            faulty += contents ? 0 : 1;
            if (!contents) QVERIFY(isOneLine(contents.error().message));
            static_cast<void>(store->settings().set("name", "value"));
            static_cast<void>(store->plans().lineage(RevisionId{3}));
            static_cast<void>(store->saveCopy(m_folder / "copy.kaleido"));
        }
        QVERIFY(refused > 0);
        QVERIFY(faulty > 0);
    }

    void logOfGarbageIsNotBelieved() {
        writeSample();
        ProjectContents before = contentsOf(ProjectStore::open(m_path).value()).value();
        writeBytes(m_path.string() + "-wal", std::string(10'000, 'x'));
        writeBytes(m_path.string() + "-shm", std::string(40'000, 'x'));
        QVERIFY(contentsOf(ProjectStore::open(m_path).value()).value() == before);
    }
};

QTEST_APPLESS_MAIN(TestHostileProject)
#include "tst_hostile_project.moc"
