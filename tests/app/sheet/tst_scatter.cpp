#include "app/sheet/picture_image.h"
#include "app/sheet/scatter.h"
#include "app/sheet/theme.h"

#include <QTest>

using namespace kaleido::sheet;

namespace {

/// Where the picture is not empty.
QRect ink(const QImage& image) {
    QRect bounds;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixel(x, y) != theme::kCard) bounds = bounds.united(QRect(x, y, 1, 1));
        }
    }
    return bounds;
}

}  // namespace

/// Dots stand where their coordinates say.
class TestScatter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPointStandsInItsPlaceWithYUpwards() {
        const QImage image = toImage(drawScatter({{0.5, 0.5, 0}}, {}, 100));
        const QRect bounds = ink(image);
        QVERIFY(bounds.contains(75, 25));
        QVERIFY(bounds.width() <= 5 && bounds.height() <= 5);
    }

    void aPointOutsideStandsAtTheEdge() {
        const QRect bounds = ink(toImage(drawScatter({{-7, 0, 1}}, {}, 100)));
        QVERIFY(!bounds.isEmpty());
        QVERIFY(bounds.right() < 6 && bounds.contains(1, 50));
    }

    void aCircleIsAnOutlineInItsColour() {
        const QImage image = toImage(drawScatter({}, {{0, 0, 0.5, 2}}, 100));
        const QRect bounds = ink(image);
        QVERIFY(std::abs(bounds.width() - 51) <= 2);
        QCOMPARE(image.pixel(50, 50), theme::kCard);
    }
};

QTEST_APPLESS_MAIN(TestScatter)
#include "tst_scatter.moc"
