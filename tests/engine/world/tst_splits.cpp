#include <QtTest>  // first: moc cannot read <compare> unless another standard header came before it

#include "engine/world/atlas.h"
#include "engine/world/world.h"
#include "tests/support/source_tree.h"

#include <set>

using namespace kaleido;

class SplitsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void trainingNeverShowsAHeldOutPair() {
        for (std::uint64_t seed = 0; seed < 8000; ++seed) {
            QVERIFY(heldOutPairsIn(m_world.textScene(seed, Split::Train)) == 0);
            QVERIFY(heldOutPairsIn(m_world.textScene(seed, Split::HeldOut)) == 0);
        }
    }

    void everyCompositionSceneShowsOne() {
        for (std::uint64_t seed = 0; seed < 3000; ++seed) {
            QVERIFY(heldOutPairsIn(m_world.textScene(seed, Split::Composition)) > 0);
        }
    }

    void allHeldOutPairsComeUpInComposition() {
        std::set<std::pair<int, Setting>> settings;
        std::set<std::pair<int, int>> together;
        for (std::uint64_t seed = 0; seed < 3000; ++seed) {
            const Scene scene = m_world.textScene(seed, Split::Composition);
            const std::vector<int> things = thingsIn(scene);
            for (const int one : things) {
                if (m_world.heldOutPairs().contains(one, scene.setting)) settings.emplace(one, scene.setting);
                for (const int other : things) {
                    if (m_world.heldOutPairs().contains(one, other)) together.insert(std::minmax(one, other));
                }
            }
        }
        QVERIFY(settings == m_world.heldOutPairs().thingsInSettings());
        QVERIFY(together == m_world.heldOutPairs().thingsTogether());
        QCOMPARE(settings.size(), std::size_t{16});
        QCOMPARE(together.size(), std::size_t{24});
    }

    void splitsShareNoScene() {
        std::set<std::vector<double>> train;
        const auto geometry = [](const Scene& scene) {
            std::vector<double> numbers;
            for (const Item& item : scene.plan.items)
                numbers.insert(numbers.end(), {item.box->x0, item.box->y0, item.box->x1});
            return numbers;
        };
        for (std::uint64_t seed = 0; seed < 3000; ++seed)
            train.insert(geometry(m_world.textScene(seed, Split::Train)));
        QCOMPARE(train.size(), std::size_t{3000});
        for (std::uint64_t seed = 0; seed < 3000; ++seed) {
            QVERIFY(!train.contains(geometry(m_world.textScene(seed, Split::HeldOut))));
        }
    }

private:
    std::vector<int> thingsIn(const Scene& scene) const {
        std::vector<int> things;
        for (const Item& item : scene.plan.items) things.push_back(m_world.atlas().findInWords(item.words));
        return things;
    }

    int heldOutPairsIn(const Scene& scene) const {
        const std::vector<int> things = thingsIn(scene);
        int pairs = 0;
        for (std::size_t i = 0; i < things.size(); ++i) {
            pairs += m_world.heldOutPairs().contains(things[i], scene.setting) ? 1 : 0;
            for (std::size_t j = 0; j < i; ++j)
                pairs += m_world.heldOutPairs().contains(things[i], things[j]) ? 1 : 0;
        }
        return pairs;
    }

    World m_world = *World::open(test::sourceFile("resources"));
};

QTEST_APPLESS_MAIN(SplitsTest)
#include "tst_splits.moc"
