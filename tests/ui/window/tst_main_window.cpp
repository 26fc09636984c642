#include "engine/plan/edits.h"
#include "tests/support/source_tree.h"
#include "tests/ui/window/studio_window.h"
#include "ui/canvas/canvas.h"
#include "ui/caption/caption_bar.h"
#include "ui/cards/card_view.h"
#include "ui/results/picture_model.h"
#include "ui/results/results_grid.h"
#include "ui/window/message_bar.h"
#include "ui/window/reference_picture.h"

#include <QAction>
#include <QDockWidget>
#include <QFile>
#include <QLabel>
#include <QMenuBar>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QToolButton>

#include <algorithm>
#include <cmath>

using namespace kaleido;
using namespace kaleido::test;

class TestMainWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^QPainter"))); }
    void aNewProjectPlansAndPaintsByItself();
    void aProjectWithPlansStartsNothing();
    void theCanvasShowsTheNewestPictureOfItsPlan();
    void aProjectBeginsWithItsNewestPicture();
    void aChosenPictureStaysOnTheCanvas();
    void anEditIsRepaintedFromTheCanvasByOneKey();
    void aReferenceCoversThePictureAsStronglyAsIsSaid();
    void aReferenceComesBackWithItsProject();
    void anErrorIsTold();
    void stopReachesTheEngineAtOnceAndTwiceMeansNow();
    void whatBeginsWhileAnotherRunStopsCanBeStopped();
    void aDrawnPlanIsPaintedWhateverElseWasSelected();
    void theRestIsResampledWithoutTheInspector();
    void everyPanelAnswersWhileTheEngineIsSilent();
    void editsWhilePaintingLoseNoPicture();
    void closingWhileBusyKeepsTheRunInTheQueue();
    void theThemeIsSwitchedLive();
    void theIconOfAMessageFollowsTheTheme();
    void snappingEnlargingAndCaptionsAreRemembered();
};

void TestMainWindow::aNewProjectPlansAndPaintsByItself() {
    StudioWindow studio;
    studio.makeFirstGrid();
    QCOMPARE(studio.engine.asked<PlanRequest>(0).caption, std::string("a cat"));
    QCOMPARE(studio.engine.asked<GenerateRequest>(1).plans.size(), std::size_t(2));
    QCOMPARE(studio.document->store().pictures().ids().value().size(), std::size_t(4));
}

void TestMainWindow::aProjectWithPlansStartsNothing() {
    StudioWindow studio;
    studio.document->addPlan(catPlan("a cat at home"), Origin::Sampled);
    studio.window->begin(QStringLiteral("another"));
    QVERIFY(studio.engine.submitted.empty());
    QCOMPARE(studio.window->findChild<CaptionBar*>()->caption(), QStringLiteral("a cat at home"));
}

void TestMainWindow::theCanvasShowsTheNewestPictureOfItsPlan() {
    StudioWindow studio;
    studio.makeFirstGrid();
    auto* const canvas = studio.window->findChild<Canvas*>();
    const auto shown = [&] { return canvas->grab().toImage().pixelColor(canvas->rect().center()).red(); };
    canvas->setOverlay(false);
    QCOMPARE(shown(), 60);
    studio.document->setCurrentPlan(studio.document->plans().back().stored.id);
    QCOMPARE(shown(), 100);
}

void TestMainWindow::aProjectBeginsWithItsNewestPicture() {
    StudioWindow studio;
    studio.makeFirstGrid();
    const auto pictures = studio.document->store().pictures().ids({.plan = studio.document->currentPlan()});
    studio.openWindow();
    QCOMPARE(studio.find<ResultsGrid>("resultsGrid")->currentPicture(), pictures->back());

    // Another project, whose picture has the same number.
    StudioWindow other;
    const auto plan = other.document->addPlan(catPlan(), Origin::Sampled, true);
    other.paints.paint({*plan});
    for (int picture = 0; picture < 2; ++picture) {
        PictureDone white = StudioWindow::pictureDone(0, picture, static_cast<std::uint64_t>(picture));
        std::fill(white.picture.rgb.begin(), white.picture.rgb.end(), std::uint8_t{255});
        other.engine.send(0, white);
    }
    other.engine.send(0, JobFinished{});
    QTRY_VERIFY(!other.bridge.isBusy());
    QCOMPARE(other.pictures().back().id, pictures->back());
    QVERIFY(other.document->store().saveCopy(studio.path("white.kaleido")));
    auto* const canvas = studio.find<Canvas>("canvas");
    canvas->setOverlay(false);
    const auto shown = [&] {
        const QPixmap drawn = canvas->grab();
        return drawn.toImage().pixelColor(drawn.rect().center()).red();
    };
    QCOMPARE(shown(), 60);
    studio.project().openFile(studio.path("white.kaleido"));
    QCOMPARE(shown(), 255);
}

