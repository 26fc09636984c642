#include "engine/store/migrations.h"

#include "tests/engine/store/store_test.h"
#include "tests/support/source_tree.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>

#include <array>

using namespace kaleido;
using namespace kaleido::test;

namespace {

constexpr std::array<Migration, 2> kSteps = {
    "CREATE TABLE things (name TEXT NOT NULL) STRICT; INSERT INTO things VALUES ('a');",
    "ALTER TABLE things ADD COLUMN size INTEGER; UPDATE things SET size = 1; CREATE INDEX sizes ON things "
    "(size);"};

int versionOf(SQLite::Database& database) {
    return database.execAndGet("PRAGMA user_version").getInt();
}

}  // namespace

class TestMigrations : public QObject {
    Q_OBJECT

    ScratchFolder m_scratch;

private Q_SLOTS:
    void stepsAreTakenInOrderAndOnce() {
        SQLite::Database database(":memory:", SQLite::OPEN_READWRITE);
        migrate(database, std::span(kSteps).first(1));
        QCOMPARE(versionOf(database), 1);
        migrate(database, kSteps);
        QCOMPARE(versionOf(database), 2);
        migrate(database, kSteps);
        QCOMPARE(versionOf(database), 2);
        QCOMPARE(database.execAndGet("SELECT count(*) FROM things").getInt(), 1);
        QCOMPARE(database.execAndGet("SELECT size FROM things").getInt(), 1);
    }

    void failingStepLeavesTheLastWholeOne() {
        SQLite::Database database(":memory:", SQLite::OPEN_READWRITE);
        const std::array<Migration, 3> steps = {
            kSteps[0], kSteps[1],
            "CREATE TABLE more (x); DELETE FROM things; INSERT INTO nowhere VALUES (1);"};
        QVERIFY_THROWS_EXCEPTION(SQLite::Exception, migrate(database, steps));
        QCOMPARE(versionOf(database), 2);
        QVERIFY(hasSchemaOf(database, kSteps));
        QCOMPARE(database.execAndGet("SELECT count(*) FROM things").getInt(), 1);
    }

    void schemaIsComparedToTheLetter_data() {
        QTest::addColumn<QString>("change");
        QTest::newRow("table more") << QStringLiteral("CREATE TABLE more (x)");
        QTest::newRow("table less") << QStringLiteral("DROP TABLE things");
        QTest::newRow("column more") << QStringLiteral("ALTER TABLE things ADD COLUMN y INTEGER");
        QTest::newRow("index less") << QStringLiteral("DROP INDEX sizes");
        QTest::newRow("view") << QStringLiteral("CREATE VIEW v AS SELECT * FROM things");
        QTest::newRow("trigger") << QStringLiteral(
            "CREATE TRIGGER t AFTER INSERT ON things BEGIN DELETE FROM things; END");
    }
    void schemaIsComparedToTheLetter() {
        QFETCH(const QString, change);
        SQLite::Database database(":memory:", SQLite::OPEN_READWRITE);
        migrate(database, kSteps);
        QVERIFY(hasSchemaOf(database, kSteps));
        database.exec(change.toStdString());
        QVERIFY(!hasSchemaOf(database, kSteps));
    }

    /// Projects of every released version are stored, and open as what they were. They were written by write_sample_project;
    /// a file of a released version is never written again.
    void storedProjectsOfAllVersionsOpen_data() {
        QTest::addColumn<int>("version");
        for (std::size_t version = 1; version <= projectMigrations().size(); ++version)
            QTest::addRow("version %zu", version) << static_cast<int>(version);
    }
    void storedProjectsOfAllVersionsOpen() {
        QFETCH(const int, version);
        const std::string name = "version_" + std::to_string(version) + ".kaleido";
        const fs::path stored = test::dataFile("store") / name;
        const fs::path folder = m_scratch.fresh();
        fs::copy_file(stored, folder / name);
        QCOMPARE(versionOf(*std::make_unique<SQLite::Database>((folder / name).string())), version);

        ProjectStore fresh = ProjectStore::create(folder / "fresh.kaleido", steadyOptions()).value();
        fillSample(fresh);
        {
            ProjectStore old = ProjectStore::open(folder / name).value();
            QVERIFY(contentsOf(old).value() == contentsOf(fresh).value());
            addPicture(old, addRun(old), 77);
        }
        QCOMPARE(versionOf(*std::make_unique<SQLite::Database>((folder / name).string())),
                 static_cast<int>(projectMigrations().size()));
    }

    void newerProjectIsRefusedAndUntouched() {
        const fs::path folder = m_scratch.fresh(), path = folder / "project.kaleido";
        {
            ProjectStore store = ProjectStore::create(path).value();
            fillSample(store);
        }
        {
            SQLite::Database database(path.string(), SQLite::OPEN_READWRITE);
            database.exec("PRAGMA user_version = 1000; CREATE TABLE from_the_future (x)");
        }
        const std::string before = bytesOf(path);
        const Result<ProjectStore> store = ProjectStore::open(path);
        QVERIFY(!store.ok());
        QCOMPARE(store.error().code, Code::BadInput);
        QCOMPARE(store.error().path, path.string());
        QVERIFY(store.error().message.find("version 1000") != std::string::npos);
        QVERIFY(store.error().message.find("up to version " + std::to_string(projectMigrations().size())) !=
                std::string::npos);
        QVERIFY(bytesOf(path) == before);
        QCOMPARE(namesIn(folder), std::set<std::string>{"project.kaleido"});
    }

    void newerProjectThatCrashedKeepsItsLog() {
        const fs::path folder = m_scratch.fresh(), path = folder / "project.kaleido";
        { QVERIFY(ProjectStore::create(path).ok()); }
        ReportingChild child([&](auto report) {
            SQLite::Database database(path.string(), SQLite::OPEN_READWRITE);
            database.exec("PRAGMA journal_mode = WAL; PRAGMA user_version = 1000");
            report();
            ::pause();
        });
        QVERIFY(child.report());
        child.kill();
        const std::string before = bytesOf(path), log = bytesOf(path.string() + "-wal");
        QVERIFY(!log.empty());
        QVERIFY(!ProjectStore::open(path).ok());
        QVERIFY(bytesOf(path) == before);
        QVERIFY(bytesOf(path.string() + "-wal") == log);
    }
};

QTEST_APPLESS_MAIN(TestMigrations)
#include "tst_migrations.moc"
