// The canvas' geometry, without widgets.
#include "engine/plan/edits.h"
#include "engine/plan/shapes.h"
#include "ui/canvas/alignment.h"
#include "ui/canvas/handles.h"
#include "ui/canvas/hit_test.h"
#include "ui/canvas/snapping.h"
#include "ui/canvas/view_transform.h"

#include <QtTest>

#include <cmath>
#include <numbers>

using namespace kaleido;
using namespace kaleido::canvas;

namespace {

Vec2 turned(Vec2 v, double degrees) {
    const double r = degrees * std::numbers::pi / 180;
    return {std::cos(r) * v.x - std::sin(r) * v.y, std::sin(r) * v.x + std::cos(r) * v.y};
}

Vec2 sum(Vec2 a, Vec2 b) {
    return {a.x + b.x, a.y + b.y};
}

bool isClose(double a, double b) {
    return std::abs(a - b) < 1e-9;
}

bool isClose(Vec2 a, Vec2 b) {
    return isClose(a.x, b.x) && isClose(a.y, b.y);
}

Plan planOf(std::vector<Item> items) {
    Plan plan;
    plan.items = std::move(items);
    return plan;
}

Item boxItem(std::uint64_t id, const Box& box) {
    return {.id = ItemId{id}, .words = {}, .box = box, .blob = {}};
}

Item blobItem(std::uint64_t id, const Blob& blob) {
    return {.id = ItemId{id}, .words = {}, .box = {}, .blob = blob};
}

void angles() {
    QTest::addColumn<double>("angle");
    for (const double angle : {-720.0, -135.0, -30.0, 0.0, 15.0, 45.0, 90.0, 120.0, 180.0, 271.5})
        QTest::addRow("%g", angle) << angle;
}

constexpr Handle kPullers[] = {Handle::TopLeft,     Handle::Top,    Handle::TopRight,   Handle::Right,
                               Handle::BottomRight, Handle::Bottom, Handle::BottomLeft, Handle::Left};

}  // namespace

