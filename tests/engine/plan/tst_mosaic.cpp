#include <QtTest>  // first: moc cannot read <compare> unless another standard header came before it

#include "engine/plan/mosaic.h"

using namespace kaleido;

namespace {

Picture plainPicture(int width, int height, std::uint8_t r, std::uint8_t g, std::uint8_t b) {
    Picture picture{width, height, {}};
    for (int i = 0; i < width * height; ++i) picture.rgb.insert(picture.rgb.end(), {r, g, b});
    return picture;
}

}  // namespace

class MosaicTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void codesAndLevelsAreOneToOne() {
        for (int code = 0; code < 512; ++code) QCOMPARE(colorCodeOfLevels(colorLevelsOf(code, 8), 8), code);
        QCOMPARE(colorCodeOfLevels({1, 2, 3}, 8), 64 + 16 + 3);
    }

    void theMiddleOfACodeHasThatCode() {
        for (int code = 0; code < 216; ++code) QCOMPARE(colorCodeOf(colorOf(code, 6), 6), code);
        QVERIFY(colorOf(0, 8) == (Rgb{16, 16, 16}));
    }

    void theEndsOfTheRangeHaveTheEndLevels() {
        QCOMPARE(colorCodeOf(Rgb{255, 255, 255}, 8), 511);
        QCOMPARE(colorCodeOf(Rgb{-3, 31.99, 32}, 8), 1);
        QCOMPARE(colorCodeOf(Rgb{300, 0, 0}, 8), 448);
    }

    void everyCellHasItsOwnMean() {
        Picture picture = plainPicture(8, 8, 0, 0, 255);
        // Cell (column 1, row 2) covers pixels 2–3 × 4–5: half of them red, half black.
        for (const int y : {4, 5}) {
            for (const int x : {2, 3}) {
                const auto pixel = static_cast<std::size_t>(3 * (8 * y + x));
                picture.rgb[pixel] = x == 2 ? 255 : 0;
                picture.rgb[pixel + 2] = 0;
            }
        }
        const CodeGrid grid = mosaicOf(picture, PlanFormat{});
        QCOMPARE(grid.codes.size(), std::size_t{16});
        QCOMPARE(grid.parts.size(), std::size_t{16});
        QCOMPARE(grid.codes[0], 7);
        QCOMPARE(grid.codes[9], colorCodeOf(Rgb{127.5, 0, 0}, 8));
    }

    void cellsOfAnOddPictureCoverItWhole() {
        const CodeGrid grid = mosaicOf(plainPicture(7, 5, 200, 100, 50), PlanFormat{});
        for (const int code : grid.codes) QCOMPARE(code, colorCodeOf(Rgb{200, 100, 50}, 8));
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, mosaicOf(plainPicture(3, 5, 0, 0, 0), PlanFormat{}));
    }
};

QTEST_APPLESS_MAIN(MosaicTest)
#include "tst_mosaic.moc"
