// Cells of the real canvas: picked, painted into, selected, locked, resampled.
#include "engine/plan/cells.h"
#include "tests/ui/canvas/canvas_fixture.h"

#include <QAction>
#include <QContextMenuEvent>
#include <QListView>
#include <QMenu>
#include <QSignalSpy>

#include <array>

using namespace kaleido;
using namespace kaleido::canvas;
using namespace kaleido::test;

namespace {

using Cells = std::vector<std::size_t>;

/// Four by four black colours with one that is locked, and tokens 0 … 15.
Plan gridPlan() {
    Plan plan = canvasPlan();
    plan.items.clear();
    plan.colors = {.columns = 4, .rows = 4, .codes = std::vector<int>(16, 0), .parts = std::vector<Part>(16)};
    plan.colors.parts[5].locked = true;
    plan.tokens = plan.colors;
    plan.tokens.parts[5].locked = false;
    for (int i = 0; i < 16; ++i) plan.tokens.codes[static_cast<std::size_t>(i)] = i;
    return plan;
}

QAction* action(CanvasFixture& f, const char* name) {
    return f.canvas->findChild<QAction*>(QLatin1String(name));
}

Cells selected(CanvasFixture& f) {
    return f.canvas->cellTool().region().cells();
}

}  // namespace

class TestCanvasCells : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void strokeOfColoursIsOneEntryAndLeavesLockedCells() {
        CanvasFixture f(gridPlan());
        f.key(Qt::Key_M);
        QVERIFY(f.canvas->isMosaicShown());
        f.canvas->setCellBrush({PartKind::Colors, 7});
        f.press({0.1, 0.3});
        f.move({0.9, 0.3});
        QCOMPARE(f.undoCount(), 0);
        f.release({0.9, 0.3});
        const std::vector<int> row(f.plan().colors.codes.begin() + 4, f.plan().colors.codes.begin() + 8);
        QCOMPARE(row, (std::vector<int>{7, 0, 7, 7}));
        QCOMPARE(f.plan().colors.parts[4].state, PartState::Edited);
        QCOMPARE(f.undoCount(), 1);
        QCOMPARE(f.plan().tokens, gridPlan().tokens);
    }

    void altPicksACode() {
        CanvasFixture f(gridPlan());
        f.key(Qt::Key_T);
        QSignalSpy picked(f.canvas.get(), &Canvas::cellBrushChanged);
        f.click({0.6, 0.6}, Qt::AltModifier);
        QCOMPARE(f.canvas->cellBrush(), (CellBrush{PartKind::Tokens, 10}));
        QCOMPARE(picked.count(), 1);
        QCOMPARE(f.undoCount(), 0);
        QVERIFY(selected(f).empty());
        f.click({0.1, 0.1});
        QCOMPARE(f.plan().tokens.codes[0], 10);
    }

    void tokensArePaintedWithTheirTiles() {
        Plan plan = gridPlan();
        plan.tokens = {};
        CanvasFixture f(plan);
        f.canvas->setTokenTiles({plainImage(Qt::yellow), plainImage(Qt::green)});
        f.canvas->setTool(Canvas::ToolKind::Cells);
        QVERIFY(f.canvas->areTokensShown());
        f.canvas->setCellBrush({PartKind::Tokens, 1});
        f.click({0.6, 0.6});
        QCOMPARE(f.plan().tokens.codes.at(10), 1);
        QCOMPARE(f.document->undoStack().undoText(), QStringLiteral("Paint tokens"));
        QCOMPARE(pixelAt(f, {0.62, 0.62}), QColor(Qt::green));
        f.document->undoStack().undo();
        QVERIFY(f.plan().tokens.empty());
    }

    void aPictureOfTheWholeGridIsShownWhereItsCodesAre() {
        CanvasFixture f(gridPlan());
        f.canvas->setTokenTiles(std::vector<QImage>(16, plainImage(Qt::yellow)));
        f.canvas->setTokensShown(true);
        QCOMPARE(pixelAt(f, {0.62, 0.62}), QColor(Qt::yellow));
        f.canvas->setTokenPicture(plainImage(Qt::green), gridPlan().tokens.codes);
        QCOMPARE(pixelAt(f, {0.62, 0.62}), QColor(Qt::green));
        f.canvas->setTool(Canvas::ToolKind::Cells);
        f.canvas->setCellBrush({PartKind::Tokens, 3});
        f.click({0.62, 0.62});
        QCOMPARE(pixelAt(f, {0.62, 0.62}), QColor(Qt::yellow));  // the picture is of another code
        QCOMPARE(pixelAt(f, {0.37, 0.62}), QColor(Qt::green));
    }

    void withoutATileADragSelects() {
        CanvasFixture f(gridPlan());
        f.key(Qt::Key_T);
        f.drag({0.3, 0.3}, {0.7, 0.6});
        QCOMPARE(selected(f), (Cells{5, 6, 9, 10}));
        f.click({0.1, 0.9}, Qt::ShiftModifier);
        QCOMPARE(selected(f), (Cells{5, 6, 9, 10, 12}));
        f.drag({0.9, 0.9}, {2, 2});  // past the edge
        QCOMPARE(selected(f), (Cells{15}));
        f.press({0.1, 0.1});
        f.key(Qt::Key_Escape);
        QCOMPARE(selected(f), (Cells{15}));  // as before the gesture
        f.release({0.1, 0.1});
        f.canvas->setCellBrush({PartKind::Tokens, 3});
        f.drag({0.1, 0.1}, {0.4, 0.1}, Qt::ShiftModifier);
        QCOMPARE(selected(f), (Cells{0, 1, 15}));
        QCOMPARE(f.undoCount(), 0);
    }

    void escapePutsAwayOneThingAtATime() {
        CanvasFixture f(gridPlan());
        f.key(Qt::Key_T);
        f.canvas->setCellBrush({PartKind::Tokens, 3});
        f.click({0.1, 0.1}, Qt::ShiftModifier);
        f.key(Qt::Key_Escape);
        QVERIFY(selected(f).empty());
        QCOMPARE(f.canvas->cellBrush().code, 3);
        f.key(Qt::Key_Escape);
        QCOMPARE(f.canvas->cellBrush().code, kUnknownCode);
        QCOMPARE(f.canvas->tool(), Canvas::ToolKind::Cells);
        f.key(Qt::Key_Escape);
        QCOMPARE(f.canvas->tool(), Canvas::ToolKind::Select);
    }

    void everythingGoesByKeys() {
        CanvasFixture f(gridPlan());
        QSignalSpy asked(f.canvas.get(), &Canvas::resampleRequested);
        f.key(Qt::Key_T);
        f.key(Qt::Key_Right);
        QCOMPARE(selected(f), (Cells{0}));  // the first key only shows where one is
        f.key(Qt::Key_Right);
        f.key(Qt::Key_Down);
        QCOMPARE(selected(f), (Cells{5}));
        f.key(Qt::Key_I);
        QCOMPARE(f.canvas->cellBrush().code, 5);
        f.key(Qt::Key_Right, Qt::ShiftModifier);
        f.key(Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(selected(f), (Cells{5, 6, 9, 10}));
        f.key(Qt::Key_Return);
        for (const std::size_t cell : {5, 6, 9, 10}) QCOMPARE(f.plan().tokens.codes[cell], 5);
        QCOMPARE(f.undoCount(), 1);
        f.key(Qt::Key_L);
        for (const std::size_t cell : {5, 6, 9, 10}) QVERIFY(f.plan().tokens.parts[cell].locked);
        QCOMPARE(f.undoCount(), 2);
        QCOMPARE(f.document->undoStack().undoText(), QStringLiteral("Lock region"));
        f.key(Qt::Key_U);
        QVERIFY(!f.plan().tokens.parts[5].locked);
        QCOMPARE(f.undoCount(), 3);
        f.key(Qt::Key_R, Qt::ControlModifier | Qt::AltModifier);
        QCOMPARE(asked.count(), 1);
        QCOMPARE(asked[0][0].value<PartKind>(), PartKind::Tokens);
        QCOMPARE(asked[0][1].value<Cells>(), (Cells{5, 6, 9, 10}));
        f.key(Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(selected(f).size(), 16U);
    }

    void lockedRegionsRefuse() {
        CanvasFixture f(gridPlan());
        QSignalSpy asked(f.canvas.get(), &Canvas::resampleRequested);
        f.key(Qt::Key_M);
        f.click({0.3, 0.3});
        QSignalSpy messages(f.canvas.get(), &Canvas::messaged);
        action(f, "canvas.resampleRegion")->trigger();
        f.canvas->setCellBrush({PartKind::Colors, 9});
        f.key(Qt::Key_Return);
        f.key(Qt::Key_L);
        QCOMPARE(messages.count(), 3);
        QCOMPARE(asked.count(), 0);
        QCOMPARE(f.undoCount(), 0);
    }

    void actionsAreOffWhileNothingIsSelected() {
        CanvasFixture f(gridPlan());
        QAction* const lock = action(f, "canvas.lockRegion");
        QAction* const paint = action(f, "canvas.paintRegion");
        QVERIFY(!lock->isEnabled());
        f.key(Qt::Key_T);
        QVERIFY(!lock->isEnabled());
        f.click({0.1, 0.1});
        QVERIFY(lock->isEnabled() && !paint->isEnabled());  // nothing to paint with
        f.canvas->setCellBrush({PartKind::Tokens, 3});
        QVERIFY(paint->isEnabled());
        f.key(Qt::Key_V);
        QVERIFY(!lock->isEnabled());
        f.key(Qt::Key_T);
        QVERIFY(lock->isEnabled());
        f.document->addPlan(gridPlan(), Origin::Sampled, true);
        QVERIFY(!lock->isEnabled() && selected(f).empty());
    }

    void itemsAreSafeWhileCellsAreWorkedOn() {
        CanvasFixture f;
        f.pick(1);
        f.key(Qt::Key_T);
        f.key(Qt::Key_Delete);
        f.key(Qt::Key_D, Qt::ControlModifier);
        QCOMPARE(f.plan(), canvasPlan());
        f.key(Qt::Key_V);
        f.key(Qt::Key_Delete);
        QCOMPARE(f.plan().items.size(), canvasPlan().items.size() - 1);
    }

    void thePaletteHoldsWhatIsChosen() {
        CanvasFixture f(gridPlan());
        QSignalSpy messages(f.canvas.get(), &Canvas::messaged);
        f.key(Qt::Key_T);
        QCOMPARE(messages.count(), 1);  // how it works
        f.key(Qt::Key_P);
        QCOMPARE(messages.count(), 2);  // no tiles yet
        f.canvas->setTokenTiles({plainImage(Qt::white), plainImage(Qt::red), plainImage(Qt::black)});
        f.key(Qt::Key_P);
        auto* list = f.canvas->findChild<QListView*>();
        QVERIFY(list != nullptr);
        QTRY_VERIFY(list->isVisible());
        QCOMPARE(list->model()->index(0, 0).data(Qt::UserRole).toInt(), 2);  // greys, dark before light
        QTest::keyClick(list, Qt::Key_Right);
        QTest::keyClick(list, Qt::Key_Return);
        QCOMPARE(f.canvas->cellBrush(), (CellBrush{PartKind::Tokens, 0}));
        f.key(Qt::Key_M);
        f.key(Qt::Key_P);
        const auto lists = f.canvas->findChildren<QListView*>();
        QCOMPARE(lists.back()->model()->rowCount(), 512);
        QTest::keyClick(lists.back(), Qt::Key_Escape);
        QCOMPARE(f.canvas->cellBrush(), (CellBrush{PartKind::Colors, kUnknownCode}));
    }

    void theMenuIsOfWhatIsUnderThePointer() {
        CanvasFixture f(gridPlan());
        f.key(Qt::Key_T);
        f.drag({0.3, 0.3}, {0.7, 0.6});
        const auto open = [&](Vec2 point) {
            const QPoint at = f.at(point);
            QContextMenuEvent event(QContextMenuEvent::Mouse, at, f.canvas->mapToGlobal(at));
            QApplication::sendEvent(f.canvas.get(), &event);
            auto* menu = f.canvas->findChild<QMenu*>();
            const bool ofCells = menu->actions().contains(action(f, "canvas.lockRegion")) &&
                                 !menu->actions().contains(action(f, "canvas.delete"));
            delete menu;
            return ofCells;
        };
        QVERIFY(open({0.6, 0.6}));
        QCOMPARE(selected(f).size(), 4U);
        QVERIFY(open({0.9, 0.9}));
        QCOMPARE(selected(f), (Cells{15}));
        f.key(Qt::Key_V);
        QVERIFY(!open({0.5, 0.5}));
    }

    void lockedCellsAreSeen() {
        CanvasFixture f(gridPlan());
        f.canvas->setTokensShown(true);
        const QImage before = f.canvas->grab().toImage();
        f.document->edit(f.document->currentPlan(),
                         setCellsLocked(f.plan(), PartKind::Tokens, std::array<std::size_t, 1>{10}, true),
                         QStringLiteral("Lock region"));
        QVERIFY(f.canvas->grab().toImage() != before);
    }
};

QTEST_MAIN(TestCanvasCells)
#include "tst_canvas_cells.moc"
