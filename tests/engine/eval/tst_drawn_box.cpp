#include "engine/eval/drawn_box.h"

#include <QTest>

#include <vector>

using namespace kaleido;

namespace {

constexpr int kSide = 32;
constexpr std::int64_t kBackground = 9, kCat = 2, kDog = 3;

struct Pixels {
    std::vector<std::int64_t> classAt = std::vector<std::int64_t>(kSide * kSide, kBackground);

    void fill(int x0, int y0, int x1, int y1, std::int64_t thing) {
        for (int y = y0; y < y1; ++y) {
            for (int x = x0; x < x1; ++x) classAt[static_cast<std::size_t>(y * kSide + x)] = thing;
        }
    }
};

Box boxOf(int x0, int y0, int x1, int y1) {
    return {x0 / 32.0, y0 / 32.0, x1 / 32.0, y1 / 32.0};
}

}  // namespace

class TestDrawnBox : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isTheTightBoxOfTheThingsPixels() {
        Pixels pixels;
        pixels.fill(9, 10, 20, 18, kCat);
        const auto box = drawnBox(pixels.classAt, kSide, kCat, boxOf(8, 8, 20, 20));
        QVERIFY(box.has_value());
        QVERIFY(*box == boxOf(9, 10, 20, 18));
    }

    void specksAndOtherThingsDoNotCount() {
        Pixels pixels;
        pixels.fill(8, 8, 14, 14, kCat);
        pixels.fill(18, 18, 19, 19, kCat);
        pixels.fill(14, 8, 20, 14, kDog);
        const auto box = drawnBox(pixels.classAt, kSide, kCat, boxOf(8, 8, 20, 20));
        QVERIFY(box.has_value());
        QVERIFY(*box == boxOf(8, 8, 14, 14));
    }

    void isCutOffAQuarterOfTheBoxBeyondIt() {
        Pixels pixels;
        pixels.fill(0, 8, 32, 16, kCat);
        const auto box = drawnBox(pixels.classAt, kSide, kCat, boxOf(8, 8, 16, 16));
        QVERIFY(box.has_value());
        QVERIFY(*box == boxOf(6, 8, 18, 16));
    }

    void boxesReachTheEdgesOfThePicture() {
        Pixels pixels;
        pixels.fill(0, 0, 32, 32, kCat);
        const auto box = drawnBox(pixels.classAt, kSide, kCat, boxOf(0, 0, 32, 32));
        QVERIFY(box.has_value());
        QVERIFY(*box == boxOf(0, 0, 32, 32));
    }

    void aThingThatIsNotThereHasNoBox() {
        Pixels pixels;
        pixels.fill(24, 24, 30, 30, kCat);
        QVERIFY(!drawnBox(pixels.classAt, kSide, kCat, boxOf(4, 4, 12, 12)).has_value());
        QVERIFY(!drawnBox(pixels.classAt, kSide, kDog, boxOf(24, 24, 30, 30)).has_value());
    }
};

QTEST_APPLESS_MAIN(TestDrawnBox)
#include "tst_drawn_box.moc"
