#include "engine/api/model_info.h"
#include "engine/plan/edits.h"
#include "tests/ui/window/studio_window.h"

#include <QFile>

#include <csignal>

#include <sys/resource.h>

using namespace kaleido;
using namespace kaleido::test;

namespace {

/// As long as it lives, no file grows beyond so many bytes, the way a full disk has it.
class FullDisk {
public:
    explicit FullDisk(std::uintmax_t bytes) : m_handler(std::signal(SIGXFSZ, SIG_IGN)) {
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit limit = m_before;
        limit.rlim_cur = bytes;
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;
    ~FullDisk() {
        ::setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }

    /// Full for what is written next into the open project.
    static std::uintmax_t sizeNow(const std::filesystem::path& project) {
        return std::filesystem::file_size(project.string() + "-wal");
    }

private:
    rlimit m_before{};
    void (*m_handler)(int);
};

Plan moved(double by) {
    return moveItem(catPlan(), ItemId{1}, {by, 0});
}

}  // namespace

/// What goes wrong outside of the window: it is told in one sentence, loses nothing, and work goes on.
class TestWindowFaults : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theQueueGoesOnAfterAJobThatFailed_data();
    void theQueueGoesOnAfterAJobThatFailed();
    void aSmallerBatchIsToldAndLosesNoPicture();
    void aModelThatWasDeletedIsNamed();
    void finishedPicturesWaitUntilThereIsRoomOnTheDisk();
    void picturesThatWaitComeInWithTheNextOne();
    void picturesThatWaitComeInWhereTheProjectIsSaved();
    void aRunWhosePicturesWaitIsPaintedAgainAfterwards();
    void anEditOnAFullDiskDoesNotHappenAndCanBeMadeLater();
    void aFullDiskWhileSavingLeavesTheProjectWhereItIs();
};

void TestWindowFaults::theQueueGoesOnAfterAJobThatFailed_data() {
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("text");
    QTest::newRow("engine error") << static_cast<int>(Code::Internal) << QStringLiteral("a step broke");
    QTest::newRow("memory refused") << static_cast<int>(Code::NoMemory)
                                    << QStringLiteral("this needs 4 GB; 1 GB is free");
    QTest::newRow("memory error") << static_cast<int>(Code::NoMemory)
                                  << QStringLiteral("the memory ran out with one picture at a time");
}

void TestWindowFaults::theQueueGoesOnAfterAJobThatFailed() {
    QFETCH(const int, code);
    QFETCH(const QString, text);
    StudioWindow studio;
    studio.makeFirstGrid();
    const PlanId plan = studio.document->currentPlan();
    studio.paints.paint({plan});
    studio.paints.paint({plan});
    studio.engine.send(2, StudioWindow::pictureDone(0, 0, studio.engine.asked<GenerateRequest>(2).seed));
    studio.engine.send(2, JobFinished{.outcome = Outcome::Failed,
                                      .error = {static_cast<Code>(code), text.toStdString(), {}, {}}});
    QTRY_COMPARE(studio.message(), text);
    QCOMPARE(studio.pictures().size(), std::size_t(5));  // the one that it had finished, too
    studio.finish(3);
    QTRY_VERIFY(!studio.bridge.isBusy());
    QCOMPARE(studio.pictures().size(), std::size_t(7));
    QCOMPARE(studio.message(), text);
    const auto left = studio.document->queue().entries().value();
    QCOMPARE(left.size(), std::size_t(1));
    QCOMPARE(left.front().state, QueueState::Failed);
    QVERIFY(studio.document->edit(plan, moved(0.1), QStringLiteral("Move box")));
}

void TestWindowFaults::aSmallerBatchIsToldAndLosesNoPicture() {
    StudioWindow studio;
    studio.makeFirstGrid();
    studio.paints.paint({studio.document->currentPlan()});
    studio.engine.send(2, Notice{NoticeKind::SmallerBatch, "too little memory: one picture at a time"});
    QTRY_COMPARE(studio.message(), QStringLiteral("too little memory: one picture at a time"));
    studio.finish(2);
    QTRY_VERIFY(!studio.bridge.isBusy());
    QCOMPARE(studio.pictures().size(), std::size_t(6));
}

void TestWindowFaults::aModelThatWasDeletedIsNamed() {
    StudioWindow studio;
    studio.makeFirstGrid();
    studio.paints.paint({studio.document->currentPlan()});
    const auto folder = studio.path("deleted model");
    studio.engine.send(2, JobFinished{.outcome = Outcome::Failed, .error = readModelInfo(folder).error()});
    QTRY_VERIFY(!studio.bridge.isBusy());
    QVERIFY2(studio.message().contains(QString::fromStdString(folder.string())),
             qPrintable(studio.message()));
    QVERIFY(!studio.message().contains(QLatin1Char('\n')));
    // The next one works when it is back.
    studio.paints.paint({studio.document->currentPlan()});
    studio.finish(3);
    QTRY_VERIFY(!studio.bridge.isBusy());
    QCOMPARE(studio.pictures().size(), std::size_t(6));
}

