#include <QtTest>  // first: moc cannot read <compare> unless another standard header came before it

#include "engine/base/random.h"
#include "engine/plan/shapes.h"
#include "tests/support/random_plan.h"

#include <cmath>
#include <numbers>

using namespace kaleido;

namespace {

bool close(double a, double b, double tolerance = 1e-9) {
    return std::abs(a - b) <= tolerance;
}

bool close(const Box& a, const Box& b, double tolerance = 1e-9) {
    return close(a.x0, b.x0, tolerance) && close(a.y0, b.y0, tolerance) && close(a.x1, b.x1, tolerance) &&
           close(a.y1, b.y1, tolerance);
}

/// The point of the blob's outline at this parameter, in a picture of this aspect.
Vec2 outline(const Blob& blob, double t, double aspect = 1) {
    const double angle = blob.angle * std::numbers::pi / 180;
    const double u = blob.rx * std::cos(t), v = blob.ry * std::sin(t);
    return {blob.centre.x + (u * std::cos(angle) - v * std::sin(angle)) / aspect,
            blob.centre.y + u * std::sin(angle) + v * std::cos(angle)};
}

/// The smallest box around many points of the outline.
Box measuredBounds(const Blob& blob, double aspect = 1) {
    Box box{1e9, 1e9, -1e9, -1e9};
    for (int i = 0; i < 3600; ++i) {
        const Vec2 p = outline(blob, i * std::numbers::pi / 1800, aspect);
        box = united(box, {p.x, p.y, p.x, p.y});
    }
    return box;
}

}  // namespace

class ShapesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void overlapOfBoxes() {
        const Box a{0, 0, 0.4, 0.4}, b{0.2, 0.2, 0.6, 0.6}, far{0.8, 0.8, 0.9, 0.9};
        QVERIFY(close(iou(a, b), 0.04 / 0.28));
        QCOMPARE(iou(a, far), 0.0);
        QCOMPARE(iou(a, a), 1.0);
        QCOMPARE(iou({0, 0, 0, 0}, {0, 0, 0, 0}), 0.0);
        QVERIFY(united(a, far) == (Box{0, 0, 0.9, 0.9}));
        QVERIFY(areaOf(intersection(a, far)) == 0);
    }

    void boundsTouchTheOutline() {
        Random random(1);
        for (int n = 0; n < 50; ++n) {
            const Blob blob = test::randomBlob(random);
            const double aspect = random.uniform(0.5, 2);
            QVERIFY(close(boundsOf(blob, aspect), measuredBounds(blob, aspect), 1e-5));
        }
    }

    void theBlobInsideABoxHasItsBounds() {
        const Box box{0.1, 0.2, 0.5, 0.9};
        QVERIFY(close(boundsOf(blobInside(box)), box));
        QVERIFY(close(boundsOf(blobInside(box, 1.6), 1.6), box));
    }

    void hitsFollowTheTilt() {
        const Blob blob{{0.5, 0.5}, 0.4, 0.1, 45};  // clockwise: from top left to bottom right
        QVERIFY(contains(blob, {0.7, 0.7}));
        QVERIFY(!contains(blob, {0.7, 0.3}));
        QVERIFY(contains(blob, {0.5, 0.59}));
        QVERIFY(!contains(Blob{{0.5, 0.5}, 0, 0, 0}, {0.5, 0.5}));
        Random random(2);
        for (int n = 0; n < 200; ++n) {
            const Blob any = test::randomBlob(random);
            const double aspect = random.uniform(0.5, 2);
            Blob inner = any, outer = any;
            inner.rx *= 0.99, inner.ry *= 0.99, outer.rx *= 1.01, outer.ry *= 1.01;
            const double t = random.uniform(0, 6.28);
            QVERIFY(contains(any, outline(inner, t, aspect), aspect));
            QVERIFY(!contains(any, outline(outer, t, aspect), aspect));
        }
    }

    void theCanonicalBlobIsTheSameEllipse() {
        QVERIFY(canonicalBlob({{0.5, 0.5}, 0.1, 0.2, 10}) == (Blob{{0.5, 0.5}, 0.2, 0.1, 100}));
        QVERIFY(canonicalBlob({{0.5, 0.5}, 0.1, 0.2, 100}) == (Blob{{0.5, 0.5}, 0.2, 0.1, 10}));
        QVERIFY(canonicalBlob({{0.5, 0.5}, 0.2, 0.1, -90}).angle == 90);
        QVERIFY(canonicalBlob({{0.5, 0.5}, 0.2, 0.1, -1e-17}).angle == 0);
        Random random(3);
        for (int n = 0; n < 300; ++n) {
            const Blob blob = test::randomBlob(random);
            const Blob canonical = canonicalBlob(blob);
            QVERIFY(canonical.rx >= canonical.ry && canonical.angle >= 0 && canonical.angle < 180);
            QVERIFY(close(boundsOf(blob), boundsOf(canonical)));
            QVERIFY(canonicalBlob(canonical) == canonical);
        }
    }

    void aBlobIsCarriedPointByPoint() {
        Random random(4);
        for (int n = 0; n < 200; ++n) {
            const Blob blob = test::randomBlob(random);
            const Box from = test::randomBox(random, {}), to = test::randomBox(random, {});
            const Blob result = carried(blob, from, to);
            Blob inner = result, outer = result;
            inner.rx *= 0.999, inner.ry *= 0.999, outer.rx *= 1.001, outer.ry *= 1.001;
            for (int i = 0; i < 12; ++i) {
                const Vec2 p = outline(blob, i * 0.5);
                const Box image = carried(Box{p.x, p.y, p.x, p.y}, from, to);
                QVERIFY(contains(outer, {image.x0, image.y0}) && !contains(inner, {image.x0, image.y0}));
            }
        }
    }

    void resizingPastRoundDoesNotFlipTheHandles() {
        Blob blob{{0.5, 0.5}, 0.2, 0.1, 0};
        const Box from = boundsOf(blob);
        for (int i = 1; i <= 40; ++i) {  // narrower step by step, through round
            const Blob result = carried(blob, from, {0.3 + 0.004 * i, 0.4, 0.7 - 0.004 * i, 0.6});
            QVERIFY(close(result.angle, 0) && close(result.rx, 0.2 - 0.004 * i) && close(result.ry, 0.1));
        }
        blob.angle = 400;  // angles stay near where they were, whole turns included
        QVERIFY(std::abs(carried(blob, from, {0.3, 0.4, 0.69, 0.6}).angle - 400) < 10);
    }

    void anItemIsWhereItsBoxIs() {
        Item item;
        QVERIFY(!centreOf(item) && !boundsOf(item));
        item.blob = Blob{{0.2, 0.3}, 0.1, 0.1, 0};
        QVERIFY(centreOf(item) == (Vec2{0.2, 0.3}));
        item.box = Box{0.5, 0.5, 0.7, 0.9};
        QVERIFY(close(centreOf(item)->x, 0.6) && close(centreOf(item)->y, 0.7));
        QVERIFY(close(*boundsOf(item), {0.1, 0.2, 0.7, 0.9}));
    }
};

QTEST_APPLESS_MAIN(ShapesTest)
#include "tst_shapes.moc"
