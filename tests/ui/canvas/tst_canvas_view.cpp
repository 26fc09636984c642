// How the real canvas is looked at: zoom, pan, backdrop, wipe.
#include "app/sheet/theme.h"
#include "engine/plan/shapes.h"
#include "tests/support/open_document.h"
#include "tests/support/picture_reference.h"
#include "tests/ui/canvas/canvas_fixture.h"

#include <QSignalSpy>
#include <QWheelEvent>

using namespace kaleido;
using namespace kaleido::canvas;
using namespace kaleido::test;

namespace {

void wheel(Canvas& canvas, QPointF at, int by) {
    QWheelEvent event(at, canvas.mapToGlobal(at), {}, {0, by}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(&canvas, &event);
}

/// 30 items around the middle, one of them locked.
Plan flockPlan() {
    Plan plan = crowdPlan();
    plan.items.resize(30);
    for (std::size_t i = 0; i < plan.items.size(); ++i) {
        const double x = 0.4 + 0.05 * static_cast<double>(i % 6), y = 0.4 + 0.06 * static_cast<double>(i / 6);
        plan.items[i].box = Box{x, y, x + 0.04, y + 0.05};
        plan.items[i].blob->centre = {x + 0.02, y + 0.025};
    }
    plan.items[3].locked = true;
    return plan;
}

}  // namespace

class TestCanvasView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wheelKeepsThePointUnderTheCursor() {
        CanvasFixture f;
        const QPointF cursor(200, 333);
        const Vec2 before = f.canvas->view().toPlan(cursor);
        const double scale = f.canvas->view().scale;
        for (const int by : {120, 120, -360, 40}) {
            wheel(*f.canvas, cursor, by);
            const Vec2 after = f.canvas->view().toPlan(cursor);
            QVERIFY(isClose(after.x, before.x) && isClose(after.y, before.y));
        }
        QVERIFY(f.canvas->view().scale < scale);
    }

    void pictureStaysFittedUntilItIsZoomed() {
        CanvasFixture f;
        f.canvas->resize(684, 600);
        QTRY_COMPARE(f.canvas->view().picture(), QRectF(78, 36, 528, 528));
        f.canvas->zoomBy(2);
        const ViewTransform zoomed = f.canvas->view();
        f.canvas->resize(600, 600);
        QTRY_COMPARE(f.canvas->width(), 600);
        QCOMPARE(f.canvas->view(), zoomed);
        f.key(Qt::Key_0, Qt::ControlModifier);
        QCOMPARE(f.canvas->view().picture(), QRectF(36, 36, 528, 528));
    }

    void middleButtonAndSpaceAndToolPan() {
        CanvasFixture f;
        const QPointF start = f.canvas->view().origin;
        QTest::mousePress(f.canvas.get(), Qt::MiddleButton, {}, {100, 100});
        QMouseEvent event(QEvent::MouseMove, QPointF(130, 90), f.canvas->mapToGlobal(QPointF(130, 90)),
                          Qt::NoButton, Qt::MiddleButton, {});
        QApplication::sendEvent(f.canvas.get(), &event);
        QTest::mouseRelease(f.canvas.get(), Qt::MiddleButton, {}, {130, 90});
        QCOMPARE(f.canvas->view().origin - start, QPointF(30, -10));

        const auto panned = [&] {
            const QPointF before = f.canvas->view().origin;
            QTest::mousePress(f.canvas.get(), Qt::LeftButton, {}, {200, 200});
            QTest::mouseRelease(f.canvas.get(), Qt::LeftButton, {}, {220, 230});
            return f.canvas->view().origin - before;
        };
        QTest::keyPress(f.canvas.get(), Qt::Key_Space);
        QCOMPARE(panned(), QPointF(20, 30));
        QTest::keyRelease(f.canvas.get(), Qt::Key_Space);
        QCOMPARE(panned(), QPointF());
        f.key(Qt::Key_H);
        QCOMPARE(panned(), QPointF(20, 30));
        QCOMPARE(f.undoCount(), 0);
    }

    void oneFingerDragsAndTwoZoom() {
        CanvasFixture f;
        const std::unique_ptr<QPointingDevice> device(QTest::createTouchDevice());
        const QPoint cat = f.at({0.3, 0.3}), there = f.at({0.4, 0.4});
        QTest::touchEvent(f.canvas.get(), device.get()).press(0, cat);
        QTest::touchEvent(f.canvas.get(), device.get()).move(0, there);
        QTest::touchEvent(f.canvas.get(), device.get()).release(0, there);
        QVERIFY(isClose(f.item(1).box->x0, 0.35, 0.005));
        QCOMPARE(f.undoCount(), 1);

        const double scale = f.canvas->view().scale;
        QTest::touchEvent(f.canvas.get(), device.get()).press(0, cat);
        QTest::touchEvent(f.canvas.get(), device.get()).move(0, cat).press(1, cat + QPoint(100, 0));
        QTest::touchEvent(f.canvas.get(), device.get()).move(0, cat).move(1, cat + QPoint(200, 0));
        QTest::touchEvent(f.canvas.get(), device.get()).move(0, cat).release(1, cat + QPoint(200, 0));
        QTest::touchEvent(f.canvas.get(), device.get()).move(0, cat + QPoint(0, 50));
        QTest::touchEvent(f.canvas.get(), device.get()).release(0, cat + QPoint(0, 50));
        QCOMPARE(f.canvas->view().scale, 2 * scale);
        QCOMPARE(f.undoCount(), 1);
    }

