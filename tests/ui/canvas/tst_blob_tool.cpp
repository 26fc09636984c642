// A blob fitted to points that are clicked along an outline, on the real canvas.
#include "engine/plan/edits.h"
#include "engine/plan/shapes.h"
#include "tests/ui/canvas/canvas_fixture.h"

#include <QSignalSpy>

#include <cmath>
#include <numbers>

using namespace kaleido;
using namespace kaleido::test;

namespace {

const Blob kWanted{{0.3, 0.75}, 0.2, 0.1, 20};

Vec2 onOutline(double turn) {
    const double t = 2 * std::numbers::pi * turn, angle = kWanted.angle * std::numbers::pi / 180;
    const double u = kWanted.rx * std::cos(t), v = kWanted.ry * std::sin(t);
    return {kWanted.centre.x + u * std::cos(angle) - v * std::sin(angle),
            kWanted.centre.y + u * std::sin(angle) + v * std::cos(angle)};
}

bool isWanted(const Blob& blob) {
    constexpr double kPixel = 2.0 / 512;
    return isClose(blob.centre.x, kWanted.centre.x, kPixel) &&
           isClose(blob.centre.y, kWanted.centre.y, kPixel) && isClose(blob.rx, kWanted.rx, kPixel) &&
           isClose(blob.ry, kWanted.ry, kPixel) && isClose(blob.angle, kWanted.angle, 3);
}

/// With the blob tool.
struct OutlineFixture : CanvasFixture {
    OutlineFixture() { key(Qt::Key_O); }

    void clickOutline(int count, int of = 6) {
        for (int i = 0; i < count; ++i) click(onOutline(static_cast<double>(i) / of));
    }
    std::size_t shownItems() const { return document->shown(document->currentPlan()).items.size(); }
    void doubleClick(Vec2 point) {
        click(point);
        QTest::mouseDClick(canvas.get(), Qt::LeftButton, {}, at(point));
    }
};

}  // namespace

