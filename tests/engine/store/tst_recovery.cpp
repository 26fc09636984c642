#include "engine/store/recovery.h"

#include "tests/engine/store/store_test.h"

using namespace kaleido;
using namespace kaleido::test;

class TestRecovery : public QObject {
    Q_OBJECT

    ScratchFolder m_scratch;
    fs::path m_folder;

private Q_SLOTS:
    void init() { m_folder = m_scratch.fresh() / "documents"; }

    void nothingIsOfferedWhereNothingIs() {
        QVERIFY(recoverable(m_folder).value().empty());
        QVERIFY(createUnsaved(m_folder).ok());
        fs::remove_all(m_folder);
        fs::create_directories(m_folder / "folder.kaleido");
        writeBytes(m_folder / "notes.txt", "not ours");
        QVERIFY(recoverable(m_folder).value().empty());
    }

    void unsavedDocumentsHaveNamesOfTheirOwn() {
        const ProjectStore one = createUnsaved(m_folder).value(), two = createUnsaved(m_folder).value();
        QVERIFY(one.path() != two.path());
        QCOMPARE(one.path().parent_path(), fs::canonical(m_folder));
        QCOMPARE(one.path().extension(), fs::path(".kaleido"));
    }

    void whatACrashLeftIsOffered() {
        ReportingChild child([&](auto report) {
            ProjectStore store = createUnsaved(m_folder, steadyOptions()).value();
            fillSample(store);
            report();
            ::pause();
        });
        QVERIFY(child.report());
        QVERIFY(recoverable(m_folder).value().empty());  // its program lives
        child.kill();
        const std::vector<Recoverable> left = recoverable(m_folder).value();
        QCOMPARE(left.size(), std::size_t{1});
        QVERIFY(!left[0].fault);
        QCOMPARE(left[0].info.title, samplePlan(5).caption);
        QCOMPARE(left[0].info.pictures, std::int64_t{4});
        QVERIFY(left[0].info.changedAt > left[0].info.madeAt);

        const ProjectStore store = ProjectStore::open(left[0].path).value();
        QVERIFY(!store.readOnly());
        ProjectStore fresh = ProjectStore::create(m_folder / ".." / "fresh.kaleido", steadyOptions()).value();
        fillSample(fresh);
        QVERIFY(contentsOf(store).value() == contentsOf(fresh).value());
        QVERIFY(recoverable(m_folder).value().empty());  // being recovered by us
    }

    void newestComesFirstAndDamagedLast() {
        const StoreOptions options = steadyOptions();  // one clock for all
        std::vector<fs::path> paths;
        for (int i = 0; i < 3; ++i) {
            ProjectStore store = createUnsaved(m_folder, options).value();
            addRun(store);
            paths.push_back(store.path());
        }
        writeBytes(m_folder / "damaged.kaleido", "not a database");
        const std::vector<Recoverable> left = recoverable(m_folder).value();
        QCOMPARE(left.size(), std::size_t{4});
        QCOMPARE(left[0].path, paths[2]);
        QCOMPARE(left[1].path, paths[1]);
        QCOMPARE(left[2].path, paths[0]);
        QCOMPARE(left[3].path.filename(), fs::path("damaged.kaleido"));
        QCOMPARE(left[3].fault->code, Code::BadInput);
        QVERIFY(ProjectStore::remove(left[0].path).ok());
        QCOMPARE(recoverable(m_folder).value().size(), std::size_t{3});
    }

    void onlyEmptyDocumentsThatNobodyHasOpenAreSweptAway() {
        createUnsaved(m_folder).value();
        const fs::path inUse = m_folder / "in use.kaleido", planned = m_folder / "planned.kaleido";
        const fs::path queued = m_folder / "queued.kaleido";
        const ProjectStore open = ProjectStore::create(inUse).value();
        { addRun(*std::make_unique<ProjectStore>(ProjectStore::create(planned).value())); }
        { ProjectStore::create(queued).value().queue().add({.kind = "plan"}).value(); }
        writeBytes(m_folder / "damaged.kaleido", "not a database");
        writeBytes(m_folder / "notes.txt", "not ours");
        removeEmptyUnsaved(m_folder);
        QVERIFY(fs::exists(inUse) && fs::exists(planned) && fs::exists(queued));
        QVERIFY(fs::exists(m_folder / "damaged.kaleido") && fs::exists(m_folder / "notes.txt"));
        QCOMPARE(recoverable(m_folder).value().size(), std::size_t{3});
        QVERIFY(open.info().ok());
    }

    void aDocumentThatWasEmptyLeavesNoFileBeside() {
        ReportingChild child([&](auto report) {
            const ProjectStore store = createUnsaved(m_folder).value();
            report();
            ::pause();
        });
        QVERIFY(child.report());
        removeEmptyUnsaved(m_folder);
        QVERIFY(!namesIn(m_folder).empty());  // its program lives
        child.kill();
        removeEmptyUnsaved(m_folder);
        QVERIFY(namesIn(m_folder).empty());
    }
};

QTEST_APPLESS_MAIN(TestRecovery)
#include "tst_recovery.moc"
