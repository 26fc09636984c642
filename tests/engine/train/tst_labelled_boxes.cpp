#include <QtTest>  // first: moc cannot read <compare> unless another standard header came before it

#include "engine/plan/shapes.h"
#include "engine/train/labelled_boxes.h"
#include "tests/support/source_tree.h"

#include <algorithm>

using namespace kaleido;

class TestLabelledBoxes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void figuresThatAreSeenHaveTheirBoxAndTheirLooks() {
        forEachScene([this](const SceneWithFigures& scene, const std::vector<LabelledBox>& boxes) {
            for (std::size_t i = 0; i < scene.figures.size(); ++i) {
                const Figure& figure = scene.figures[i];
                const auto labelled = std::ranges::find_if(boxes, [&](const LabelledBox& box) {
                    return box.thing == figure.thing && iou(box.box, figure.box) > 0.8;
                });
                if (scene.visibility.share[i] < kSeenShare) continue;
                QVERIFY(labelled != boxes.end());
                QCOMPARE(labelled->style, std::int64_t{figure.style});
                QCOMPARE(labelled->color, m_classes.colorClass(figure.color));
            }
        });
    }

    void boxesOfNothingOverlapNoFigureMuch() {
        int others = 0;
        forEachScene([&](const SceneWithFigures& scene, const std::vector<LabelledBox>& boxes) {
            for (const LabelledBox& box : boxes) {
                if (box.thing != m_classes.otherThing() || box.blot) continue;
                ++others;
                QCOMPARE(box.style, std::int64_t{-1});
                QVERIFY(areaOf(box.box) > 0);
                for (const Figure& figure : scene.figures) QVERIFY(iou(box.box, figure.box) < 0.25);
            }
        });
        QVERIFY(others > 100);
    }

    void someFiguresAreShownAsBlotsToo() {
        int blots = 0;
        forEachScene([&](const SceneWithFigures&, const std::vector<LabelledBox>& boxes) {
            for (const LabelledBox& box : boxes) {
                if (!box.blot) continue;
                ++blots;
                QCOMPARE(box.thing, m_classes.otherThing());
                QCOMPARE(box.style, std::int64_t{-1});
                QCOMPARE(box.color, std::int64_t{-1});
            }
        });
        QVERIFY(blots > 10);
    }

private:
    template <typename Check>
    void forEachScene(const Check& check) {
        for (std::uint64_t seed = 0; seed < 80; ++seed) {
            Random random(seed);
            const SceneWithFigures scene = m_world.sceneWithFigures(seed);
            check(scene, labelledBoxes(scene, m_classes, random));
        }
    }

    World m_world = *World::open(test::sourceFile("resources"));
    WorldClasses m_classes = WorldClasses::of(m_world.atlas());
};

QTEST_APPLESS_MAIN(TestLabelledBoxes)
#include "tst_labelled_boxes.moc"