    void movingViewOfManyItemsEndsSharp() {
        CanvasFixture f(crowdPlan());
        f.canvas->grab();
        f.canvas->zoomBy(1.7);
        f.canvas->clearFocus();  // no ring around it
        f.canvas->grab();
        Canvas fresh(*f.document, f.selection, PlanFormat{});
        fresh.resize(f.canvas->size());
        fresh.grab();  // takes its size
        fresh.zoomBy(1.7);
        fresh.setPicture({});  // keeps no image from before
        const QImage exact = fresh.grab().toImage();
        QTRY_COMPARE(f.canvas->grab().toImage(), exact);
    }

    void manyThatMoveTogetherLookAsIfPaintedAnew() {
        CanvasFixture f(flockPlan());
        std::vector<ItemId> all;
        for (const Item& item : f.plan().items) all.push_back(item.id);
        f.selection.select(all);
        const Vec2 from = centreOf(*f.plan().items[5].box);
        f.press(from);
        f.canvas->clearFocus();  // no ring around it
        for (const int pixels : {20, 30, 35, 260, -200}) {
            f.move({from.x + pixels / 512.0, from.y + pixels / 1024.0});
            QVERIFY(f.shown(6).box != f.item(6).box);
            Canvas fresh(*f.document, f.selection, PlanFormat{});
            fresh.resize(f.canvas->size());
            const QImage actual = f.canvas->grab().toImage(), anew = fresh.grab().toImage();
            const int ratio = qRound(f.canvas->devicePixelRatioF());
            const PictureDifference difference = differenceOf(actual, anew, ratio);
            QVERIFY2(difference.isTolerable(),
                     qPrintable(
                         QStringLiteral("%1 %2 %3").arg(pixels).arg(difference.all).arg(difference.square)));
        }
        f.release(from);
    }

    void pictureAndReferenceLieUnderTheItems() {
        CanvasFixture f;
        f.canvas->setPicture(plainImage(Qt::red));
        QCOMPARE(pixelAt(f, {0.1, 0.9}), QColor(Qt::red));
        f.canvas->setReference(plainImage(Qt::blue), 0.5);
        const QColor mixed = pixelAt(f, {0.1, 0.9});
        QVERIFY(mixed.red() > 100 && mixed.blue() > 100);
        QVERIFY(pixelAt(f, {0.3, 0.3}) != mixed);
        f.canvas->setOverlay(false);
        QCOMPARE(pixelAt(f, {0.3, 0.3}), mixed);
    }

    void wipeShowsBothPicturesAndItsDividerIsDragged() {
        CanvasFixture f;
        f.selection.setHidden(ItemId{1}, true);
        QSignalSpy ended(f.canvas.get(), &Canvas::wipeEnded);
        f.canvas->setWipe(plainImage(Qt::red), plainImage(Qt::blue));
        QCOMPARE(pixelAt(f, {0.3, 0.7}), QColor(Qt::red));
        QCOMPARE(pixelAt(f, {0.6, 0.6}), QColor(Qt::blue));
        f.drag({0.5, 0.7}, {0.2, 0.75});
        QVERIFY(isClose(f.canvas->divider(), 0.2, 0.003));
        QCOMPARE(pixelAt(f, {0.3, 0.7}), QColor(Qt::blue));
        f.key(Qt::Key_Right);
        QVERIFY(isClose(f.canvas->divider(), 0.2 + 1.0 / 32, 0.003));
        f.key(Qt::Key_Escape);
        QVERIFY(!f.canvas->isWiping());
        QCOMPARE(ended.count(), 1);
        QCOMPARE(f.undoCount(), 0);
    }

    void theNoteOnAnEmptyCanvasIsSeenWhole_data() {
        QTest::addColumn<int>("width");
        QTest::newRow("narrow") << 240;
        QTest::newRow("wide") << 900;
    }

    void theNoteOnAnEmptyCanvasIsSeenWhole() {
        QFETCH(const int, width);
        const OpenDocument document;
        ItemSelection selection;
        Canvas canvas(*document, selection, PlanFormat{});
        canvas.resize(width, 400);
        const QImage drawn = canvas.grab().toImage();
        const auto isPlate = [&](int x, int y) {
            return drawn.pixelColor(x, y) == QColor::fromRgb(sheet::theme::kText);
        };
        int inside = 0, atEdges = 0;
        for (int y = 0; y < drawn.height(); ++y) {
            for (int x = 0; x < drawn.width(); ++x) inside += isPlate(x, y);
            atEdges += isPlate(0, y) + isPlate(drawn.width() - 1, y);
        }
        QVERIFY(inside > 0);
        QCOMPARE(atEdges, 0);
    }

    void changedPlanIsPaintedAnew() {
        CanvasFixture f;
        f.canvas->setPicture(plainImage(Qt::white));
        QCOMPARE(pixelAt(f, {0.45, 0.7}), QColor(Qt::white));
        f.drag({0.65, 0.4}, {0.65, 0.65});
        f.selection.clear();
        QVERIFY(pixelAt(f, {0.45, 0.7}) != QColor(Qt::white));
        f.document->undoStack().undo();
        QCOMPARE(pixelAt(f, {0.45, 0.7}), QColor(Qt::white));
    }
};

QTEST_MAIN(TestCanvasView)
#include "tst_canvas_view.moc"
