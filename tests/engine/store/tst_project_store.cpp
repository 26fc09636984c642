#include "engine/store/project_store.h"

#include "tests/engine/store/store_test.h"

using namespace kaleido;
using namespace kaleido::test;

class TestProjectStore : public QObject {
    Q_OBJECT

    ScratchFolder m_scratch;
    fs::path m_folder;
    fs::path m_path;

    ProjectStore filled() const {
        ProjectStore store = ProjectStore::create(m_path, steadyOptions()).value();
        fillSample(store);
        return store;
    }

private Q_SLOTS:
    void init() {
        m_folder = m_scratch.fresh();
        m_path = m_folder / "project.kaleido";
    }

    // ---- Create, open, close

    void closedProjectIsOneFileAndComesBack() {
        ProjectStore store = filled();
        const ProjectContents before = contentsOf(store).value();
        QVERIFY(namesIn(m_folder).size() > 1);
        QVERIFY(store.close().ok());
        QCOMPARE(namesIn(m_folder), std::set<std::string>{"project.kaleido"});
        const ProjectStore again = ProjectStore::open(m_path).value();
        QVERIFY(!again.readOnly());
        QVERIFY(!again.holder());
        QVERIFY(contentsOf(again).value() == before);
    }

    void infoTellsTheProjectAtAGlance() {
        ProjectStore store = ProjectStore::create(m_path, steadyOptions()).value();
        const ProjectInfo empty = store.info().value();
        QCOMPARE(empty.title, std::string());
        QCOMPARE(empty.program, std::string("Kaleido Studio 0.1.0"));
        QCOMPARE(empty.changedAt, empty.madeAt);
        QCOMPARE(empty.plans + empty.pictures, std::int64_t{0});
        const StoredPicture last = addPicture(store, addRun(store), 1);
        const ProjectInfo info = store.info().value();
        QCOMPARE(info.title, samplePlan(1).caption);
        QCOMPARE(info.madeAt, empty.madeAt);
        QCOMPARE(info.changedAt, last.madeAt);
        QCOMPARE(info.plans, std::int64_t{1});
        QCOMPARE(info.pictures, std::int64_t{1});
    }

    void existingFileIsNeverCreatedOver() {
        writeBytes(m_path, "precious");
        const Result<ProjectStore> store = ProjectStore::create(m_path);
        QCOMPARE(store.error().code, Code::WriteFailed);
        QCOMPARE(store.error().path, m_path.string());
        QCOMPARE(bytesOf(m_path), std::string("precious"));
        QCOMPARE(namesIn(m_folder).size(), std::size_t{1});
    }

    void impossiblePlacesAreNamed() {
        const fs::path missing = m_folder / "missing" / "project.kaleido";
        QCOMPARE(ProjectStore::create(missing).error().code, Code::WriteFailed);
        QCOMPARE(ProjectStore::open(missing).error().code, Code::NotFound);
        QCOMPARE(ProjectStore::open(m_folder).error().code, Code::NotFound);
        QCOMPARE(ProjectStore::remove(missing).error().code, Code::NotFound);
        QVERIFY(namesIn(m_folder).empty());
    }

    void oddNamesAreFine() {
        for (const char* name : {"a b.kaleido", "猫 \"?'%#&.kaleido", "file:x?mode=memory", "\xFF.kaleido"}) {
            const fs::path path = m_folder / name;
            {
                ProjectStore store = ProjectStore::create(path).value();
                addPicture(store, addRun(store), 1);
                QVERIFY(store.saveCopy(path.string() + "-copy").ok());
            }
            QCOMPARE(ProjectStore::open(path).value().info().value().pictures, std::int64_t{1});
            QCOMPARE(ProjectStore::open(path.string() + "-copy").value().info().value().pictures,
                     std::int64_t{1});
        }
    }

    void removedProjectIsGoneUnlessItIsOpen() {
        ProjectStore store = filled();
        QCOMPARE(ProjectStore::remove(m_path).error().code, Code::WriteFailed);
        QVERIFY(store.info().ok());
        QVERIFY(store.close().ok());
        QVERIFY(ProjectStore::remove(m_path).ok());
        QVERIFY(namesIn(m_folder).empty());
    }

    // ---- Two on one project

    void secondOpenerReadsWhatTheFirstAdds() {
        ProjectStore writer = filled();
        ProjectStore reader = ProjectStore::open(m_path).value();
        QVERIFY(!writer.readOnly());
        QVERIFY(reader.readOnly());
        QCOMPARE(reader.holder()->process, std::int64_t{::getpid()});
        QVERIFY(contentsOf(reader).value() == contentsOf(writer).value());
        addPicture(writer, addRun(writer), 5);
        QVERIFY(contentsOf(reader).value() == contentsOf(writer).value());

        const Result<void> refused = reader.settings().set("name", "value");
        QCOMPARE(refused.error().code, Code::WriteFailed);
        QVERIFY(refused.error().message.find(std::to_string(::getpid())) != std::string::npos);
        QVERIFY(!reader.inOne([] { return Result<void>(); }).ok());
        QCOMPARE(reader.plans().add(Plan{}, Origin::Drawn).error().code, Code::WriteFailed);
        QVERIFY(reader.close().ok());
        QVERIFY(writer.settings().set("name", "value").ok());
    }

