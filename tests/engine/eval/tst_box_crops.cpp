#include "engine/eval/box_crops.h"

#include <QTest>

using namespace kaleido;

namespace {

/// [1,3,64,64]: red grows from left to right, green from top to bottom, both 0 … 1 over the picture; blue is 0.
torch::Tensor ramps() {
    const torch::Tensor ramp = (torch::arange(64) + 0.5) / 64;
    torch::Tensor picture = torch::zeros({1, 3, 64, 64});
    picture[0][0] = ramp.expand({64, 64});
    picture[0][1] = ramp.unsqueeze(1).expand({64, 64});
    return picture;
}

}  // namespace

class TestBoxCrops : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theBoxFillsTheCropButForTheMargin() {
        const Box box{0.25, 0.5, 0.5, 0.75};
        const torch::Tensor crop = boxCrops(ramps(), std::vector<PictureBox>{{0, box}})[0];
        QCOMPARE(crop.sizes(), (std::vector<std::int64_t>{3, kCropSide, kCropSide}));
        // The pixels just inside the margin begin at the edges of the box; half a pixel of the crop to its centre.
        const auto inside = static_cast<std::int64_t>(kCropMargin * kCropSide);
        const double step = 0.25 / (kCropSide - 2.0 * static_cast<double>(inside));
        for (const std::int64_t i : {inside, kCropSide / 2, kCropSide - inside - 1}) {
            const double along = (static_cast<double>(i - inside) + 0.5) * step;
            QVERIFY(std::abs(crop[0][7][i].item<double>() - (0.25 + along)) < 1e-5);
            QVERIFY(std::abs(crop[1][i][7].item<double>() - (0.5 + along)) < 1e-5);
        }
    }

    void eachBoxIsCutFromItsOwnPicture() {
        const torch::Tensor pictures =
            torch::cat({torch::zeros({1, 3, 64, 64}), torch::ones({1, 3, 64, 64})});
        const Box box{0.1, 0.1, 0.9, 0.9};
        const torch::Tensor crops = boxCrops(pictures, std::vector<PictureBox>{{1, box}, {0, box}});
        QVERIFY(torch::allclose(crops[0], torch::ones({3, kCropSide, kCropSide})));
        QVERIFY(torch::allclose(crops[1], torch::zeros({3, kCropSide, kCropSide})));
    }

    void beyondThePictureItsEdgeGoesOn() {
        const torch::Tensor crop = boxCrops(ramps(), std::vector<PictureBox>{{0, {-1, 0, 0, 1}}})[0];
        QVERIFY(torch::allclose(crop[0].slice(1, 0, 20), torch::full({kCropSide, 20}, 0.5 / 64)));
    }

    void noBoxesGiveNoCrops() { QCOMPARE(boxCrops(ramps(), {}).size(0), std::int64_t{0}); }
};

QTEST_APPLESS_MAIN(TestBoxCrops)
#include "tst_box_crops.moc"