void TestMainWindow::aChosenPictureStaysOnTheCanvas() {
    StudioWindow studio;
    studio.makeFirstGrid();
    auto* const results = studio.find<ResultsGrid>("resultsGrid");
    const auto pictures = studio.document->store().pictures().ids({.plan = studio.document->currentPlan()});
    QCOMPARE(results->currentPicture(), pictures->back());

    results->view()->selectRow(results->model()->rowOfPicture(pictures->front()));
    auto* const canvas = studio.find<Canvas>("canvas");
    const auto shown = [&] { return canvas->grab().toImage().pixelColor(canvas->rect().center()).red(); };
    canvas->setOverlay(false);
    QCOMPARE(shown(), 40);
    studio.paints.vary(pictures->front());
    studio.engine.send(2, StudioWindow::pictureDone(0, 1, studio.engine.asked<GenerateRequest>(2).seed));
    QTRY_COMPARE(studio.document->store().pictures().ids()->size(), pictures->size() * 2 + 1);
    QCOMPARE(shown(), 40);
    QCOMPARE(results->currentPicture(), pictures->front());
}

void TestMainWindow::anEditIsRepaintedFromTheCanvasByOneKey() {
    StudioWindow studio;
    studio.makeFirstGrid();
    auto* const canvas = studio.find<Canvas>("canvas");
    canvas->setFocus();
    QTest::keyClick(canvas, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(canvas, Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(studio.document->undoStack().count(), 1);
    QTest::keyClick(canvas, Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
    const auto& request = studio.engine.asked<GenerateRequest>(2);
    QCOMPARE(request.plans.front(), studio.plan());
    QCOMPARE(request.seed, studio.engine.asked<GenerateRequest>(1).seed + 1);

    studio.engine.send(2, StudioWindow::pictureDone(0, 0, request.seed));
    studio.engine.send(2, JobFinished{});
    QTRY_VERIFY(canvas->isWiping());
}

void TestMainWindow::aReferenceCoversThePictureAsStronglyAsIsSaid() {
    StudioWindow studio;
    studio.makeFirstGrid();
    auto* const canvas = studio.find<Canvas>("canvas");
    canvas->setOverlay(false);
    const auto shown = [&] {
        const QPixmap drawn = canvas->grab();
        return drawn.toImage().pixelColor(drawn.rect().center()).red();
    };
    QCOMPARE(shown(), 60);
    QImage white(40, 20, QImage::Format_RGB32);
    white.fill(Qt::white);
    const QString file = studio.folder.filePath(QStringLiteral("white.png"));
    QVERIFY(white.save(file));
    auto* const reference = studio.window->findChild<ReferencePicture*>();
    reference->show(file);
    QVERIFY(std::abs(shown() - (60 + 255) / 2) <= 1);
    studio.find<QAction>("referenceOpacity100")->trigger();
    QCOMPARE(shown(), 255);

    QVERIFY(QFile::copy(QString::fromStdString(test::sourceFile("README.md").string()),
                        studio.folder.filePath(QStringLiteral("no.png"))));
    reference->show(studio.folder.filePath(QStringLiteral("no.png")));
    QVERIFY(
        studio.window->findChild<MessageBar*>()->text().contains(QStringLiteral("no.png cannot be shown")));
    QCOMPARE(shown(), 255);
    studio.find<QAction>("removeReference")->trigger();
    QCOMPARE(shown(), 60);
    QVERIFY(!studio.find<QAction>("removeReference")->isEnabled());
}

void TestMainWindow::aReferenceComesBackWithItsProject() {
    StudioWindow studio;
    studio.makeFirstGrid();
    QImage white(40, 20, QImage::Format_RGB32);
    white.fill(Qt::white);
    const QString file = studio.folder.filePath(QStringLiteral("white.png"));
    QVERIFY(white.save(file));
    const auto isShown = [&] { return studio.find<QAction>("removeReference")->isEnabled(); };
    studio.window->findChild<ReferencePicture*>()->show(file);
    studio.find<QAction>("referenceOpacity75")->trigger();

    studio.openWindow();
    QVERIFY(!isShown());
    studio.window->begin({});
    QVERIFY(isShown());
    QVERIFY(studio.find<QAction>("referenceOpacity75")->isChecked());
    studio.find<QAction>("newProject")->trigger();
    QVERIFY(!isShown());
    QVERIFY(studio.find<QAction>("referenceOpacity50")->isChecked());

    QVERIFY(QFile::remove(file));
    studio.project().openFile(studio.document.path());
    QVERIFY(!isShown());
    QVERIFY2(studio.message().contains(QStringLiteral("white.png cannot be shown")),
             qPrintable(studio.message()));
}

void TestMainWindow::anErrorIsTold() {
    StudioWindow studio;
    studio.window->begin(QStringLiteral("a cat"));
    studio.engine.send(0, JobFinished{.outcome = Outcome::Failed,
                                      .error = {Code::NotFound, "the model is gone", "models/tiny", ""}});
    auto* const messages = studio.window->findChild<MessageBar*>();
    QTRY_VERIFY(messages->isVisible());
    QCOMPARE(messages->text(), QStringLiteral("models/tiny: the model is gone"));
}

void TestMainWindow::stopReachesTheEngineAtOnceAndTwiceMeansNow() {
    StudioWindow studio;
    studio.window->begin(QStringLiteral("a cat"));
    QAction& stop = studio.window->findChild<CaptionBar*>()->stopAction();
    QVERIFY(stop.isEnabled());
    stop.trigger();
    QCOMPARE(studio.engine.cancelled.back().when, StopWhen::AfterPicture);
    stop.trigger();
    QCOMPARE(studio.engine.cancelled.back().when, StopWhen::Now);
    studio.engine.send(0, JobFinished{.outcome = Outcome::Cancelled});
    QTRY_VERIFY(!stop.isEnabled());
    QCOMPARE(studio.engine.submitted.size(), std::size_t(1));  // nothing is painted after a stop
}

void TestMainWindow::whatBeginsWhileAnotherRunStopsCanBeStopped() {
    StudioWindow studio;
    studio.makeFirstGrid();
    const PlanId plan = studio.document->currentPlan();
    QAction& stop = studio.find<CaptionBar>("captionBar")->stopAction();
    const auto stopNow = [&] {
        stop.trigger();
        stop.trigger();
        QVERIFY(!stop.isEnabled());
    };
    studio.paints.paint({plan});
    stopNow();
    studio.paints.paint({plan});
    QVERIFY(stop.isEnabled());
    stopNow();
    studio.plans.resampleRest(plan);
    QVERIFY(stop.isEnabled());
    stop.trigger();
    const FakeEngine::Cancelled last{studio.engine.lastJob(), StopWhen::AfterPicture};
    QVERIFY(std::find(studio.engine.cancelled.begin(), studio.engine.cancelled.end(), last) !=
            studio.engine.cancelled.end());
}

void TestMainWindow::aDrawnPlanIsPaintedWhateverElseWasSelected() {
    StudioWindow studio;
    studio.makeFirstGrid();
    studio.find<CardView>("planCards")->selectRow(0);
    auto* const bar = studio.find<CaptionBar>("captionBar");
    bar->setCaption(QStringLiteral("A cat"));
    auto* const canvas = studio.find<Canvas>("canvas");
    canvas->setFocus();
    QTest::keyClick(canvas, Qt::Key_N, Qt::ControlModifier);
    QCOMPARE(studio.document->plans().size(), std::size_t(3));
    Plan drawn = studio.plan();
    drawn.items = catPlan().items;
    QVERIFY(studio.document->edit(studio.document->currentPlan(), drawn, QStringLiteral("Draw box")));

    bar->generateAction().trigger();
    QCOMPARE(studio.engine.submitted.size(), std::size_t(3));
    QCOMPARE(studio.engine.asked<GenerateRequest>(2).plans, std::vector{drawn});

    bar->planAction().trigger();
    QVERIFY(!studio.find<CardView>("planCards")->selectionModel()->hasSelection());
}

void TestMainWindow::theRestIsResampledWithoutTheInspector() {
    StudioWindow studio;
    studio.makeFirstGrid();
    studio.find<QDockWidget>("itemsDock")->hide();
    auto* const canvas = studio.find<Canvas>("canvas");
    canvas->setFocus();
    QTest::keyClick(canvas, Qt::Key_R, Qt::ControlModifier);
    QCOMPARE(studio.engine.submitted.size(), std::size_t(3));
    QCOMPARE(studio.engine.asked<PlanRequest>(2).base, studio.plan());

    const auto menus = studio.window->menuBar()->findChildren<QMenu*>();
    for (const char* name : {"resample", "keepStale"}) {
        QVERIFY2(
            std::any_of(menus.begin(), menus.end(),
                        [&](QMenu* menu) { return menu->actions().contains(studio.find<QAction>(name)); }),
            name);
    }
}

void TestMainWindow::everyPanelAnswersWhileTheEngineIsSilent() {
    StudioWindow studio;
    studio.makeFirstGrid();
    const PlanId plan = studio.document->currentPlan();
    studio.paints.paint({plan});  // and nothing comes
    auto* const canvas = studio.window->findChild<Canvas*>();
    canvas->setFocus();
    QTest::keyClick(canvas, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(canvas, Qt::Key_Right);
    QVERIFY(studio.document->find(plan)->plan != catPlan());
    studio.document->undoStack().undo();
    QCOMPARE(studio.document->find(plan)->plan, catPlan());
    for (QWidget* const panel : studio.window->findChildren<QWidget*>()) {
        if (panel->isVisible()) panel->repaint();
    }
    QCOMPARE(studio.paints.pending().size(), std::size_t(2));
}

void TestMainWindow::editsWhilePaintingLoseNoPicture() {
    StudioWindow studio;
    studio.makeFirstGrid();
    const PlanId plan = studio.document->currentPlan();
    const RevisionId painted = studio.document->find(plan)->stored.current;
    studio.paints.paint({plan});
    for (int i = 1; i <= 500; ++i) {
        studio.document->edit(plan, moveItem(catPlan(), ItemId{1}, {0.0005 * i, 0}),
                              QStringLiteral("Move box"));
    }
    const auto& request = studio.engine.asked<GenerateRequest>(2);
    studio.engine.send(2, StudioWindow::pictureDone(0, 0, request.seed));
    studio.engine.send(2, StudioWindow::pictureDone(0, 1, request.seed + 1));
    studio.engine.send(2, JobFinished{});
    QTRY_VERIFY(!studio.bridge.isBusy());
    const auto ids = studio.document->store().pictures().ids({.revision = painted}).value();
    QCOMPARE(ids.size(),
             std::size_t(4));  // the first grid's and these, all with the plan they were painted for
    QCOMPARE(studio.document->undoStack().count(), 500);
}

void TestMainWindow::closingWhileBusyKeepsTheRunInTheQueue() {
    StudioWindow studio;
    studio.makeFirstGrid();
    studio.paints.paint({studio.document->currentPlan()});
    QVERIFY(studio.window->close());
    QCOMPARE(studio.document->queue().entries().value().size(), std::size_t(1));
}

void TestMainWindow::theThemeIsSwitchedLive() {
    StudioWindow studio;
    const QColor light = studio.window->palette().color(QPalette::Window);
    studio.theme.apply(ThemeChoice::Dark);
    QVERIFY(studio.window->palette().color(QPalette::Window).lightness() < light.lightness());
}

void TestMainWindow::theIconOfAMessageFollowsTheTheme() {
    StudioWindow studio;
    studio.window->findChild<MessageBar*>()->show(MessageBar::Kind::Info, QStringLiteral("a word"));
    const auto shown = [&] { return studio.find<QLabel>("messageIcon")->pixmap().toImage(); };
    const QImage light = shown();
    studio.theme.apply(ThemeChoice::Dark);
    const QImage dark = shown();
    QVERIFY(dark != light);
    studio.window->findChild<MessageBar*>()->show(MessageBar::Kind::Info, QStringLiteral("a word"));
    QCOMPARE(dark, shown());
}

void TestMainWindow::snappingEnlargingAndCaptionsAreRemembered() {
    StudioWindow studio;
    studio.find<QAction>("canvas.snap")->trigger();
    studio.find<QToolButton>("smoothPictures")->click();
    studio.find<CaptionBar>("captionBar")->setCaption(QStringLiteral("a dog"));
    studio.find<QAction>("plan")->trigger();
    QVERIFY(!studio.settings.snapping());
    QCOMPARE(studio.settings.displayFilter(), sheet::Filter::Nearest);
    QCOMPARE(studio.settings.captions(), QStringList{QStringLiteral("a dog")});

    studio.openWindow();
    QVERIFY(!studio.find<Canvas>("canvas")->snapping());
    QVERIFY(!studio.find<QToolButton>("smoothPictures")->isChecked());
    auto* const caption = studio.find<QWidget>("caption");
    QTest::keyClick(caption, Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(studio.find<CaptionBar>("captionBar")->caption(), QStringLiteral("a dog"));
}

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
