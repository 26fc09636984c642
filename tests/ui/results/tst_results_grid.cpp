#include "ui/results/results_grid.h"

#include "app/painting/sheet_file.h"
#include "app/sheet/picture_image.h"
#include "tests/support/sample_scene.h"
#include "tests/support/studio.h"
#include "ui/cards/card_view.h"
#include "ui/results/picture_actions.h"
#include "ui/results/picture_model.h"
#include "ui/results/picture_viewer.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QMimeData>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>
#include <QToolButton>
#include <QUrl>

#include <QFile>

using namespace kaleido;
using namespace kaleido::test;

class TestResultsGrid : public QObject {
    Q_OBJECT

    std::unique_ptr<Studio> m_studio;
    std::unique_ptr<ResultsGrid> m_grid;
    PlanId m_plan;

    Document& document() { return *m_studio->document; }
    FakeEngine& engine() { return m_studio->engine; }
    CardView* view() { return m_grid->view(); }
    PictureModel* model() { return m_grid->model(); }

    void tell(EventBody body) {
        engine().send(engine().lastJob(), std::move(body));
        QCoreApplication::processEvents();
    }
    void tellPainted(int plan, int picture) {
        tell(PictureDone{.ref = {.plan = plan, .picture = picture, .revision = 0, .seed = 7},
                         .picture = plainPicture(32, static_cast<std::uint8_t>(10 * picture), 80, 160),
                         .microBatch = 1});
    }
    /// So many pictures of the plan in one run, all painted.
    void paint(int count) {
        m_studio->paints.setSettings(
            {.painting = m_studio->paints.settings().painting, .pictures = count, .seed = 7});
        QVERIFY(m_studio->paints.paint({m_plan}));
        for (int i = 0; i < count; ++i) tellPainted(0, i);
        tell(JobFinished{});
    }
    std::vector<PictureId> shown() {
        std::vector<PictureId> pictures;
        for (const PictureRow& row : model()->rows()) pictures.push_back(row.picture);
        return pictures;
    }
    bool isBinned(std::uint64_t picture) {
        return document().store().pictures().picture(PictureId{picture}).value().marks.binned;
    }
    bool isStarred(std::uint64_t picture) {
        return document().store().pictures().picture(PictureId{picture}).value().marks.starred;
    }
    int columns() { return view()->viewport()->width() / view()->gridSize().width(); }
    QPoint middleOf(int row) { return view()->visualRect(model()->index(row)).center(); }
    void click(int row, Qt::KeyboardModifiers modifiers = {}) {
        QTest::mouseClick(view()->viewport(), Qt::LeftButton, modifiers, middleOf(row));
    }
    QAction* action(const char* name) { return m_grid->findChild<QAction*>(QLatin1String(name)); }

private Q_SLOTS:
    void init() {
        m_studio = std::make_unique<Studio>();
        m_plan = *document().addPlan(boxedPlan(0.1), Origin::Sampled);
        m_grid = std::make_unique<ResultsGrid>(document(), m_studio->paints);
        m_grid->resize(400, 320);
        m_grid->show();
        QVERIFY(QTest::qWaitForWindowActive(m_grid.get()));
        view()->setFocus();
    }
    void cleanup() {
        m_grid.reset();
        m_studio.reset();
    }

    void pendingPicturesBecomePicturesInPlace() {
        paint(2);
        m_studio->paints.setSettings(
            {.painting = m_studio->paints.settings().painting, .pictures = 3, .seed = 9});
        QVERIFY(m_studio->paints.paint({m_plan}));
        QCOMPARE(model()->rowCount(), 5);  // the new run in front of the old one
        QVERIFY(model()->at(0).isPending());
        QVERIFY(model()->image(1).isNull());
        tell(Preview{.ref = {.plan = 0, .picture = 1, .revision = 0, .seed = 10},
                     .step = 1,
                     .steps = 2,
                     .picture = plainPicture(16, 250, 0, 0)});
        QCOMPARE(model()->image(1).pixelColor(0, 0), QColor(250, 0, 0));

        const QPersistentModelIndex cell = model()->index(1);
        tellPainted(0, 1);
        QVERIFY(cell.isValid());
        QCOMPARE(cell.row(), 1);
        QCOMPARE(shown(), (std::vector{PictureId{}, PictureId{3}, PictureId{}, PictureId{1}, PictureId{2}}));
        QCOMPARE(model()->image(1).pixelColor(0, 0), QColor(10, 80, 160));
        tellPainted(0, 0);
        tellPainted(0, 2);
        tell(JobFinished{});
        QCOMPARE(shown(),
                 (std::vector{PictureId{4}, PictureId{3}, PictureId{5}, PictureId{1}, PictureId{2}}));
    }