class TestCanvasGeometry : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void viewAndPlanAreInverse() {
        const ViewTransform view{.scale = 300, .origin = {17, -40}};
        QCOMPARE(view.toView(Vec2{0.5, 0.25}), QPointF(167, 35));
        QVERIFY(isClose(view.toPlan(view.toView(Vec2{0.3, 0.7})), {0.3, 0.7}));
    }

    void zoomKeepsThePointUnderTheCursor() {
        const ViewTransform view{.scale = 300, .origin = {17, -40}};
        const QPointF fixed(123, 45);
        const Vec2 before = view.toPlan(fixed);
        for (const double factor : {0.01, 0.5, 1.1, 3.0, 1e6}) {
            const ViewTransform zoomed = zoomedAt(view, fixed, factor);
            QVERIFY(isClose(zoomed.toPlan(fixed), before));
            QVERIFY(zoomed.scale >= kSmallestScale && zoomed.scale <= kLargestScale);
        }
    }

    void fittedPictureIsWholeAndInTheMiddle() {
        const ViewTransform view = fitted({800, 600}, 30);
        QCOMPARE(view.picture(), QRectF(130, 30, 540, 540));
    }

    void pictureCannotGetLost() {
        const ViewTransform lost{.scale = 100, .origin = {5000, -5000}};
        const ViewTransform found = inSight(lost, {400, 400});
        QVERIFY(found.picture().intersects(QRectF(0, 0, 400, 400)));
        const ViewTransform seen{.scale = 100, .origin = {20, 30}};
        QCOMPARE(inSight(seen, {400, 400}), seen);
    }

    void pinchMovesWhatIsUnderBothFingers() {
        const ViewTransform view{.scale = 300, .origin = {10, 20}};
        const Pinch from{{100, 100}, {200, 100}}, to{{50, 140}, {250, 140}};
        const ViewTransform now = pinched(view, from, to);
        QVERIFY(isClose(view.toPlan(from.first), now.toPlan(to.first)));
        QVERIFY(isClose(view.toPlan(from.second), now.toPlan(to.second)));
    }

    void tiltedBlobIsHitWhereItIs_data() { angles(); }
    void tiltedBlobIsHitWhereItIs() {
        QFETCH(double, angle);
        const Blob blob{{0.4, 0.6}, 0.2, 0.05, angle};
        const Plan plan = planOf({blobItem(1, blob)});
        const auto isHit = [&](Vec2 along, double reach) {
            return !itemsAt(plan, sum(blob.centre, turned(along, angle)), reach).empty();
        };
        QVERIFY(isHit({0.199, 0}, 0));
        QVERIFY(!isHit({0.201, 0}, 0));
        QVERIFY(isHit({0, -0.049}, 0));
        QVERIFY(!isHit({0, -0.051}, 0));
        QVERIFY(!isHit({0.15, 0.045}, 0));  // in the corner of its frame
        QVERIFY(isHit({0.205, 0}, 0.01));
    }

    void tiltedBlobIsTouchedByABandWhereItIs_data() { angles(); }
    void tiltedBlobIsTouchedByABandWhereItIs() {
        QFETCH(double, angle);
        const Blob blob{{0.5, 0.5}, 0.3, 0.05, angle};
        const Plan plan = planOf({blobItem(1, blob)});
        const auto touches = [&](Vec2 along) {
            const Vec2 at = sum(blob.centre, turned(along, angle));
            return !itemsTouching(plan, {at.x - 0.001, at.y - 0.001, at.x + 0.001, at.y + 0.001}).empty();
        };
        QVERIFY(touches({0, 0}));
        QVERIFY(touches({0.299, 0}));
        QVERIFY(!touches({0.303, 0}));
        QVERIFY(!touches({0.2, 0.048}));
        QVERIFY(!itemsTouching(plan, {0, 0, 1, 1}).empty());
    }

    void stackIsNearestFirstAndCycles() {
        const Plan plan = planOf({boxItem(1, {0, 0, 1, 1}), boxItem(2, {0.2, 0.2, 0.8, 0.8}),
                                  boxItem(3, {0.4, 0.4, 0.6, 0.6}), boxItem(4, {0.9, 0.9, 1, 1})});
        const auto stack = itemsAt(plan, {0.5, 0.5}, 0);
        QCOMPARE(stack, (std::vector<ItemId>{ItemId{3}, ItemId{2}, ItemId{1}}));
        QCOMPARE(nextInStack(stack, ItemId{3}), ItemId{2});
        QCOMPARE(nextInStack(stack, ItemId{1}), ItemId{3});
        QCOMPARE(nextInStack(stack, ItemId{4}), ItemId{3});
        QCOMPARE(nextInStack({}, ItemId{4}), ItemId{});
        const auto visible = itemsAt(plan, {0.5, 0.5}, 0, [](ItemId item) { return item != ItemId{3}; });
        QCOMPARE(visible.front(), ItemId{2});
    }

    void handleTakesTheSideThatItPulls_data() { angles(); }
    void handleTakesTheSideThatItPulls() {
        QFETCH(double, angle);
        const Frame frame{{0.5, 0.5}, 0.2, 0.1, angle};
        for (const Handle handle : kPullers) {
            const Vec2 pull = directionOf(handle);
            const Vec2 to = sum(pointIn(frame, pull), turned({0.05 * pull.x, 0.03 * pull.y}, angle));
            const Frame now = resized(frame, handle, to, {});
            QVERIFY(isClose(now.halfWidth, 0.2 + std::abs(pull.x) * 0.025));
            QVERIFY(isClose(now.halfHeight, 0.1 + std::abs(pull.y) * 0.015));
            const Vec2 opposite{-pull.x, -pull.y};
            QVERIFY(isClose(pointIn(now, opposite), pointIn(frame, opposite)));
            QCOMPARE(now.angle, angle);
        }
    }

    void handlesNeverFlip_data() { angles(); }
    void handlesNeverFlip() {
        QFETCH(double, angle);
        const Frame frame{{0.5, 0.5}, 0.2, 0.1, angle};
        for (const Handle handle : kPullers) {
            for (const bool keepAspect : {false, true}) {
                for (const bool fromCentre : {false, true}) {
                    const Vec2 pull = directionOf(handle);
                    const Vec2 beyond = sum(frame.centre, turned({-2 * pull.x, -2 * pull.y}, angle));
                    const Frame now = resized(frame, handle, beyond, {keepAspect, fromCentre});
                    QVERIFY(now.halfWidth >= 1.0 / 128 - 1e-12 && now.halfHeight >= 1.0 / 128 - 1e-12);
                    QCOMPARE(now.angle, angle);
                    // The handle is still on its own side of the opposite one.
                    const Vec2 opposite = fromCentre ? Vec2{} : Vec2{-pull.x, -pull.y};
                    QVERIFY(isClose(pointIn(now, opposite), pointIn(frame, opposite)));
                }
            }
        }
    }

    void radiiMayPassEachOtherWithoutSwapping() {
        const Plan plan = planOf({blobItem(1, {{0.5, 0.5}, 0.2, 0.1, 30})});
        const Frame frame = *frameOf(plan, {ItemId{1}});
        const Vec2 to = sum(frame.centre, turned({0, 0.5}, 30));
        const Plan after = withFrame(plan, {ItemId{1}}, frame, resized(frame, Handle::Bottom, to, {}));
        const Blob blob = *after.items[0].blob;
        QVERIFY(isClose(blob.rx, 0.2));
        QVERIFY(isClose(blob.ry, 0.3));
        QVERIFY(isClose(blob.angle, 30));
    }

    void aspectIsKept() {
        const Frame frame{{0.5, 0.5}, 0.2, 0.1, 0};
        for (const Handle handle : kPullers) {
            const Vec2 pull = directionOf(handle);
            const Frame now =
                resized(frame, handle, sum(pointIn(frame, pull), {0.07 * pull.x, 0.02 * pull.y}),
                        {.keepAspect = true});
            QVERIFY(isClose(now.halfWidth / now.halfHeight, 2));
            QVERIFY(now.halfWidth > 0.2);
        }
    }

    void handlesKeepTheirSizeAndApart() {
        for (const double scale : {64.0, 512.0, 8192.0}) {
            const ViewTransform view{.scale = scale};
            const Frame frame{{0.5, 0.5}, 1.0 / 128, 1.0 / 128, 20};
            const auto handles = handlesOn(frame, true, view);
            QVERIFY(handles.size() >= 5);
            for (const Handle handle : handles)
                QCOMPARE(handleAt(positionOf(handle, frame, view) + QPointF(2, 1), frame, true, view),
                         std::optional(handle));
            QVERIFY(!handleAt(view.toView(frame.centre), frame, true, view));
        }
    }

    void bearingIsClockwiseFromUp() {
        const Frame frame{{0.5, 0.5}, 0.1, 0.1, 0};
        QVERIFY(isClose(bearingOf(frame, {0.5, 0.1}), 0));
        QVERIFY(isClose(bearingOf(frame, {0.9, 0.5}), 90));
        QCOMPARE(steppedAngle(52), 45.0);
        QCOMPARE(steppedAngle(-53), -60.0);
    }

    void boxSnapsToNeighboursAndPicture() {
        const Plan plan = planOf({boxItem(1, {0.1, 0.1, 0.3, 0.3}), boxItem(2, {0.6, 0.62, 0.8, 0.72})});
        const SnapLines lines(plan, {ItemId{2}});
        const Snap edge = lines.box({0.305, 0.62, 0.485, 0.72}, 0.01);
        QVERIFY(isClose(edge.by, {-0.005, 0}));
        QCOMPARE(edge.guides.size(), 1U);
        QCOMPARE(edge.guides[0].orientation, Qt::Vertical);
        QVERIFY(isClose(edge.guides[0].at, 0.3));
        QVERIFY(isClose(edge.guides[0].from, 0.1) && isClose(edge.guides[0].to, 0.72));  // from item to item
        const Snap middle = lines.box({0.404, 0.8, 0.604, 0.9}, 0.01);
        QVERIFY(isClose(middle.by, {-0.004, 0}));
        QVERIFY(isClose(middle.guides.at(0).at, 0.5));
        const Snap far = lines.box({0.33, 0.62, 0.45, 0.72}, 0.01);
        QVERIFY(isClose(far.by, {0, 0}));
        QVERIFY(far.guides.empty());
    }

    void pointSnapsOnlyAlongTheAxesAsked() {
        const SnapLines lines(planOf({}), {});
        const Snap snap = lines.point({0.498, 0.997}, true, false, 0.01);
        QVERIFY(isClose(snap.by, {0.002, 0}));
        QCOMPARE(snap.guides.size(), 1U);
    }

    void hiddenItemsDoNotSnap() {
        const Plan plan = planOf({boxItem(1, {0.1, 0.1, 0.3, 0.3})});
        const SnapLines lines(plan, {}, [](ItemId) { return false; });
        QVERIFY(isClose(lines.point({0.301, 0.7}, true, true, 0.01).by, {0, 0}));
    }

    void itemsAlignToWhatTheySpan() {
        const Plan plan =
            planOf({boxItem(1, {0.1, 0.1, 0.3, 0.3}), blobItem(2, {{0.7, 0.7}, 0.1, 0.05, 90})});
        const std::vector<ItemId> both{ItemId{1}, ItemId{2}};
        const Plan left = aligned(plan, both, Alignment::Left);
        QCOMPARE(left.items[0], plan.items[0]);
        QVERIFY(isClose(boundsOf(left.items[1])->x0, 0.1));
        QVERIFY(isClose(left.items[1].blob->centre.y, 0.7));
        const Plan middle = aligned(plan, both, Alignment::Middle);
        QVERIFY(isClose(centreOf(middle.items[0])->y, centreOf(middle.items[1])->y));
        const Plan single = aligned(plan, {ItemId{1}}, Alignment::Right);
        QVERIFY(isClose(single.items[0].box->x1, 1));
    }

    void gapsBecomeEqual() {
        const Plan plan = planOf({boxItem(1, {0.8, 0, 1, 0.1}), boxItem(2, {0, 0, 0.1, 0.1}),
                                  boxItem(3, {0.15, 0.4, 0.45, 0.5}), boxItem(4, {0.5, 0, 0.6, 0.1})});
        const Plan after = distributed(plan, {ItemId{1}, ItemId{2}, ItemId{3}, ItemId{4}}, Qt::Horizontal);
        QCOMPARE(after.items[0], plan.items[0]);
        QCOMPARE(after.items[1], plan.items[1]);
        QVERIFY(isClose(after.items[2].box->x0, 0.2));
        QVERIFY(isClose(after.items[3].box->x0, 0.6));
        QVERIFY(isClose(after.items[2].box->y0, 0.4));
        QCOMPARE(distributed(plan, {ItemId{1}, ItemId{3}}, Qt::Horizontal), plan);
    }
};

QTEST_APPLESS_MAIN(TestCanvasGeometry)
#include "tst_canvas_geometry.moc"