void TestWindowFaults::finishedPicturesWaitUntilThereIsRoomOnTheDisk() {
    StudioWindow studio;
    studio.makeFirstGrid();
    studio.paints.paint({studio.document->currentPlan()});
    {
        const FullDisk full(FullDisk::sizeNow(studio.document.path()));
        studio.finish(2);
        QTRY_VERIFY(!studio.bridge.isBusy());
        QCOMPARE(studio.paints.unkept(), 2);
        QVERIFY2(studio.message().startsWith(QStringLiteral("2 finished picture(s) wait")),
                 qPrintable(studio.message()));
        QVERIFY(studio.message().contains(QString::fromStdString(studio.document.path().string())));
        // Both are seen in their places.
        for (const PendingPicture& one : studio.paints.pending()) QVERIFY(!one.preview.empty());
        QCOMPARE(studio.paints.pending().size(), std::size_t(2));
        QVERIFY(studio.answer(QStringLiteral("Try Again")));
        QCOMPARE(studio.paints.unkept(), 2);
        QCOMPARE(studio.pictures().size(), std::size_t(4));
    }
    QVERIFY(studio.answer(QStringLiteral("Try Again")));
    QCOMPARE(studio.message(), QString());
    QCOMPARE(studio.paints.unkept(), 0);
    QVERIFY(studio.paints.pending().empty());
    QCOMPARE(studio.pictures().size(), std::size_t(6));
    QCOMPARE(studio.queued(), std::size_t(0));
}

void TestWindowFaults::picturesThatWaitComeInWithTheNextOne() {
    StudioWindow studio;
    studio.makeFirstGrid();
    studio.paints.paint({studio.document->currentPlan()});
    const std::uint64_t seed = studio.engine.asked<GenerateRequest>(2).seed;
    {
        const FullDisk full(FullDisk::sizeNow(studio.document.path()));
        studio.engine.send(2, StudioWindow::pictureDone(0, 0, seed));
        QTRY_COMPARE(studio.paints.unkept(), 1);
    }
    studio.engine.send(2, StudioWindow::pictureDone(0, 1, seed + 1));
    studio.engine.send(2, JobFinished{});
    QTRY_VERIFY(!studio.bridge.isBusy());
    QCOMPARE(studio.pictures().size(), std::size_t(6));
    QCOMPARE(studio.pictures()[4].seed, seed);  // in the order they were painted
    QCOMPARE(studio.message(), QString());
    QCOMPARE(studio.queued(), std::size_t(0));
}

void TestWindowFaults::picturesThatWaitComeInWhereTheProjectIsSaved() {
    StudioWindow studio;
    studio.makeFirstGrid();
    studio.paints.paint({studio.document->currentPlan()});
    {
        const FullDisk full(FullDisk::sizeNow(studio.document.path()));
        studio.finish(2);
        QTRY_VERIFY(!studio.bridge.isBusy());
    }
    studio.project().saveTo(studio.path("where there is room.kaleido"));
    QCOMPARE(studio.pictures().size(), std::size_t(6));
    QCOMPARE(studio.paints.unkept(), 0);
    QCOMPARE(studio.message(), QString());
}

void TestWindowFaults::aRunWhosePicturesWaitIsPaintedAgainAfterwards() {
    StudioWindow studio;
    studio.makeFirstGrid();
    studio.paints.paint({studio.document->currentPlan()});
    {
        const FullDisk full(FullDisk::sizeNow(studio.document.path()));
        studio.finish(2);
        QTRY_VERIFY(!studio.bridge.isBusy());
    }
    // What another start of the program finds.
    OpenDocument other;
    QVERIFY(studio.document->store().saveCopy(studio.path("later.kaleido")).ok());
    QVERIFY(other->take(ProjectStore::open(studio.path("later.kaleido")).value()).ok());
    PaintController later(*other, studio.bridge, studio.model);
    QCOMPARE(later.resume(), 1);
    QCOMPARE(studio.engine.asked<GenerateRequest>(3).seed, studio.engine.asked<GenerateRequest>(2).seed);
    QCOMPARE(studio.engine.asked<GenerateRequest>(3).plans, studio.engine.asked<GenerateRequest>(2).plans);
}

void TestWindowFaults::anEditOnAFullDiskDoesNotHappenAndCanBeMadeLater() {
    StudioWindow studio;
    studio.makeFirstGrid();
    const PlanId plan = studio.document->currentPlan();
    {
        const FullDisk full(FullDisk::sizeNow(studio.document.path()));
        QVERIFY(!studio.document->edit(plan, moved(0.1), QStringLiteral("Move box")));
        QVERIFY(studio.message().contains(QStringLiteral("nothing was changed")));
        QCOMPARE(studio.plan(), catPlan());
        QCOMPARE(studio.document->undoStack().count(), 0);
    }
    QVERIFY(studio.document->edit(plan, moved(0.1), QStringLiteral("Move box")));
    QCOMPARE(studio.plan(), moved(0.1));
}

void TestWindowFaults::aFullDiskWhileSavingLeavesTheProjectWhereItIs() {
    StudioWindow studio;
    studio.makeFirstGrid();
    const auto target = studio.path("target.kaleido");
    {
        const FullDisk full(20'000);
        studio.project().saveTo(target);
        QVERIFY2(studio.message().startsWith(QString::fromStdString(target.string())),
                 qPrintable(studio.message()));
    }
    QVERIFY(!std::filesystem::exists(target));
    QCOMPARE(studio.document->store().path(), std::filesystem::canonical(studio.document.path()));
    QVERIFY(studio.document->edit(studio.document->currentPlan(), moved(0.1), QStringLiteral("Move box")));
    studio.project().saveTo(target);
    QCOMPARE(studio.message(), QString());
    QCOMPARE(studio.document->store().path(), std::filesystem::canonical(target));
}

QTEST_MAIN(TestWindowFaults)
#include "tst_window_faults.moc"