class TestBlobTool : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void blobIsShownFromThreePointsOn() {
        OutlineFixture f;
        const Plan before = f.plan();
        QSignalSpy messages(f.canvas.get(), &Canvas::messaged);
        f.clickOutline(2);
        QCOMPARE(messages.count(), 1);  // how to go on
        QCOMPARE(f.shownItems(), 4U);
        f.click(onOutline(2.0 / 6));
        QCOMPARE(f.shownItems(), 5U);
        const Blob three = *f.shown(5).blob;
        f.click(onOutline(3.0 / 6));
        QVERIFY(*f.shown(5).blob != three);
        QCOMPARE(f.plan(), before);
        QCOMPARE(f.undoCount(), 0);
    }

    void enterMakesItInOneEntry() {
        OutlineFixture f;
        const Plan before = f.plan();
        f.clickOutline(6);
        f.key(Qt::Key_Return);
        QCOMPARE(f.plan().items.size(), 5U);
        const Item& made = f.plan().items.back();
        QVERIFY(isWanted(*made.blob));
        QVERIFY(!made.box);
        QCOMPARE(made.origin, Origin::Drawn);
        QCOMPARE(f.selection.single(), std::optional(made.id));
        QCOMPARE(f.undoCount(), 1);
        QCOMPARE(f.document->undoStack().undoText(), QStringLiteral("Fit blob"));
        QCOMPARE(f.canvas->tool(), Canvas::ToolKind::Blob);
        f.document->undoStack().undo();
        QCOMPARE(f.plan(), before);
        f.clickOutline(1);  // the next outline begins anew
        f.key(Qt::Key_Return);
        QCOMPARE(f.plan(), before);
    }

    void doubleClickSetsTheLastPointAndMakesIt() {
        OutlineFixture f;
        f.clickOutline(5);
        f.doubleClick(onOutline(5.0 / 6));
        QCOMPARE(f.plan().items.size(), 5U);
        QVERIFY(isWanted(*f.plan().items.back().blob));
        QCOMPARE(f.undoCount(), 1);
    }

    void clickOnTheFirstPointMakesIt() {
        OutlineFixture f;
        f.clickOutline(6);
        f.click(onOutline(0));
        QVERIFY(isWanted(*f.plan().items.back().blob));
        QCOMPARE(f.undoCount(), 1);
    }

    void selectedItemWithoutABlobGetsIt() {
        OutlineFixture f;
        f.pick(2);
        const Box box = *f.item(2).box;
        f.clickOutline(5, 5);
        QVERIFY(isWanted(*f.shown(2).blob));
        f.pick(1);  // too late: it is the mat's
        f.key(Qt::Key_Return);
        QCOMPARE(f.plan().items.size(), 4U);
        QVERIFY(isWanted(*f.item(2).blob));
        QCOMPARE(*f.item(2).box, box);
        QCOMPARE(f.selection.single(), std::optional(ItemId{2}));
        QCOMPARE(f.undoCount(), 1);
    }

    void lockedItemsAndThoseWithABlobDoNot() {
        for (const std::uint64_t id : {1U, 4U}) {
            OutlineFixture f;
            f.pick(id);
            const Item before = f.item(id);
            f.clickOutline(5, 5);
            f.key(Qt::Key_Return);
            QCOMPARE(f.item(id), before);
            QCOMPARE(f.plan().items.size(), 5U);
        }
    }

    void escapeTakesOnePointBackThenAll() {
        OutlineFixture f;
        f.clickOutline(4);
        const Blob four = *f.shown(5).blob;
        f.click(onOutline(4.0 / 6));
        QVERIFY(*f.shown(5).blob != four);
        f.key(Qt::Key_Escape);
        QCOMPARE(*f.shown(5).blob, four);
        f.key(Qt::Key_Escape);
        QCOMPARE(f.shownItems(), 4U);
        QCOMPARE(f.undoCount(), 0);
        f.key(Qt::Key_Return);  // nothing is left to fit
        QCOMPARE(f.document->undoStack().undoText(), QStringLiteral("Draw blob"));
        QCOMPARE(f.canvas->tool(), Canvas::ToolKind::Blob);
        f.key(Qt::Key_Escape);
        QCOMPARE(f.canvas->tool(), Canvas::ToolKind::Select);
    }

    void backspaceAndUndoTakeOnePointBackEachTime() {
        OutlineFixture f;
        f.clickOutline(5);
        f.key(Qt::Key_Backspace);
        QVERIFY(QTest::qWaitForWindowActive(f.canvas.get()));
        f.key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(f.shownItems(), 5U);
        f.key(Qt::Key_Backspace);
        QCOMPARE(f.shownItems(), 4U);
        f.click(onOutline(0.4));
        f.click(onOutline(0.8));
        QCOMPARE(f.shownItems(), 5U);
    }

    void pressedPointCanBeDraggedIntoItsPlace() {
        OutlineFixture f;
        f.clickOutline(5);
        f.press({0.9, 0.9});
        f.move({0.6, 0.6});
        f.move(onOutline(5.0 / 6));
        f.release(onOutline(5.0 / 6));
        QVERIFY(isWanted(*f.shown(5).blob));
        f.press({0.9, 0.9});
        f.key(Qt::Key_Escape);  // only that one
        f.release({0.9, 0.9});
        QVERIFY(isWanted(*f.shown(5).blob));
    }

    void pointsOnALineAreRefusedWithAWord() {
        OutlineFixture f;
        QSignalSpy messages(f.canvas.get(), &Canvas::messaged);
        f.click({0.2, 0.2});
        f.click({0.3, 0.3});
        messages.clear();
        f.key(Qt::Key_Return);
        QCOMPARE(messages.count(), 1);  // too few
        f.click({0.5, 0.5});
        QCOMPARE(messages.count(), 2);
        f.key(Qt::Key_Return);
        QCOMPARE(messages.count(), 3);
        QCOMPARE(f.undoCount(), 0);
        f.click({0.2, 0.5});  // the outline is still there
        f.key(Qt::Key_Return);
        QCOMPARE(f.undoCount(), 1);
    }

    void viewMayMoveBetweenPoints() {
        OutlineFixture f;
        f.clickOutline(3);
        f.canvas->zoomBy(1.25);
        QTest::mousePress(f.canvas.get(), Qt::MiddleButton, {}, {300, 300});
        QTest::mouseRelease(f.canvas.get(), Qt::MiddleButton, {}, {310, 290});
        for (int i = 3; i < 6; ++i) f.click(onOutline(i / 6.0));
        f.key(Qt::Key_Return);
        QVERIFY(isWanted(*f.plan().items.back().blob));
    }

    void whateverElseIsDoneDropsTheOutline_data() {
        QTest::addColumn<int>("what");
        QTest::newRow("another tool") << 0;
        QTest::newRow("an edit elsewhere") << 1;
        QTest::newRow("another plan") << 2;
        QTest::newRow("a command") << 3;
    }
    void whateverElseIsDoneDropsTheOutline() {
        QFETCH(const int, what);
        OutlineFixture f;
        f.clickOutline(5);
        if (what == 0) f.key(Qt::Key_V);
        if (what == 1)
            f.document->edit(f.document->currentPlan(), setWords(f.plan(), ItemId{1}, "dog"),
                             QStringLiteral("Change words"));
        if (what == 2) f.document->addPlan(canvasPlan(), Origin::Sampled, true);
        if (what == 3) f.key(Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(f.shownItems(), 4U);
        f.canvas->setTool(Canvas::ToolKind::Blob);
        f.key(Qt::Key_Return);  // nothing is left to fit
        QCOMPARE(f.document->undoStack().undoText(), QStringLiteral("Draw blob"));
    }
};

QTEST_MAIN(TestBlobTool)
#include "tst_blob_tool.moc"