    void otherProgramIsNamedAndMayBeKilled() {
        { filled(); }
        ReportingChild child([&](auto report) {
            const ProjectStore store = ProjectStore::open(m_path).value();
            if (!store.readOnly()) report();
            ::pause();
        });
        QVERIFY(child.report());
        QCOMPARE(ProjectStore::open(m_path).value().holder(), ProjectStore::open(m_path).value().holder());
        const ProjectStore reader = ProjectStore::open(m_path).value();
        QCOMPARE(reader.holder()->process, std::int64_t{child.process()});
        QCOMPARE(reader.info().value().pictures, std::int64_t{4});
        child.kill();
        QVERIFY(reader.info().ok());
        ProjectStore writer = ProjectStore::open(m_path).value();
        QVERIFY(!writer.readOnly());
        QVERIFY(writer.settings().set("name", "value").ok());
    }

    void writerMayCloseWhileOthersRead() {
        ProjectStore writer = filled();
        const ProjectContents all = contentsOf(writer).value();
        {
            const ProjectStore reader = ProjectStore::open(m_path).value();
            QVERIFY(writer.close().ok());
            QVERIFY(contentsOf(reader).value() == all);
            ProjectStore next = ProjectStore::open(m_path).value();
            QVERIFY(!next.readOnly());
            addPicture(next, addRun(next), 5);
            QCOMPARE(reader.info().value().pictures, std::int64_t{5});
        }
        QCOMPARE(ProjectStore::open(m_path).value().info().value().pictures, std::int64_t{5});
        QCOMPARE(namesIn(m_folder), std::set<std::string>{"project.kaleido"});
    }

    void projectThatIsOpenOnAnotherMachineIsNotRead() {
        const ProjectStore store = filled();
        writeBytes(m_path.string() + "-lock", "12 elsewhere\n");
        const Result<ProjectStore> other = ProjectStore::open(m_path);
        QCOMPARE(other.error().code, Code::NotFound);
        QVERIFY(other.error().message.find("process 12 on elsewhere") != std::string::npos);
    }

    void linkLeadsToTheSameProject() {
        const ProjectStore store = filled();
        fs::create_symlink(m_path, m_folder / "link.kaleido");
        QVERIFY(ProjectStore::open(m_folder / "link.kaleido").value().readOnly());
    }

    // ---- Save a Copy, Save As

    void copyHoldsEverythingAndTheProjectGoesOn() {
        ProjectStore store = filled();
        const ProjectContents before = contentsOf(store).value();
        const fs::path copy = m_folder / "copy.kaleido";
        QVERIFY(store.saveCopy(copy).ok());
        addPicture(store, addRun(store), 5);
        QCOMPARE(store.path(), m_path);
        const ProjectStore copied = ProjectStore::open(copy).value();
        QVERIFY(!copied.readOnly());
        QVERIFY(contentsOf(copied).value() == before);
    }

    void savedCopyIsOneFile() {
        const ProjectStore store = filled();
        fs::create_directory(m_folder / "far");
        QVERIFY(store.saveCopy(m_folder / "far" / "copy.kaleido").ok());
        QCOMPARE(namesIn(m_folder / "far"), std::set<std::string>{"copy.kaleido"});
    }

    void savingAsGoesOnWithTheNewFile() {
        ProjectStore store = filled();
        const ProjectContents before = contentsOf(store).value();
        const fs::path other = m_folder / "other.kaleido";
        QVERIFY(store.saveAs(other).ok());
        QCOMPARE(store.path(), other);
        QVERIFY(ProjectStore::open(other).value().readOnly());
        QVERIFY(contentsOf(store).value() == before);
        addPicture(store, addRun(store), 5);
        ProjectStore former = ProjectStore::open(m_path).value();
        QVERIFY(!former.readOnly());
        QVERIFY(contentsOf(former).value() == before);
        QVERIFY(former.close().ok());
        QVERIFY(store.close().ok());
        QCOMPARE(namesIn(m_folder), (std::set<std::string>{"project.kaleido", "other.kaleido"}));
        QCOMPARE(ProjectStore::open(other).value().info().value().pictures, std::int64_t{5});
    }

    void unsavedDocumentLeavesNothingWhereItWas() {
        ProjectStore store = filled();
        QVERIFY(store.saveAs(m_folder / "other.kaleido", FormerFile::Remove).ok());
        QVERIFY(store.close().ok());
        QCOMPARE(namesIn(m_folder), std::set<std::string>{"other.kaleido"});
    }

    void savingAsItselfChangesNothing() {
        ProjectStore store = filled();
        const ProjectContents before = contentsOf(store).value();
        QVERIFY(store.saveAs(m_path, FormerFile::Remove).ok());
        QVERIFY(store.saveAs(m_folder / "." / "project.kaleido").ok());
        QVERIFY(!store.saveCopy(m_path).ok());
        QVERIFY(contentsOf(store).value() == before);
        QVERIFY(store.settings().set("name", "value").ok());
    }