    void selectionOutlastsPictures() {
        paint(3);
        click(1);
        paint(2);
        QCOMPARE(m_grid->selectedPictures(), std::vector{PictureId{2}});
        QCOMPARE(view()->currentIndex().row(), 3);
    }

    void whatIsGivenUpDisappears() {
        QVERIFY(m_studio->paints.paint({m_plan}));
        QCOMPARE(model()->rowCount(), 2);
        tell(JobFinished{.outcome = Outcome::Cancelled, .error = {}});
        QCOMPARE(model()->rowCount(), 0);
    }

    void starIsKeptShownAndUndone() {
        paint(3);
        click(1);
        QTest::keyClick(view(), Qt::Key_S);
        QVERIFY(isStarred(2));
        QVERIFY(model()->stored(1)->marks.starred);
        m_grid->setScope(PictureScope::Starred);
        QCOMPARE(shown(), std::vector{PictureId{2}});
        document().undoStack().undo();
        QCOMPARE(model()->rowCount(), 0);
        QVERIFY(!isStarred(2));
    }

    void binnedPicturesCanBeBroughtBack() {
        paint(3);
        click(1);
        QTest::keyClick(view(), Qt::Key_Delete);
        QVERIFY(isBinned(2));
        QCOMPARE(shown(), (std::vector{PictureId{1}, PictureId{3}}));
        m_grid->setScope(PictureScope::Bin);
        QCOMPARE(shown(), std::vector{PictureId{2}});
        click(0);
        QCOMPARE(action("binPicture")->text(), QStringLiteral("Bring back"));
        QTest::keyClick(view(), Qt::Key_Delete);
        QVERIFY(!isBinned(2));
        document().undoStack().undo();
        document().undoStack().undo();
        m_grid->setScope(PictureScope::All);
        QCOMPARE(shown(), (std::vector{PictureId{1}, PictureId{2}, PictureId{3}}));
    }

    void binningKeepsStars() {
        paint(2);
        click(0);
        QTest::keyClick(view(), Qt::Key_S);
        click(1, Qt::ControlModifier);
        QTest::keyClick(view(), Qt::Key_Delete);
        QVERIFY(isBinned(1) && isBinned(2) && isStarred(1) && !isStarred(2));
        document().undoStack().undo();  // one entry
        QVERIFY(!isBinned(1) && !isBinned(2));
    }

    void nothingJumpsAfterBinning() {
        paint(40);
        QScrollBar* bar = view()->verticalScrollBar();
        QTRY_VERIFY(bar->maximum() > 200);
        bar->setValue(bar->maximum() / 2);
        const int value = bar->value();
        const QModelIndex top = view()->indexAt(QPoint(10, 10));
        const PictureId above = model()->pictureAt(top.row());
        const int row = top.row() + columns();
        const PictureId next = model()->pictureAt(row + 1);
        click(row);
        QTest::keyClick(view(), Qt::Key_Delete);
        QCoreApplication::processEvents();
        QCOMPARE(model()->rowCount(), 39);
        QCOMPARE(bar->value(), value);
        QCOMPARE(model()->pictureAt(view()->indexAt(QPoint(10, 10)).row()), above);
        QCOMPARE(view()->currentIndex().row(), row);
        QCOMPARE(m_grid->currentPicture(), next);
    }

    void whatIsInSightStaysWhenARunComesAbove() {
        paint(40);
        QScrollBar* bar = view()->verticalScrollBar();
        QTRY_VERIFY(bar->maximum() > 200);
        bar->setValue(bar->maximum() / 2);
        const QModelIndex top = view()->indexAt(QPoint(10, 10));
        const QPersistentModelIndex seen = top;
        const int y = view()->visualRect(top).top();
        m_studio->paints.setSettings(
            {.painting = m_studio->paints.settings().painting, .pictures = 3 * columns(), .seed = 1});
        QVERIFY(m_studio->paints.paint({m_plan}));
        QTRY_COMPARE(view()->visualRect(seen).top(), y);
        QVERIFY(bar->value() > 0);
    }

