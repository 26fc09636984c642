#include <QtTest>  // first: moc cannot read <compare> unless another standard header came before it

#include "engine/base/random.h"
#include "engine/plan/fit_blob.h"
#include "engine/plan/shapes.h"
#include "tests/support/random_plan.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

using namespace kaleido;

namespace {

Vec2 onOutline(const Blob& blob, double t, double radius = 1) {
    const double angle = blob.angle * std::numbers::pi / 180;
    const double u = radius * blob.rx * std::cos(t), v = radius * blob.ry * std::sin(t);
    return {blob.centre.x + u * std::cos(angle) - v * std::sin(angle),
            blob.centre.y + u * std::sin(angle) + v * std::cos(angle)};
}

/// Not too thin to be told from a line.
Blob randomFullBlob(Random& random) {
    Blob blob = test::randomBlob(random);
    blob.rx = random.uniform(0.02, 0.5);
    blob.ry = blob.rx * random.uniform(0.1, 10);
    return blob;
}

/// All around, at uneven steps and in any order.
std::vector<Vec2> pointsOf(const Blob& blob, int count, Random& random, double noise = 0) {
    std::vector<Vec2> points;
    const double start = random.uniform(0, 2 * std::numbers::pi);
    for (int i = 0; i < count; ++i) {
        const double t = start + (i + random.uniform(-0.3, 0.3)) * 2 * std::numbers::pi / count;
        points.push_back(onOutline(blob, t, 1 + random.uniform(-noise, noise)));
    }
    for (std::size_t i = points.size(); i > 1; --i)
        std::swap(points[i - 1], points[static_cast<std::size_t>(random.below(static_cast<int>(i)))]);
    return points;
}

/// How far apart two outlines are at most, against the size of the first.
double distance(const Blob& a, const Blob& b) {
    const Box one = boundsOf(a), two = boundsOf(b);
    const Blob tilted = canonicalBlob(a), other = canonicalBlob(b);
    double most = std::max({std::abs(one.x0 - two.x0), std::abs(one.y0 - two.y0), std::abs(one.x1 - two.x1),
                            std::abs(one.y1 - two.y1)});
    most = std::max({most, std::abs(tilted.rx - other.rx), std::abs(tilted.ry - other.ry)});
    return most / std::max(a.rx, a.ry);
}

/// 1 on the outline.
double reach(const Blob& blob, Vec2 point) {
    const double angle = blob.angle * std::numbers::pi / 180;
    const double x = point.x - blob.centre.x, y = point.y - blob.centre.y;
    return std::hypot((x * std::cos(angle) + y * std::sin(angle)) / blob.rx,
                      (y * std::cos(angle) - x * std::sin(angle)) / blob.ry);
}

}  // namespace

class FitBlobTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pointsOfABlobGiveItBack() {
        Random random(1);
        for (int n = 0; n < 500; ++n) {
            const Blob blob = randomFullBlob(random);
            const auto fitted = fitBlob(pointsOf(blob, 5 + random.below(12), random));
            QVERIFY(fitted);
            QVERIFY2(distance(blob, *fitted) < 1e-6, qPrintable(QString::number(distance(blob, *fitted))));
            QVERIFY(fitted->angle > -45 && fitted->angle <= 45);
        }
    }

    void shakyPointsGiveItNearly() {
        Random random(2);
        for (int n = 0; n < 200; ++n) {
            const Blob blob = randomFullBlob(random);
            const auto fitted = fitBlob(pointsOf(blob, 8, random, 0.05));
            QVERIFY(fitted);
            QVERIFY2(distance(blob, *fitted) < 0.2, qPrintable(QString::number(distance(blob, *fitted))));
        }
    }

    void threePointsLieOnTheSmallestBlobAroundThem() {
        Random random(3);
        for (int n = 0; n < 200; ++n) {
            const auto points = pointsOf(randomFullBlob(random), 3, random);
            const auto fitted = fitBlob(points);
            QVERIFY(fitted);
            for (const Vec2 point : points) QVERIFY(std::abs(reach(*fitted, point) - 1) < 1e-6);
            // Steiner's ellipse: about the centroid, 4π / (3√3) times the triangle.
            QVERIFY(std::abs(fitted->centre.x - (points[0].x + points[1].x + points[2].x) / 3) < 1e-9);
            const double twice = (points[1].x - points[0].x) * (points[2].y - points[0].y) -
                                 (points[1].y - points[0].y) * (points[2].x - points[0].x);
            const double area = std::numbers::pi * fitted->rx * fitted->ry;
            QVERIFY(std::abs(area / std::abs(twice / 2) - 4 * std::numbers::pi / (3 * std::sqrt(3.0))) <
                    1e-5);
        }
    }

    void fourPointsLieWithin() {
        Random random(4);
        for (int n = 0; n < 200; ++n) {
            const auto points = pointsOf(randomFullBlob(random), 4, random, 0.4);
            const auto fitted = fitBlob(points);
            QVERIFY(fitted);
            int touching = 0;
            for (const Vec2 point : points) {
                QVERIFY(reach(*fitted, point) < 1 + 1e-6);
                touching += reach(*fitted, point) > 1 - 1e-4;
            }
            QVERIFY(touching >= 3);
        }
        const auto square = fitBlob(std::vector<Vec2>{{0.2, 0.2}, {0.6, 0.2}, {0.6, 0.6}, {0.2, 0.6}});
        QVERIFY(square && distance({{0.4, 0.4}, std::sqrt(0.08), std::sqrt(0.08), 0}, *square) < 1e-6);
    }

    void pointsThatNoEllipseFollowsAreKeptWithin() {
        // Two branches of a hyperbola, and the ends and the middle of an arc.
        const std::vector<std::vector<Vec2>> outlines{
            {{0.30, 0.1}, {0.45, 0.4}, {0.30, 0.7}, {0.70, 0.1}, {0.55, 0.4}, {0.70, 0.7}},
            {{0.1, 0.5}, {0.2, 0.44}, {0.3, 0.42}, {0.4, 0.425}, {0.5, 0.43}, {0.6, 0.45}}};
        for (const auto& outline : outlines) {
            const auto fitted = fitBlob(outline);
            QVERIFY(fitted);
            for (const Vec2 point : outline) QVERIFY(reach(*fitted, point) < 1.35);
            QVERIFY(fitted->rx < 0.6 && fitted->ry < 0.6);
        }
    }

    void turningThePointsTurnsTheBlob() {
        Random random(5);
        for (int n = 0; n < 100; ++n) {
            const auto points = pointsOf(randomFullBlob(random), 3 + random.below(6), random, 0.3);
            const auto fitted = fitBlob(points);
            std::vector<Vec2> turned;  // a quarter, about the origin
            for (const Vec2 point : points) turned.push_back({-point.y, point.x});
            const auto other = fitBlob(turned);
            QVERIFY(fitted && other);
            Blob expected = *fitted;
            expected.centre = {-fitted->centre.y, fitted->centre.x};
            expected.angle += 90;
            QVERIFY(distance(expected, *other) < 1e-5);
        }
    }

    void pointsOnALineAreRefused() {
        Random random(6);
        for (int n = 0; n < 100; ++n) {
            const double angle = random.uniform(0, std::numbers::pi), length = random.uniform(0.05, 2);
            std::vector<Vec2> points;
            for (int i = 0; i < 3 + random.below(6); ++i) {
                const double along = length * random.uniform(), off = random.uniform(-1e-3, 1e-3);
                points.push_back({0.5 + along * std::cos(angle) - off * std::sin(angle),
                                  0.5 + along * std::sin(angle) + off * std::cos(angle)});
            }
            QVERIFY(!fitBlob(points));
        }
        QVERIFY(!fitBlob(std::vector<Vec2>(7, Vec2{0.5, 0.5})));
    }

    void tooFewAndBrokenPointsAreRefused() {
        QVERIFY(!fitBlob({}));
        QVERIFY(!fitBlob(std::vector<Vec2>{{0.1, 0.1}, {0.5, 0.2}}));
        QVERIFY(!fitBlob(std::vector<Vec2>{{0.1, 0.1}, {0.5, 0.2}, {0.3, std::nan("")}}));
    }
};

QTEST_APPLESS_MAIN(FitBlobTest)
#include "tst_fit_blob.moc"
