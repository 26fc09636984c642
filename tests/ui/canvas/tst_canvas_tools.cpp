// The real canvas, driven by mouse and keys.
#include "engine/plan/edits.h"
#include "tests/ui/canvas/canvas_fixture.h"
#include "ui/canvas/handles.h"

#include <QSignalSpy>

using namespace kaleido;
using namespace kaleido::canvas;
using namespace kaleido::test;

class TestCanvasTools : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void dragMovesBoxAndBlobTogetherInOneEntry() {
        CanvasFixture f;
        const Plan before = f.plan();
        f.drag({0.3, 0.3}, {0.425, 0.3625});
        QCOMPARE(f.undoCount(), 1);
        QCOMPARE(f.document->undoStack().undoText(), QStringLiteral("Move box"));
        QVERIFY(isClose(*f.item(1).box, {0.375, 0.3125, 0.625, 0.5625}, 0.003));
        QVERIFY(isClose(f.item(1).blob->centre.x - f.item(1).box->x0, 0.125));
        QVERIFY(isClose(f.item(1).blob->centre.y - f.item(1).box->y0, 0.125));
        QCOMPARE(f.item(1).state, PartState::Edited);
        f.document->undoStack().undo();
        QCOMPARE(f.plan(), before);
    }

    void nothingIsStoredWhileADragLasts() {
        CanvasFixture f;
        const Plan before = f.plan();
        f.press({0.3, 0.3});
        f.move({0.5, 0.5});
        QVERIFY(f.shown(1).box != before.items[0].box);
        QCOMPARE(f.plan(), before);
        QCOMPARE(f.undoCount(), 0);
        f.key(Qt::Key_Escape);
        QCOMPARE(f.document->shown(f.document->currentPlan()), before);
        f.move({0.6, 0.6});
        f.release({0.6, 0.6});
        QCOMPARE(f.plan(), before);
        QCOMPARE(f.undoCount(), 0);
        QVERIFY(f.selection.contains(ItemId{1}));  // one level only
    }

    void shiftKeepsAMoveOnOneAxis() {
        CanvasFixture f;
        f.drag({0.3, 0.3}, {0.4, 0.32}, Qt::ShiftModifier);
        QVERIFY(isClose(f.item(1).box->y0, 0.25));
        QVERIFY(isClose(f.item(1).box->x0, 0.35, 0.003));
    }

    void handleResizesBoxAndBlob() {
        CanvasFixture f;
        f.pick(1);
        f.drag({0.5, 0.5}, {0.6, 0.7});
        QVERIFY(isClose(*f.item(1).box, {0.25, 0.25, 0.6, 0.7}, 0.003));
        const Blob& blob = *f.item(1).blob;
        QVERIFY(isClose(blob.rx, 0.12 * 0.35 / 0.25, 0.003));
        QVERIFY(isClose(blob.ry, 0.06 * 0.45 / 0.25, 0.003));
        QCOMPARE(f.document->undoStack().undoText(), QStringLiteral("Resize box"));
        QCOMPARE(f.undoCount(), 1);
    }

    void shiftKeepsTheAspectAndAltTheCentre() {
        CanvasFixture f;
        f.pick(2);
        f.drag({0.75, 0.5}, {0.9, 0.51}, Qt::ShiftModifier);
        const Box box = *f.item(2).box;
        QVERIFY(isClose((box.x1 - box.x0) / (box.y1 - box.y0), 3, 1e-6));
        QVERIFY(isClose(box.x0, 0.375) && isClose(box.y0, 0.375));
        f.document->undoStack().undo();
        f.drag({0.75, 0.5}, {0.8, 0.55}, Qt::AltModifier);
        QVERIFY(isClose(*f.item(2).box, {0.325, 0.325, 0.8, 0.55}, 0.003));
    }

    void modifiersActWithoutMovingTheMouse() {
        CanvasFixture f;
        f.pick(2);
        f.press({0.75, 0.5});
        f.move({0.85, 0.5});
        QVERIFY(isClose(f.shown(2).box->x0, 0.375));
        QTest::keyPress(f.canvas.get(), Qt::Key_Alt);
        QVERIFY(isClose(f.shown(2).box->x0, 0.275, 0.003));
        QTest::keyRelease(f.canvas.get(), Qt::Key_Alt, Qt::AltModifier);
        QVERIFY(isClose(f.shown(2).box->x0, 0.375));
        f.release({0.85, 0.5});
    }

    void enterMakesAShapeInTheMiddleForTheKeys() {
        CanvasFixture f;
        f.key(Qt::Key_R);
        f.key(Qt::Key_Return);
        QCOMPARE(f.plan().items.size(), std::size_t(5));
        QVERIFY(isClose(*f.item(5).box, {0.375, 0.375, 0.625, 0.625}, 1e-3));
        QCOMPARE(f.selection.items(), std::vector<ItemId>{ItemId{5}});
        QCOMPARE(f.document->undoStack().undoText(), QStringLiteral("Draw box"));
        f.key(Qt::Key_Left);
        QVERIFY(isClose(f.item(5).box->x0, 0.375 - 1.0 / 64, 1e-3));

        f.key(Qt::Key_O);
        f.key(Qt::Key_Return);
        f.key(Qt::Key_Return);
        QCOMPARE(f.plan().items.size(), std::size_t(7));
        const Blob first = *f.item(6).blob, second = *f.item(7).blob;
        QVERIFY(!f.item(6).box && isClose(first.rx, 0.125, 1e-3));
        QVERIFY(second.centre.x > first.centre.x && second.centre.y > first.centre.y);  // beside it
    }

    void rotateHandleTurnsInSteps() {
        CanvasFixture f;
        f.pick(3);
        const Frame frame = *frameOf(f.plan(), {ItemId{3}});
        const Vec2 handle = f.canvas->view().toPlan(positionOf(Handle::Rotate, frame, f.canvas->view()));
        const Vec2 right{frame.centre.x + 0.2,
                         frame.centre.y + 0.01};  // the stalk points a little below "right"
        f.drag(handle, right, Qt::ShiftModifier);
        QVERIFY(isClose(f.item(3).blob->angle, 90, 1e-6));
        f.document->undoStack().undo();
        f.drag(handle, right);
        QVERIFY(isClose(f.item(3).blob->angle, 92.9, 1));
        QCOMPARE(f.document->undoStack().undoText(), QStringLiteral("Rotate blob"));
    }

    void severalItemsAreResizedTogether() {
        CanvasFixture f;
        f.selection.select({ItemId{1}, ItemId{2}});
        f.drag({0.75, 0.5}, {0.5, 0.375});  // half of what they span
        QVERIFY(isClose(*f.item(1).box, {0.25, 0.25, 0.375, 0.375}, 0.003));
        QVERIFY(isClose(*f.item(2).box, {0.3125, 0.3125, 0.5, 0.375}, 0.003));
        QCOMPARE(f.undoCount(), 1);
    }

    void clickingAgainGoesThroughTheOverlap() {
        CanvasFixture f;
        const Vec2 overlap{0.44, 0.44};
        f.click(overlap);
        QCOMPARE(f.selection.single(), std::optional(ItemId{2}));
        f.click(overlap);
        QCOMPARE(f.selection.single(), std::optional(ItemId{1}));
        f.drag(overlap, {0.5, 0.44});  // moves what was cycled to, not what lies on top
        QVERIFY(isClose(f.item(2).box->x0, 0.375));
        QVERIFY(f.item(1).box->x0 > 0.3);
        f.click({0.9, 0.9});
        QVERIFY(f.selection.items().empty());
        QCOMPARE(f.undoCount(), 1);
    }

    void shiftClickAddsAndTakesAway() {
        CanvasFixture f;
        f.click({0.3, 0.3});
        f.click({0.7, 0.4}, Qt::ShiftModifier);
        QCOMPARE(f.selection.items(), (std::vector<ItemId>{ItemId{1}, ItemId{2}}));
        f.click({0.3, 0.3}, Qt::ShiftModifier);
        QCOMPARE(f.selection.items(), (std::vector<ItemId>{ItemId{2}}));
    }

    void rubberBandSelectsWhatItTouches() {
        CanvasFixture f;
        f.drag({0.1, 0.1}, {0.4, 0.4});
        QCOMPARE(f.selection.items(), (std::vector<ItemId>{ItemId{1}, ItemId{2}}));
        f.press({0.9, 0.9});
        f.move({0.7, 0.7});
        QCOMPARE(f.selection.items(), (std::vector<ItemId>{ItemId{3}}));
        f.key(Qt::Key_Escape);
        QCOMPARE(f.selection.items(), (std::vector<ItemId>{ItemId{1}, ItemId{2}}));
        QCOMPARE(f.undoCount(), 0);
    }

    void lockedItemsStay() {
        CanvasFixture f;
        QSignalSpy messages(f.canvas.get(), &Canvas::messaged);
        const Plan before = f.plan();
        f.drag({0.87, 0.12}, {0.5, 0.5});
        QVERIFY(f.selection.contains(ItemId{4}));
        QCOMPARE(f.plan(), before);
        QCOMPARE(messages.count(), 1);
        f.drag({0.95, 0.2}, {0.99, 0.3});  // where a handle would be
        QCOMPARE(f.plan(), before);
    }

    void lockedItemsStayWhenOthersAreMoved() {
        CanvasFixture f;
        f.selection.select({ItemId{1}, ItemId{4}});
        f.drag({0.3, 0.3}, {0.35, 0.35});
        QVERIFY(f.item(1).box->x0 > 0.29);
        QVERIFY(isClose(*f.item(4).box, {0.8, 0.05, 0.95, 0.2}));
    }

    void hiddenItemsAreNotHit() {
        CanvasFixture f;
        f.selection.setHidden(ItemId{2}, true);
        f.click({0.44, 0.44});
        QCOMPARE(f.selection.single(), std::optional(ItemId{1}));
        f.canvas->setOverlay(false);
        f.click({0.3, 0.3});
        QCOMPARE(f.selection.single(), std::optional(ItemId{1}));
        f.drag({0.3, 0.3}, {0.6, 0.6});
        QCOMPARE(f.undoCount(), 0);
    }

    void hiddenItemsStayWhenOthersAreMoved() {
        CanvasFixture f;
        f.selection.select({ItemId{1}, ItemId{2}});
        f.selection.setHidden(ItemId{2}, true);
        f.drag({0.3, 0.3}, {0.35, 0.35});
        QVERIFY(f.item(1).box->x0 > 0.29);
        QVERIFY(isClose(f.item(2).box->x0, 0.375));
    }

    void itemUnderThePointerIsTold() {
        CanvasFixture f;
        QTest::mouseMove(f.canvas.get(), f.at({0.3, 0.3}));
        QTRY_COMPARE(f.selection.hovered(), ItemId{1});
        QTest::mouseMove(f.canvas.get(), f.at({0.1, 0.9}));
        QTRY_COMPARE(f.selection.hovered(), ItemId{});
    }

    void drawToolAlwaysDraws() {
        CanvasFixture f;
        f.key(Qt::Key_R);
        QCOMPARE(f.canvas->tool(), Canvas::ToolKind::Box);
        f.pick(1);
        f.drag({0.5, 0.5}, {0.7, 0.8});  // on a handle of the cat
        QCOMPARE(f.plan().items.size(), 5U);
        const Item& drawn = f.plan().items.back();
        QVERIFY(isClose(*drawn.box, {0.5, 0.5, 0.7, 0.8}, 0.003));
        QVERIFY(!drawn.blob);
        QVERIFY(drawn.words.empty());
        QCOMPARE(drawn.origin, Origin::Drawn);
        QCOMPARE(f.selection.single(), std::optional(drawn.id));
        QCOMPARE(f.document->undoStack().undoText(), QStringLiteral("Draw box"));
        f.key(Qt::Key_O);
        f.drag({0.2, 0.6}, {0.4, 0.7});
        const Item& blob = f.plan().items.back();
        QVERIFY(blob.blob && !blob.box);
        QVERIFY(isClose(blob.blob->rx, 0.1, 0.003) && isClose(blob.blob->ry, 0.05, 0.003));
        QCOMPARE(f.undoCount(), 2);
        f.click({0.1, 0.1});  // a click draws nothing
        QCOMPARE(f.undoCount(), 2);
        f.document->undoStack().undo();
        QVERIFY(f.selection.items().empty());
    }

    void drawingBackwardsWithShiftAndAlt() {
        CanvasFixture f;
        f.key(Qt::Key_R);
        f.drag({0.8, 0.8}, {0.6, 0.7}, Qt::ShiftModifier);
        QVERIFY(isClose(*f.plan().items.back().box, {0.6, 0.6, 0.8, 0.8}, 0.003));
        f.drag({0.2, 0.7}, {0.3, 0.75}, Qt::AltModifier);
        QVERIFY(isClose(*f.plan().items.back().box, {0.1, 0.65, 0.3, 0.75}, 0.003));
    }

    void spaceMovesTheHalfDrawnShape() {
        CanvasFixture f;
        f.key(Qt::Key_R);
        f.press({0.1, 0.6});
        f.move({0.3, 0.7});
        QTest::keyPress(f.canvas.get(), Qt::Key_Space);
        f.move({0.4, 0.8});
        QVERIFY(isClose(*f.shown(5).box, {0.2, 0.7, 0.4, 0.8}, 0.005));
        QTest::keyRelease(f.canvas.get(), Qt::Key_Space);
        f.move({0.5, 0.9});
        f.release({0.5, 0.9});
        QVERIFY(isClose(*f.item(5).box, {0.2, 0.7, 0.5, 0.9}, 0.005));
        QCOMPARE(f.undoCount(), 1);
    }

    void escapeBacksOutOneLevelAtATime() {
        CanvasFixture f;
        f.pick(1);
        f.key(Qt::Key_R);
        f.press({0.1, 0.6});
        f.move({0.3, 0.8});
        f.key(Qt::Key_Escape);
        QCOMPARE(f.document->shown(f.document->currentPlan()), f.plan());
        QCOMPARE(f.canvas->tool(), Canvas::ToolKind::Box);
        f.release({0.3, 0.8});
        f.key(Qt::Key_Escape);
        QCOMPARE(f.canvas->tool(), Canvas::ToolKind::Select);
        QVERIFY(!f.selection.items().empty());
        f.key(Qt::Key_Escape);
        QVERIFY(f.selection.items().empty());
        QCOMPARE(f.undoCount(), 0);
    }

    void editsFromElsewhereEndTheGesture() {
        CanvasFixture f;
        f.press({0.3, 0.3});
        f.move({0.4, 0.4});
        const Plan renamed = setWords(f.plan(), ItemId{1}, "dog");
        f.document->edit(f.document->currentPlan(), renamed, QStringLiteral("Change words"));
        f.move({0.6, 0.6});
        f.release({0.6, 0.6});
        QCOMPARE(f.plan(), renamed);
    }

    void snappingPutsEdgesTogetherAndCtrlDoesNot() {
        CanvasFixture f;
        f.canvas->setSnapping(true);
        // 2 pixels short of the mat's right edge standing on the ball's middle, y far from anything
        const Vec2 from{0.7, 0.4};
        f.drag(from, {from.x + 0.125 - 0.004 - 0.375, from.y + 0.2});
        QVERIFY2(isClose(f.item(2).box->x1, 0.5) || isClose(f.item(2).box->x0, 0.125, 0.003),
                 qPrintable(QString::number(f.item(2).box->x1, 'g', 12)));
        f.document->undoStack().undo();
        f.drag(from, {from.x - 0.254, from.y + 0.2}, Qt::ControlModifier);
        QVERIFY(!isClose(f.item(2).box->x1, 0.5));
    }

    void readOnlyProjectsRefuse() {
        CanvasFixture f;
        f.canvas.reset();
        const std::string path = f.document->store().path().string();
        auto second = Document::open(ProjectStore::open(path, steadyOptions()).value());
        QVERIFY(second && (*second)->readOnly());
        std::unique_ptr<Document> first = std::exchange(f.document, std::move(*second));
        f.show();
        QSignalSpy messages(f.canvas.get(), &Canvas::messaged);
        const Plan before = f.plan();
        f.drag({0.3, 0.3}, {0.5, 0.5});
        QVERIFY(f.selection.contains(ItemId{1}));
        f.key(Qt::Key_Delete);
        f.key(Qt::Key_Right);
        f.key(Qt::Key_R);
        f.drag({0.1, 0.6}, {0.3, 0.8});
        QCOMPARE(f.plan(), before);
        QVERIFY(messages.count() >= 4);
        f.canvas.reset();
        f.document.reset();
    }
};

QTEST_MAIN(TestCanvasTools)
#include "tst_canvas_tools.moc"
