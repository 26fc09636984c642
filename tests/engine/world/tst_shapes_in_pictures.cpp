#include <QtTest>  // first: moc cannot read <compare> unless another standard header came before it

#include "engine/plan/bins.h"
#include "engine/world/atlas.h"
#include "engine/world/canvas.h"
#include "engine/world/world.h"
#include "tests/support/source_tree.h"

#include <cmath>
#include <numbers>

using namespace kaleido;

namespace {

constexpr int kSide = 128;

/// The alpha of a sprite as the canvas paints it: what differs between a black and a white ground.
std::vector<double> paintedAlpha(const Sprite& sprite, const Box& box, bool mirrored) {
    std::array<Picture, 2> pictures;
    for (int i = 0; i < 2; ++i) {
        Canvas canvas(kSide);
        const int ground = 255 * i;
        canvas.fill(0, 1, {ground, ground, ground}, {ground, ground, ground});
        canvas.sprite(sprite, box, mirrored);
        pictures[static_cast<std::size_t>(i)] = canvas.picture();
    }
    std::vector<double> alpha;
    for (std::size_t i = 0; i < pictures[0].rgb.size(); i += 3)
        alpha.push_back(1 - (pictures[1].rgb[i] - pictures[0].rgb[i]) / 255.0);
    return alpha;
}

Box tightBox(const std::vector<double>& alpha) {
    Box box{1, 1, 0, 0};
    for (int y = 0; y < kSide; ++y) {
        for (int x = 0; x < kSide; ++x) {
            if (alpha[static_cast<std::size_t>(y * kSide + x)] < 0.05) continue;
            box = {std::min(box.x0, x / double{kSide}), std::min(box.y0, y / double{kSide}),
                   std::max(box.x1, (x + 1) / double{kSide}), std::max(box.y1, (y + 1) / double{kSide})};
        }
    }
    return box;
}

/// Variance of the mask across a direction, and its centre.
struct Moments {
    Vec2 centre;
    double xx = 0, xy = 0, yy = 0;

    double along(double degrees) const {
        const double c = std::cos(degrees * std::numbers::pi / 180),
                     s = std::sin(degrees * std::numbers::pi / 180);
        return c * c * xx + 2 * c * s * xy + s * s * yy;
    }
};

Moments momentsOf(const std::vector<double>& alpha) {
    double mass = 0;
    Moments m;
    const auto each = [&](const auto& add) {
        for (int y = 0; y < kSide; ++y) {
            for (int x = 0; x < kSide; ++x)
                add(alpha[static_cast<std::size_t>(y * kSide + x)], (x + 0.5) / kSide, (y + 0.5) / kSide);
        }
    };
    each([&](double a, double x, double y) { mass += a, m.centre.x += a * x, m.centre.y += a * y; });
    m.centre = {m.centre.x / mass, m.centre.y / mass};
    each([&](double a, double x, double y) {
        m.xx += a * (x - m.centre.x) * (x - m.centre.x) / mass;
        m.xy += a * (x - m.centre.x) * (y - m.centre.y) / mass;
        m.yy += a * (y - m.centre.y) * (y - m.centre.y) / mass;
    });
    return m;
}

}  // namespace

class ShapesInPicturesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void boxesAndBlobsFitWhatIsPainted() {
        const Atlas& atlas = m_world.atlas();
        Random random(7);
        for (int thing = 0; thing < static_cast<int>(atlas.things().size()); ++thing) {
            const Sprite& sprite = atlas.sprite(thing, random.below(4), -1);
            const double unit = random.uniform(0.3, 0.7) / 128;
            const double x = random.uniform(0.05, 0.25), y = random.uniform(0.05, 0.25);
            const Box box{x, y, x + unit * sprite.width(), y + unit * sprite.height()};
            const bool mirrored = random.chance(0.5);
            const std::vector<double> alpha = paintedAlpha(sprite, box, mirrored);
            const char* name = atlas.thing(thing).name.c_str();

            const Box seen = tightBox(alpha);
            for (const auto& [is, said] :
                 {std::pair{seen.x0, box.x0}, {seen.y0, box.y0}, {seen.x1, box.x1}, {seen.y1, box.y1}}) {
                QVERIFY2(std::abs(is - said) < 1.6 / kSide, name);
            }
            const Moments m = momentsOf(alpha);
            const Blob blob = sprite.blobIn(box, mirrored);
            QVERIFY2(
                std::abs(blob.centre.x - m.centre.x) < 0.004 && std::abs(blob.centre.y - m.centre.y) < 0.004,
                name);
            QVERIFY2(std::abs(blob.rx - 2 * std::sqrt(m.along(blob.angle))) < 0.01, name);
            QVERIFY2(std::abs(blob.ry - 2 * std::sqrt(m.along(blob.angle + 90))) < 0.01, name);
            QVERIFY2(blob.rx >= blob.ry && blob.angle >= 0 && blob.angle < 180, name);
        }
    }

    void blobsCoverTheirBoxes() {
        for (std::uint64_t seed = 0; seed < 300; ++seed) {
            for (const Item& item : m_world.textScene(seed).plan.items) {
                const Box& box = *item.box;
                const Blob& blob = *item.blob;
                QVERIFY(blob.centre.x > box.x0 && blob.centre.x < box.x1 && blob.centre.y > box.y0 &&
                        blob.centre.y < box.y1);
                const double ratio =
                    std::numbers::pi * blob.rx * blob.ry / ((box.x1 - box.x0) * (box.y1 - box.y0));
                QVERIFY2(ratio > 0.2 && ratio < 1.6,
                         qPrintable(QString::fromStdString(item.words) + QString::number(ratio)));
            }
        }
    }

    void thingsAreMostlyVisible() {
        for (std::uint64_t seed = 0; seed < 1000; ++seed) {
            const Scene scene = m_world.textScene(seed);
            for (const Item& item : scene.plan.items) {
                const Box& box = *item.box;
                QVERIFY(box.x0 > 0 && box.y0 > 0 && box.x1 < 1 && box.y1 < 1);
                const double longer = std::max(box.x1 - box.x0, box.y1 - box.y0);
                const bool support = m_world.atlas().thing(m_world.atlas().findInWords(item.words)).support;
                if (!support)
                    QVERIFY2(longer > 0.2 && longer <= 0.7501,
                             qPrintable(QString::fromStdString(item.words)));
            }
        }
    }

    void everyBlobFillsItsBoxAsPlannersMustMakeIt() {
        constexpr int kBins = 128;
        for (std::uint64_t seed = 0; seed < 1000; ++seed) {
            for (const Item& item : m_world.textScene(seed).plan.items) {
                const auto box = boxBins(*item.box, kBins);
                std::vector<int> before;
                for (const int bin : blobBins(*item.blob, kBins)) {
                    QVERIFY2(fillingBlobBinRange(before, {box.begin(), box.end()}, kBins).contains(bin),
                             item.words.c_str());
                    before.push_back(bin);
                }
            }
        }
    }

    void thePictureShowsTheThingWhereTheBoxIs() {
        const Sprite& cat = m_world.atlas().sprite(m_world.atlas().find("cat"), 1, -1);
        Canvas empty(64), shown(64);
        shown.sprite(cat, {0.25, 0.5, 0.5, 0.75}, false);
        const Picture before = empty.picture(), after = shown.picture();
        int inside = 0;
        for (int y = 0; y < 64; ++y) {
            for (int x = 0; x < 64; ++x) {
                const auto at = static_cast<std::size_t>(3 * (64 * y + x));
                if (before.rgb[at] == after.rgb[at]) continue;
                QVERIFY(x >= 15 && x <= 32 && y >= 31 && y <= 48);
                ++inside;
            }
        }
        QVERIFY(inside > 100);
    }

    void aMirroredSpriteIsTheMirrorImage() {
        const Sprite& cat = m_world.atlas().sprite(m_world.atlas().find("cat"), 1, -1);
        const std::vector<double> plain = paintedAlpha(cat, {0.25, 0.25, 0.75, 0.75}, false);
        const std::vector<double> mirrored = paintedAlpha(cat, {0.25, 0.25, 0.75, 0.75}, true);
        double difference = 0, asymmetry = 0;
        for (int y = 0; y < kSide; ++y) {
            for (int x = 0; x < kSide; ++x) {
                const double there = mirrored[static_cast<std::size_t>(y * kSide + kSide - 1 - x)];
                difference += std::abs(plain[static_cast<std::size_t>(y * kSide + x)] - there);
                asymmetry += std::abs(plain[static_cast<std::size_t>(y * kSide + x)] -
                                      mirrored[static_cast<std::size_t>(y * kSide + x)]);
            }
        }
        QVERIFY(difference < 0.05 * asymmetry);
    }

private:
    World m_world = *World::open(test::sourceFile("resources"));
};

QTEST_APPLESS_MAIN(ShapesInPicturesTest)
#include "tst_shapes_in_pictures.moc"