    void savingReplacesAClosedProjectOnly() {
        const fs::path other = m_folder / "other.kaleido";
        ProjectStore theirs = ProjectStore::create(other).value();
        ProjectStore store = filled();
        const Result<void> refused = store.saveCopy(other);
        QCOMPARE(refused.error().code, Code::WriteFailed);
        QVERIFY(refused.error().message.find(std::to_string(::getpid())) != std::string::npos);
        QVERIFY(!store.saveAs(other).ok());
        QCOMPARE(theirs.info().value().plans, std::int64_t{0});
        QVERIFY(theirs.close().ok());
        QVERIFY(store.saveCopy(other).ok());
        QVERIFY(contentsOf(ProjectStore::open(other).value()).value() == contentsOf(store).value());
    }

    void logOfACrashedProjectIsNotTakenForTheNewOnes() {
        const fs::path other = m_folder / "other.kaleido";
        ReportingChild child([&](auto report) {
            ProjectStore store = ProjectStore::create(other).value();
            for (int i = 0; i < 20; ++i) addPicture(store, addRun(store), i);
            report();
            ::pause();
        });
        QVERIFY(child.report());
        child.kill();
        QVERIFY(fs::file_size(other.string() + "-wal") > 0);
        const ProjectStore store = filled();
        QVERIFY(store.saveCopy(other).ok());
        QVERIFY(contentsOf(ProjectStore::open(other).value()).value() == contentsOf(store).value());
    }

    void readerMaySaveUnderAnotherNameAndThenWrite() {
        const ProjectStore writer = filled();
        ProjectStore reader = ProjectStore::open(m_path).value();
        QVERIFY(!reader.saveAs(m_path).ok());
        QVERIFY(reader.saveAs(m_folder / "other.kaleido", FormerFile::Remove).ok());
        QVERIFY(!reader.readOnly());
        QVERIFY(!reader.holder());
        QVERIFY(reader.settings().set("name", "value").ok());
        QVERIFY(fs::exists(m_path));  // it was not the reader's
        QVERIFY(writer.info().ok());
    }

    void failedSaveGoesOnWithTheFormerFile() {
        ProjectStore store = filled();
        QCOMPARE(store.saveAs(m_folder / "missing" / "other.kaleido").error().code, Code::WriteFailed);
        QCOMPARE(store.path(), m_path);
        QVERIFY(store.settings().set("name", "value").ok());
    }

    // ---- Several changes in one

    void changesInOneHappenTogether() {
        ProjectStore store = ProjectStore::create(m_path).value();
        const ProjectStore reader = ProjectStore::open(m_path).value();
        const Result<void> done = store.inOne([&]() -> Result<void> {
            const SampleRun run = addRun(store);
            addPicture(store, run, 1);
            if (reader.info().value().plans != 0) return Error{Code::Internal, "seen too early", {}, {}};
            return {};
        });
        QVERIFY(done.ok());
        QCOMPARE(reader.info().value().pictures, std::int64_t{1});
    }

    void failureOrExceptionUndoesThemAll() {
        ProjectStore store = filled();
        const ProjectContents before = contentsOf(store).value();
        const Error fault{Code::Cancelled, "changed my mind", {}, {}};
        const Result<void> done = store.inOne([&]() -> Result<void> {
            addPicture(store, addRun(store), 1);
            return fault;
        });
        QCOMPARE(done.error(), fault);
        QVERIFY(contentsOf(store).value() == before);
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, static_cast<void>(store.inOne([&]() -> Result<void> {
                                     addPicture(store, addRun(store), 1);
                                     throw std::runtime_error("a bug");
                                 })));
        QVERIFY(contentsOf(store).value() == before);
        addPicture(store, addRun(store), 1);
        QCOMPARE(store.info().value().pictures, before.info.pictures + 1);
    }

    void failedStepMayBeLeftOut() {
        ProjectStore store = ProjectStore::create(m_path).value();
        QVERIFY(store
                    .inOne([&]() -> Result<void> {
                        addRun(store);
                        const std::vector<PictureId> missing = {PictureId{9}};
                        if (store.pictures().setMarks(missing, {}).ok()) return Error{};
                        addRun(store);
                        return {};
                    })
                    .ok());
        QCOMPARE(store.info().value().plans, std::int64_t{2});
    }

    void innerChangesAreUndoneWithTheOuter() {
        ProjectStore store = ProjectStore::create(m_path).value();
        QVERIFY(!store
                     .inOne([&]() -> Result<void> {
                         const auto inner = store.inOne([&]() -> Result<void> {
                             addRun(store);
                             return {};
                         });
                         return inner ? Error{} : Result<void>();
                     })
                     .ok());
        QCOMPARE(store.info().value().plans, std::int64_t{0});
    }
};

QTEST_APPLESS_MAIN(TestProjectStore)
#include "tst_project_store.moc"
