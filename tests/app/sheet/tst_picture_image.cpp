#include "app/sheet/picture_image.h"
#include "engine/base/random.h"
#include "sheet_checks.h"

#include <QTest>

using namespace kaleido;
using namespace kaleido::sheet;
using namespace kaleido::sheet::testing;

namespace {

Picture noise(int width, int height) {
    Random random(7);
    Picture picture{width, height, {}};
    for (int i = 0; i < 3 * width * height; ++i) {
        picture.rgb.push_back(static_cast<std::uint8_t>(random.below(256)));
    }
    return picture;
}

int red(const Picture& picture, int x, int y) {
    return picture.rgb[static_cast<std::size_t>(3 * (y * picture.width + x))];
}

}  // namespace

class TestPictureImage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aPictureSurvivesTheWayThroughAnImage() {
        const Picture picture = noise(7, 5);  // rows of 21 bytes, which QImage pads
        QCOMPARE(toImage(picture).size(), QSize(7, 5));
        QVERIFY(toPicture(toImage(picture)) == picture);
        QVERIFY(toImage(Picture{}).isNull());
    }

    void nearestMakesSquares() {
        const Picture picture = noise(3, 2);
        const Picture big = resized(picture, 12, 8, Filter::Nearest);
        for (int y = 0; y < 8; ++y) {
            for (int x = 0; x < 12; ++x) QCOMPARE(red(big, x, y), red(picture, x / 4, y / 4));
        }
        QVERIFY(resized(big, 3, 2, Filter::Nearest) == picture);
    }

    void lanczosKeepsAPlainColourAndTheSize() {
        const Picture big = resized(plain(5, 4, 200, 100, 3), 35, 44, Filter::Lanczos);
        QVERIFY(big == plain(35, 44, 200, 100, 3));
        QVERIFY(resized(big, 3, 2, Filter::Lanczos) == plain(3, 2, 200, 100, 3));
    }

    void lanczosMeetsTheSamplesItGoesThrough() {
        // With an odd factor the middle pixel of each square lies on a source pixel, where the kernel is 1 there and 0 at
        // all others.
        const Picture picture = noise(9, 6);
        const Picture big = resized(picture, 27, 18, Filter::Lanczos);
        for (int y = 0; y < 6; ++y) {
            for (int x = 0; x < 9; ++x) QCOMPARE(red(big, 3 * x + 1, 3 * y + 1), red(picture, x, y));
        }
    }

    void lanczosIsSmoothBetweenTwoColours() {
        Picture step = plain(2, 1, 0, 0, 0);
        step.rgb[3] = step.rgb[4] = step.rgb[5] = 200;
        const Picture big = resized(step, 16, 1, Filter::Lanczos);
        for (int x = 5; x < 11; ++x) QVERIFY(red(big, x, 0) < red(big, x + 1, 0));
    }

    void shrinkingAverages() {
        Picture stripes = plain(64, 64, 0, 0, 0);
        for (std::size_t i = 0; i < stripes.rgb.size(); ++i) stripes.rgb[i] = i / 3 % 2 == 0 ? 0 : 200;
        const Picture small = resized(stripes, 8, 8, Filter::Lanczos);
        for (const std::uint8_t value : small.rgb) QVERIFY(std::abs(value - 100) <= 12);
    }

    void anEmptyPictureStaysEmpty() { QVERIFY(resized(Picture{}, 64, 64, Filter::Lanczos).empty()); }
};

QTEST_APPLESS_MAIN(TestPictureImage)
#include "tst_picture_image.moc"
