#include "engine/plan/edits.h"
#include "tests/ui/window/studio_window.h"
#include "tests/ui/window/threaded_engine.h"
#include "ui/canvas/canvas.h"
#include "ui/caption/caption_bar.h"

#include <QAbstractItemView>
#include <QDockWidget>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTextEdit>

#include <atomic>
#include <thread>

using namespace kaleido;
using namespace kaleido::test;
using testing::fakeJob;
using testing::Gate;

namespace {

/// Opens a gate where a test function ends, so that the engine's thread can end, too.
struct OpenAtEnd {
    Gate& gate;
    ~OpenAtEnd() { gate.open(); }
};

PictureDone pictureOf(const Request& request, int picture) {
    const auto seed = std::get<GenerateRequest>(request).seed + static_cast<std::uint64_t>(picture);
    return StudioWindow::pictureDone(0, picture, seed);
}

bool isPlanning(const Request& request) {
    return std::holds_alternative<PlanRequest>(request);
}

/// In the middle of a step, of which there is no end but by the checkpoints between the blocks of a network.
[[noreturn]] void step(const JobContext& context) {
    for (;;) {
        context.checkpoint();
        std::this_thread::yield();
    }
}

}  // namespace

/// The window and the engine's own thread: neither waits for the other, and a stop gets through.
class TestWindowEngine : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPanelAnswersWhileTheEngineIsHeld();
    void stopNowActsInsideAStep_data();
    void stopNowActsInsideAStep();
    void stopAfterThisOneKeepsThePictureInHand();
    void aJobThatWaitsIsDroppedByTheFirstPress();
    void closingTheWindowInTheMiddleOfAStepEndsTheEngine();
};

