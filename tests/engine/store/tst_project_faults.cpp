#include "engine/store/connection.h"
#include "engine/store/project_store.h"
#include "tests/engine/store/store_test.h"

#include <SQLiteCpp/Database.h>

#include <csignal>

#include <sys/resource.h>
#include <sys/stat.h>

using namespace kaleido;
using namespace kaleido::test;

namespace {

/// No file may be made longer than this from now on, the way a full disk would have it.
void limitFiles(rlim_t bytes) {
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit limit{};
    ::getrlimit(RLIMIT_FSIZE, &limit);
    limit.rlim_cur = bytes;
    ::setrlimit(RLIMIT_FSIZE, &limit);
}

std::int64_t picturesIn(const ProjectStore& store) {
    return store.info().value().pictures;
}

}  // namespace

/// What happens to a project when the disk, the rights or the process come to an end.
class TestProjectFaults : public QObject {
    Q_OBJECT

    ScratchFolder m_scratch;
    fs::path m_folder;
    fs::path m_path;

private Q_SLOTS:
    void init() {
        m_folder = m_scratch.fresh();
        m_path = m_folder / "project.kaleido";
    }

    // ---- kill -9

    void killWhilePaintingLosesNothingFinished_data() {
        QTest::addColumn<int>("after");
        for (const int after : {1, 2, 17, 150}) QTest::addRow("after %d", after) << after;
    }
    void killWhilePaintingLosesNothingFinished() {
        QFETCH(const int, after);
        ReportingChild child([&](auto report) {
            ProjectStore store = ProjectStore::create(m_path).value();
            const SampleRun run = addRun(store);
            for (int i = 0; i < 100'000; ++i) {
                const std::string png = samplePng(i, 8'000);
                store.pictures().add({.png = png, .run = run.run, .revision = run.revision}).value();
                if (!report()) return;
            }
        });
        for (int i = 0; i < after; ++i) QVERIFY(child.report());
        const int finished = child.kill();
        const ProjectStore store = ProjectStore::open(m_path).value();
        QVERIFY(!store.readOnly());
        const std::vector<PictureId> pictures = store.pictures().ids().value();
        QVERIFY(pictures.size() >= static_cast<std::size_t>(finished));
        QVERIFY(pictures.size() <= static_cast<std::size_t>(finished) + 1);  // one that it could not tell of
        for (std::size_t i = 0; i < pictures.size(); ++i)
            QVERIFY(store.pictures().png(pictures[i]).value() == samplePng(static_cast<int>(i), 8'000));
    }

    void killWhileSavingLeavesTheFormerFileOrTheNewOne() {
        const fs::path target = m_folder / "target.kaleido";
        ReportingChild child([&](auto report) {
            ProjectStore store = ProjectStore::create(m_path).value();
            const SampleRun run = addRun(store);
            for (int i = 0; i < 100'000; ++i) {
                addPicture(store, run, i);
                if (!store.saveCopy(target).ok() || !report()) return;
            }
        });
        for (int i = 0; i < 20; ++i) QVERIFY(child.report());
        const int saved = child.kill();
        QVERIFY(picturesIn(ProjectStore::open(m_path).value()) >= saved);
        const ProjectStore copy = ProjectStore::open(target).value();
        QVERIFY(picturesIn(copy) >= saved);
        QVERIFY(contentsOf(copy).ok());
    }

    void killWithTenJobsQueuedKeepsThemInOrder() {
        ReportingChild child([&](auto report) {
            ProjectStore store = ProjectStore::create(m_path).value();
            for (int i = 0; i < 10; ++i)
                store.queue().add({.kind = "plan", .request = std::to_string(i)}).value();
            need(store.queue().setState(QueueEntryId{1}, QueueState::Running));
            report();
            ::pause();
        });
        QVERIFY(child.report());
        child.kill();
        const auto entries = ProjectStore::open(m_path).value().queue().entries().value();
        QCOMPARE(entries.size(), std::size_t{10});
        for (std::size_t i = 0; i < entries.size(); ++i) {
            QCOMPARE(entries[i].job.request, std::to_string(i));
            QCOMPARE(entries[i].state, QueueState::Waiting);
        }
    }

    void killWhileOpeningAndClosingLosesNothing() {
        ReportingChild child([&](auto report) {
            { need(ProjectStore::create(m_path).value().settings().set("turn", "0")); }
            for (int turn = 1; turn < 100'000; ++turn) {
                ProjectStore store = ProjectStore::open(m_path).value();
                need(store.settings().set("turn", std::to_string(turn)));
                if (!report()) return;
            }
        });
        for (int i = 0; i < 30; ++i) QVERIFY(child.report());
        const int turns = child.kill();
        const int turn =
            std::stoi(ProjectStore::open(m_path).value().settings().value("turn").value().value());
        QVERIFY(turn == turns || turn == turns + 1);
    }

    // ---- Disk full

    /// By SQLite's own measure, which fails the way a full disk does.
    void fullProjectRefusesAndTakesTheNextOneThatFits() {
        {
            ProjectStore store = ProjectStore::create(m_path).value();
            addRun(store);
        }
        StoreConnection connection = StoreConnection::open(m_path, StoreConnection::Mode::Write, {}).value();
        PictureTable pictures(connection);
        const std::int64_t pages = connection.database().execAndGet("PRAGMA page_count").getInt64();
        const std::string limit = "PRAGMA max_page_count = " + std::to_string(pages + 4);
        connection.database().execAndGet(limit);

        const std::string large = samplePng(1, 100'000), small = samplePng(2);
        NewPicture picture{.png = large, .run = RunId{1}, .revision = RevisionId{1}};
        const auto refused = pictures.add(picture);
        QCOMPARE(refused.error().code, Code::WriteFailed);
        QVERIFY(refused.error().message.find("disk is full") != std::string::npos);
        QVERIFY(pictures.ids().value().empty());
        picture.png = small;
        QVERIFY(pictures.add(picture).ok());
        connection.database().execAndGet("PRAGMA max_page_count = 1000000");
        picture.png = large;
        const auto added = pictures.add(picture);
        QVERIFY(pictures.png(added->id).value() == large);
    }

    void fullDiskInTheMiddleOfSeveralChangesUndoesThemAll() {
        {
            ProjectStore store = ProjectStore::create(m_path).value();
            addRun(store);
        }
        StoreConnection connection = StoreConnection::open(m_path, StoreConnection::Mode::Write, {}).value();
        PictureTable pictures(connection);
        const std::int64_t pages = connection.database().execAndGet("PRAGMA page_count").getInt64();
        connection.database().execAndGet("PRAGMA max_page_count = " + std::to_string(pages + 4));
        const std::string large = samplePng(1, 100'000), small = samplePng(2);
        const NewPicture fits{.png = small, .run = RunId{1}, .revision = RevisionId{1}};
        NewPicture doesNot = fits;
        doesNot.png = large;
        const Result<void> done = connection.write([&]() -> Result<void> {
            if (auto first = pictures.add(fits); !first) return first.error();
            if (pictures.add(doesNot).ok()) return Error{Code::Internal, "there is no room", {}, {}};
            if (auto last = pictures.add(fits); !last) return last.error();
            return {};
        });
        const std::size_t kept = pictures.ids().value().size();
        QCOMPARE(kept, done ? std::size_t{2} : std::size_t{0});  // all that succeeded, or nothing
        QVERIFY(pictures.add(fits).ok());
    }

    void fullDiskNeverLeavesHalfAPicture() {
        { addRun(*std::make_unique<ProjectStore>(ProjectStore::create(m_path).value())); }
        const int outcome = inChild([&] {
            ProjectStore store = ProjectStore::open(m_path).value();
            limitFiles(400'000);
            const std::string png = samplePng(1, 20'000);
            const NewPicture picture{.png = png, .run = RunId{1}, .revision = RevisionId{1}};
            int added = 0;
            Result<StoredPicture> last = store.pictures().add(picture);
            for (; last && added < 1'000; ++added) last = store.pictures().add(picture);
            if (last || last.error().code != Code::WriteFailed) return 1;
            if (picturesIn(store) != added) return 2;
            if (store.pictures().add(picture).ok()) return 3;
            limitFiles(100'000);  // a copy has no log beside it
            if (store.saveCopy(m_folder / "copy.kaleido").ok()) return 4;
            if (fs::exists(m_folder / "copy.kaleido")) return 5;
            limitFiles(RLIM_INFINITY);
            if (!store.pictures().add(picture).ok()) return 6;
            if (!store.saveCopy(m_folder / "copy.kaleido").ok()) return 7;
            return picturesIn(store) == added + 1 ? 0 : 8;
        });
        QCOMPARE(outcome, 0);
        const ProjectStore store = ProjectStore::open(m_path).value(),
                           copy = ProjectStore::open(m_folder / "copy.kaleido").value();
        QVERIFY(contentsOf(store).value() == contentsOf(copy).value());
    }

    void fullDiskMakesNoProject() {
        const int outcome = inChild([&] {
            limitFiles(10'000);
            const Result<ProjectStore> store = ProjectStore::create(m_path);
            return store || store.error().code != Code::WriteFailed || store.error().path != m_path.string()
                       ? 1
                       : 0;
        });
        QCOMPARE(outcome, 0);
        QVERIFY(namesIn(m_folder).empty());
    }

    // ---- Rights

    void projectInAFolderThatCannotBeWrittenIsReadOnly() {
        {
            ProjectStore store = ProjectStore::create(m_path).value();
            fillSample(store);
        }
        fs::permissions(m_folder.parent_path(), fs::perms(0755));
        fs::permissions(m_folder, fs::perms(0555));
        const int outcome = inChild([&] {
            if (::geteuid() == 0 && ::seteuid(65534) != 0) return 1;  // the superuser may write anywhere
            const Result<ProjectStore> store = ProjectStore::open(m_path);
            if (!store) return 2;
            if (!store->readOnly() || store->holder()) return 3;
            if (!contentsOf(*store).ok()) return 4;
            if (ProjectStore::create(m_folder / "new.kaleido").error().code != Code::WriteFailed) return 5;
            return 0;
        });
        fs::permissions(m_folder, fs::perms(0755));
        QCOMPARE(outcome, 0);
        QCOMPARE(namesIn(m_folder), std::set<std::string>{"project.kaleido"});
    }

    void projectThatCannotBeWrittenIsReadOnly() {
        {
            ProjectStore store = ProjectStore::create(m_path).value();
            fillSample(store);
        }
        fs::permissions(m_folder.parent_path(), fs::perms(0755));
        fs::permissions(m_folder, fs::perms(0777));
        fs::permissions(m_path, fs::perms(0444));
        const int outcome = inChild([&] {
            if (::geteuid() == 0 && ::seteuid(65534) != 0) return 1;
            Result<ProjectStore> store = ProjectStore::open(m_path);
            if (!store) return 2;
            if (!store->readOnly() || store->holder()) return 3;
            if (store->settings().set("name", "value").ok()) return 4;
            if (!store->saveAs(m_folder / "mine.kaleido").ok()) return 5;
            return store->settings().set("name", "value").ok() ? 0 : 6;
        });
        QCOMPARE(outcome, 0);
        QCOMPARE(namesIn(m_folder), (std::set<std::string>{"project.kaleido", "mine.kaleido"}));
    }
};

QTEST_APPLESS_MAIN(TestProjectFaults)
#include "tst_project_faults.moc"