    void pictureIsMarkedWhenItsPlanHasMovedOn() {
        paint(1);
        QVERIFY(!model()->hasPlanMovedOn(0));
        document().edit(m_plan, boxedPlan(0.6), QStringLiteral("Move box"));
        QVERIFY(model()->hasPlanMovedOn(0));
        document().undoStack().undo();
        QVERIFY(!model()->hasPlanMovedOn(0));
    }

    void useThisPlanGoesBackToThePlanOfThePicture() {
        paint(1);
        document().edit(m_plan, boxedPlan(0.6), QStringLiteral("Move box"));
        const PlanId other = *document().addPlan(boxedPlan(0.7), Origin::Sampled, true);
        QCOMPARE(document().currentPlan(), other);
        click(0);
        action("usePlan")->trigger();
        QCOMPARE(document().currentPlan(), m_plan);
        QCOMPARE(document().find(m_plan)->plan, boxedPlan(0.1));
        QVERIFY(!model()->hasPlanMovedOn(0));
        QCOMPARE(document().undoStack().undoText(), QStringLiteral("Use this plan"));
        document().undoStack().undo();
        QCOMPARE(document().find(m_plan)->plan, boxedPlan(0.6));
    }

    void thisPlanShowsThePicturesOfThePlanOnTheCanvas() {
        paint(2);
        m_grid->setScope(PictureScope::CurrentPlan);
        QCOMPARE(model()->rowCount(), 2);
        document().addPlan(boxedPlan(0.7), Origin::Sampled, true);
        QCOMPARE(model()->rowCount(), 0);
        QVERIFY(m_studio->paints.paint({m_plan}));  // of the other plan
        QCOMPARE(model()->rowCount(), 0);
        document().setCurrentPlan(m_plan);
        QCOMPARE(model()->rowCount(), 4);
    }

    void repaintTellsWhatToCompare() {
        paint(2);
        QSignalSpy compare(m_grid.get(), &ResultsGrid::compareRequested);
        document().edit(m_plan, boxedPlan(0.6), QStringLiteral("Move box"));
        click(1);
        action("repaintPicture")->trigger();
        QCOMPARE(engine().last<GenerateRequest>().plans.at(0), boxedPlan(0.6));
        QCOMPARE(engine().last<GenerateRequest>().seed, std::uint64_t{7});  // as the fake painted it
        QCOMPARE(compare.count(), 0);
        tellPainted(0, 0);
        QCOMPARE(compare.count(), 1);
        QCOMPARE(compare[0][0].value<PictureId>(), PictureId{2});
        QCOMPARE(compare[0][1].value<PictureId>(), PictureId{3});
    }

    void noPictureOfAnotherProjectIsComparedWithARepaintedOne() {
        paint(1);
        QSignalSpy compare(m_grid.get(), &ResultsGrid::compareRequested);
        click(0);
        action("repaintPicture")->trigger();  // the second run
        const std::filesystem::path other = m_studio->document.path().string() + "-2";
        QVERIFY(document().take(ProjectStore::create(other).value()).ok());
        m_plan = *document().addPlan(boxedPlan(0.1), Origin::Sampled);
        paint(1);
        paint(1);  // the second run there
        QCOMPARE(compare.count(), 0);
    }

    void twoSelectedPicturesAreCompared() {
        paint(3);
        QSignalSpy compare(m_grid.get(), &ResultsGrid::compareRequested);
        click(2);
        QTest::keyClick(view(), Qt::Key_W);
        QCOMPARE(compare.count(), 0);
        click(0, Qt::ControlModifier);
        QTest::keyClick(view(), Qt::Key_W);
        QCOMPARE(compare.count(), 1);
        QCOMPARE(compare[0][0].value<PictureId>(), PictureId{1});
    }