void TestWindowEngine::everyPanelAnswersWhileTheEngineIsHeld() {
    Gate began, goOn;
    const ThreadedEngine engine([&](const Request&) { return testing::gatedJob(began, goOn); });
    StudioWindow studio(engine.starter());
    const OpenAtEnd open{goOn};
    const PlanId first = studio.document->addPlan(catPlan(), Origin::Sampled).value();
    const PlanId second = studio.document->addPlan(catPlan("a second cat"), Origin::Sampled).value();
    studio.paints.paint({first});
    began.wait();  // and from here on the engine's thread does not come back

    QVERIFY(QTest::qWaitForWindowActive(studio.window.get()));
    auto* const caption = studio.find<QPlainTextEdit>("caption");
    caption->setFocus();
    QTest::keyClicks(caption, QStringLiteral("a dog"));
    QVERIFY(caption->toPlainText().endsWith(QStringLiteral("a dog")));

    auto* const cards = studio.find<QAbstractItemView>("planCards");
    for (int row = 0; row < cards->model()->rowCount(); ++row) {
        const QPoint card = cards->visualRect(cards->model()->index(row, 0)).center();
        QTest::mouseClick(cards->viewport(), Qt::LeftButton, Qt::NoModifier, card);
    }
    studio.document->setCurrentPlan(second);
    auto* const canvas = studio.window->findChild<Canvas*>();
    canvas->setFocus();
    QTest::keyClick(canvas, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(canvas, Qt::Key_Right);
    QVERIFY(studio.plan() != catPlan("a second cat"));

    auto* const pictures = studio.find<QAbstractItemView>("pictures");
    QCOMPARE(pictures->model()->rowCount(), 2);  // both wait

    auto* const description = studio.find<QTextEdit>("description");
    description->setFocus();
    QTest::keyClicks(description, QStringLiteral(" It sleeps."));
    caption->setFocus();
    QVERIFY(studio.plan().detail.find("It sleeps.") != std::string::npos);

    auto* const bar = studio.window->findChild<CaptionBar*>();
    bar->planAction().trigger();
    QCOMPARE(studio.plans.pending().size(), std::size_t(2));
    bar->stopAction().trigger();
    QCOMPARE(bar->stopAction().text(), QStringLiteral("Stop now"));
    bar->stopAction().trigger();
    QCOMPARE(bar->stopAction().text(), QStringLiteral("Stopping…"));

    for (auto* const dock : studio.window->findChildren<QDockWidget*>()) {
        dock->toggleViewAction()->trigger();
        dock->toggleViewAction()->trigger();
    }
    studio.window->resize(1000, 700);
    for (QWidget* const panel : studio.window->findChildren<QWidget*>()) {
        if (panel->isVisible()) panel->repaint();
    }
    QCoreApplication::processEvents();
    QVERIFY(studio.bridge.isBusy());

    goOn.open();
    QTRY_VERIFY(!studio.bridge.isBusy());
    QVERIFY(studio.paints.pending().empty());
    QVERIFY(studio.plans.pending().empty());
}

void TestWindowEngine::stopNowActsInsideAStep_data() {
    QTest::addColumn<QString>("stage");
    QTest::addColumn<int>("plans");     // finished before
    QTest::addColumn<int>("pictures");  // finished before
    QTest::newRow("while the model is loaded for plans") << QStringLiteral("loading") << 0 << 0;
    QTest::newRow("before the first plan") << QStringLiteral("planning") << 0 << 0;
    QTest::newRow("between plans") << QStringLiteral("planning") << 1 << 0;
    QTest::newRow("while the model is loaded for pictures") << QStringLiteral("loading") << 2 << 0;
    QTest::newRow("before the first picture") << QStringLiteral("painting") << 2 << 0;
    QTest::newRow("between pictures") << QStringLiteral("painting") << 2 << 1;
}

void TestWindowEngine::stopNowActsInsideAStep() {
    QFETCH(const QString, stage);
    QFETCH(const int, plans);
    QFETCH(const int, pictures);
    const bool whilePlanning = plans < 2;
    std::atomic<int> jobs{0};
    const ThreadedEngine engine([&](const Request& request) {
        ++jobs;
        return fakeJob([&, request](JobContext& context) -> Result<Slice> {
            if (isPlanning(request)) {
                for (int i = 0; i < plans; ++i) context.post(PlanDone{.index = i, .plan = catPlan()});
                if (!whilePlanning) return Slice::Done;
            } else {
                for (int i = 0; i < pictures; ++i) context.post(pictureOf(request, i));
            }
            context.post(Progress{.stage = stage.toStdString(), .done = 1, .total = 2});
            step(context);
        });
    });
    StudioWindow studio(engine.starter());
    QSignalSpy progressed(&studio.bridge, &EngineBridge::progressed);
    studio.window->begin(QStringLiteral("a cat"));
    QTRY_VERIFY(!progressed.isEmpty());

    QAction& stop = studio.window->findChild<CaptionBar*>()->stopAction();
    stop.trigger();
    QCOMPARE(stop.text(), QStringLiteral("Stop now"));
    stop.trigger();
    QCOMPARE(stop.text(), QStringLiteral("Stopping…"));
    QVERIFY(!stop.isEnabled());
    QTRY_VERIFY(!studio.bridge.isBusy());

    QCOMPARE(stop.text(), QStringLiteral("Stop"));
    QCOMPARE(studio.document->plans().size(), static_cast<std::size_t>(plans));
    QCOMPARE(studio.pictures().size(), static_cast<std::size_t>(pictures));
    QCOMPARE(studio.queued(), std::size_t(0));
    QCOMPARE(studio.message(), QString());  // it is no fault
    QCOMPARE(jobs.load(), whilePlanning ? 1 : 2);
    QVERIFY(studio.plans.pending().empty() && studio.paints.pending().empty());
}

void TestWindowEngine::stopAfterThisOneKeepsThePictureInHand() {
    Gate began, goOn;
    const ThreadedEngine engine([&](const Request& request) {
        return fakeJob([&, request, next = 0](JobContext& context) mutable -> Result<Slice> {
            if (next == 1) {
                began.open();
                goOn.wait();
            }
            context.post(pictureOf(request, next++));
            if (next == std::get<GenerateRequest>(request).pictures) return Slice::Done;
            context.checkpointAfterPicture();
            return Slice::More;
        });
    });
    StudioWindow studio(engine.starter());
    const OpenAtEnd open{goOn};
    PaintSettings settings = studio.paints.settings();
    settings.pictures = 4;
    studio.paints.setSettings(settings);
    studio.paints.paint({studio.document->addPlan(catPlan(), Origin::Sampled).value()});
    began.wait();
    studio.window->findChild<CaptionBar*>()->stopAction().trigger();
    goOn.open();
    QTRY_VERIFY(!studio.bridge.isBusy());
    QCOMPARE(studio.pictures().size(), std::size_t(2));
    QVERIFY(studio.paints.pending().empty());
    QCOMPARE(studio.queued(), std::size_t(0));
}

void TestWindowEngine::aJobThatWaitsIsDroppedByTheFirstPress() {
    Gate began, goOn;
    std::atomic<int> slices{0};
    const ThreadedEngine engine([&](const Request&) {
        return fakeJob([&](JobContext& context) -> Result<Slice> {
            ++slices;
            began.open();
            goOn.wait();
            context.checkpointAfterPicture();
            return Slice::Done;
        });
    });
    StudioWindow studio(engine.starter());
    const OpenAtEnd open{goOn};
    const PlanId plan = studio.document->addPlan(catPlan(), Origin::Sampled).value();
    for (int run = 0; run < 3; ++run) studio.paints.paint({plan});
    began.wait();
    studio.window->findChild<CaptionBar*>()->stopAction().trigger();
    goOn.open();
    QTRY_VERIFY(!studio.bridge.isBusy());
    QCOMPARE(slices.load(), 1);
    QCOMPARE(studio.queued(), std::size_t(0));
}

void TestWindowEngine::closingTheWindowInTheMiddleOfAStepEndsTheEngine() {
    Gate began;
    const ThreadedEngine engine([&](const Request&) {
        return fakeJob([&](JobContext& context) -> Result<Slice> {
            began.open();
            step(context);
        });
    });
    OpenDocument copy;
    {
        StudioWindow studio(engine.starter());
        studio.paints.paint({studio.document->addPlan(catPlan(), Origin::Sampled).value()});
        began.wait();
        QVERIFY(studio.window->close());
        QVERIFY(copy->saveAs(studio.path("other.kaleido")).ok());
        QVERIFY(studio.document->store().saveCopy(copy.path()).ok());
        QVERIFY(copy->take(ProjectStore::open(copy.path()).value()).ok());
    }
    QCOMPARE(copy->queue().entries().value().size(), std::size_t(1));
}

QTEST_MAIN(TestWindowEngine)
#include "tst_window_engine.moc"
