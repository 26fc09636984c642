#include "engine/toy/toy_world.h"

#include <QTest>

#include <cmath>

using namespace kaleido;

class TestToyWorld : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void classesHaveTwoModesEach() {
        int ofFirst = 0;
        for (const ToyMode& mode : toyModes()) ofFirst += mode.label == 0 ? 1 : 0;
        QCOMPARE(toyModes().size(), std::size_t{4});
        QCOMPARE(ofFirst, 2);
    }

    void modesAreEquallyLikelyAndAsWideAsTheySay() {
        Random random(3);
        const std::vector<ToyPoint> points = drawToyPoints(20'000, random);
        for (std::size_t mode = 0; mode < toyModes().size(); ++mode) {
            const ToyMode& expected = toyModes()[mode];
            double count = 0, x = 0, y = 0, squares = 0;
            for (const ToyPoint& point : points) {
                if (point.mode != static_cast<int>(mode)) continue;
                QCOMPARE(point.label, expected.label);
                ++count;
                x += point.x;
                y += point.y;
                squares += std::pow(point.x - expected.x, 2) + std::pow(point.y - expected.y, 2);
            }
            QVERIFY(std::abs(count - 5000) < 250);  // four standard deviations
            QVERIFY(std::abs(x / count - expected.x) < 0.01);
            QVERIFY(std::abs(y / count - expected.y) < 0.01);
            QVERIFY(std::abs(std::sqrt(squares / (2 * count)) - expected.width) < 0.005);
        }
    }

    void theNearestModeOfACentreIsItsOwn() {
        for (std::size_t mode = 0; mode < toyModes().size(); ++mode) {
            const ToyMode& at = toyModes()[mode];
            QCOMPARE(nearestMode(at.x + 0.05, at.y - 0.05), static_cast<int>(mode));
            QVERIFY(nearAMode(at.x + 2.9 * at.width, at.y));
        }
        QVERIFY(!nearAMode(1, 1));
    }
};

QTEST_APPLESS_MAIN(TestToyWorld)
#include "tst_toy_world.moc"
