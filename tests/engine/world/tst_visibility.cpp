#include <QtTest>  // first: moc cannot read <compare> unless another standard header came before it

#include "engine/world/recolor.h"
#include "engine/world/visibility.h"
#include "engine/world/world.h"
#include "tests/support/source_tree.h"

#include <algorithm>

using namespace kaleido;

namespace {

constexpr int kSide = 64;
constexpr Box kLeft = {0.1, 0.3, 0.5, 0.7}, kRight = {0.6, 0.3, 0.9, 0.7};

Figure apple(const World& world, const Box& box) {
    return {
        .thing = world.atlas().find("apple"), .style = 0, .color = kOwnColor, .mirrored = false, .box = box};
}

long pixelsOf(const Visibility& seen, int figure) {
    return std::ranges::count(seen.figureAt, figure);
}

}  // namespace

class VisibilityTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void figuresApartAreSeenWhole() {
        const Layout layout{{}, {apple(m_world, kLeft), apple(m_world, kRight)}};
        const Visibility seen = visibility(m_world.atlas(), layout, kSide);
        QCOMPARE(seen.figureAt.size(), std::size_t{kSide * kSide});
        QCOMPARE(seen.share, (std::vector<double>{1, 1}));
        QVERIFY(pixelsOf(seen, 0) > pixelsOf(seen, 1));
        QCOMPARE(seen.figureAt.front(), -1);
    }

    void whatIsNearerCoversWhatIsFarther() {
        const Layout layout{{}, {apple(m_world, kLeft), apple(m_world, kLeft)}};
        const Visibility seen = visibility(m_world.atlas(), layout, kSide);
        QCOMPARE(seen.share, (std::vector<double>{0, 1}));
        QCOMPARE(pixelsOf(seen, 0), 0L);
    }

    void pixelsLieInTheFiguresBoxes() {
        for (std::uint64_t seed = 0; seed < 40; ++seed) {
            const SceneWithFigures scene = m_world.sceneWithFigures(seed, {.size = kSide});
            QCOMPARE(scene.visibility.share.size(), scene.figures.size());
            for (std::size_t pixel = 0; pixel < scene.visibility.figureAt.size(); ++pixel) {
                const int figure = scene.visibility.figureAt[pixel];
                if (figure < 0) continue;
                const Box& box = scene.figures[static_cast<std::size_t>(figure)].box;
                const double x = (static_cast<double>(pixel % kSide) + 0.5) / kSide;
                const double y = (static_cast<double>(pixel / kSide) + 0.5) / kSide;
                const double slack = 0.5 / kSide;
                QVERIFY(x > box.x0 - slack && x < box.x1 + slack && y > box.y0 - slack && y < box.y1 + slack);
            }
            // The last one stands before all others.
            QCOMPARE(scene.visibility.share.back(), 1.0);
        }
    }

    void theSceneIsTheOneThatIsTrainedOn() {
        for (std::uint64_t seed = 0; seed < 10; ++seed) {
            const Scene scene = m_world.scene(seed);
            const SceneWithFigures with = m_world.sceneWithFigures(seed);
            QVERIFY(with.scene.plan == scene.plan);
            QVERIFY(with.scene.picture == scene.picture);
            QCOMPARE(with.figures.size(), scene.plan.items.size());
            for (std::size_t i = 0; i < with.figures.size(); ++i)
                QVERIFY(with.figures[i].box == scene.plan.items[i].box);
        }
    }

private:
    World m_world = *World::open(test::sourceFile("resources"));
};

QTEST_APPLESS_MAIN(VisibilityTest)
#include "tst_visibility.moc"