    void varyAndSameNoiseAskForWhatTheySay() {
        paint(1);
        const PlanId other = *document().addPlan(boxedPlan(0.7), Origin::Sampled, true);
        click(0);
        action("sameNoise")->trigger();
        QCOMPARE(engine().last<GenerateRequest>().plans.at(0), document().find(other)->plan);
        QCOMPARE(engine().last<GenerateRequest>().seed, std::uint64_t{7});
        action("varyPicture")->trigger();
        QCOMPARE(engine().last<GenerateRequest>().plans.at(0), boxedPlan(0.1));
        QVERIFY(engine().last<GenerateRequest>().seed != std::uint64_t{7});
    }

    void currentPictureIsTold() {
        paint(3);
        QSignalSpy chosen(m_grid.get(), &ResultsGrid::pictureChosen);
        click(1);
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen[0][0].value<PictureId>(), PictureId{2});
        QTest::keyClick(view(), Qt::Key_Right);
        QCOMPARE(chosen.last()[0].value<PictureId>(), PictureId{3});
    }

    void copyPutsTheImageOntoTheClipboard() {
        paint(2);
        click(1);
        QTest::keySequence(view(), QKeySequence::Copy);
        const QMimeData* mime = QApplication::clipboard()->mimeData();
        QVERIFY(mime->hasImage());
        QCOMPARE(qvariant_cast<QImage>(mime->imageData()).pixelColor(3, 3), QColor(10, 80, 160));
        QCOMPARE(mime->data(QStringLiteral("image/png")).toStdString(),
                 document().store().pictures().png(PictureId{2}).value());
    }

    void pictureIsDraggedAsAFile() {
        paint(2);
        const std::unique_ptr<QMimeData> mime(model()->mimeData({model()->index(0)}));
        const std::string png = document().store().pictures().png(PictureId{1}).value();
        QCOMPARE(mime->data(QStringLiteral("image/png")).toStdString(), png);
        QCOMPARE(mime->urls().size(), 1);
        QFile file(mime->urls().at(0).toLocalFile());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll().toStdString(), png);
        QVERIFY(m_studio->paints.paint({m_plan}));
        QVERIFY((model()->flags(model()->index(0)) & Qt::ItemIsDragEnabled) == 0);
    }

    void enterOpensThePictureLarge() {
        paint(2);
        click(0);
        QTest::keyClick(view(), Qt::Key_Return);
        auto* viewer = m_grid->findChild<PictureViewer*>(QStringLiteral("pictureViewer"));
        QVERIFY(viewer != nullptr && viewer->isVisible());
        QVERIFY(viewer->zoom() * viewer->devicePixelRatioF() >= 8);
        QTest::keyClick(viewer, Qt::Key_Right);
        QCOMPARE(m_grid->currentPicture(), PictureId{2});
        const double zoom = viewer->zoom();
        QTest::keyClick(viewer, Qt::Key_Minus);
        QVERIFY(viewer->zoom() < zoom);
        QTest::keyClick(viewer, Qt::Key_0);
        QCOMPARE(viewer->zoom(), zoom);
    }

    void sizeIsAWholeMultipleOfThePictures() {
        paint(4);
        auto* size = m_grid->findChild<QSlider*>(QStringLiteral("pictureSize"));
        size->setValue(3);
        QCOMPARE(view()->gridSize(), QSize(96 + 8, 96 + 8));
        m_grid->findChild<QToolButton*>(QStringLiteral("smoothPictures"))->setChecked(false);
        const QImage drawn = view()->viewport()->grab(view()->visualRect(model()->index(1))).toImage();
        QCOMPARE(drawn.pixelColor(50, 50), QColor(10, 80, 160));
    }

    void planIsShownOverThePictureUnderThePointer() {
        paint(2);
        const QRect cell = view()->visualRect(model()->index(0));
        const QImage before = view()->viewport()->grab(cell).toImage();
        QTest::mouseMove(view()->viewport(), middleOf(1));
        QTest::mouseMove(view()->viewport(), cell.center());
        QTRY_COMPARE(view()->hovered().row(), 0);
        QVERIFY(view()->viewport()->grab(cell).toImage() != before);
    }

    void emptyGridSaysWhatToDo() {
        QVERIFY(view()->emptyText().contains(QStringLiteral("Generate")));
        m_grid->setScope(PictureScope::Bin);
        QVERIFY(view()->emptyText().contains(QStringLiteral("bin")));
    }
};

QTEST_MAIN(TestResultsGrid)
#include "tst_results_grid.moc"
