#include "engine/eval/adherence.h"

#include "engine/kaleido/picture_tensor.h"
#include "engine/world/world.h"
#include "tests/support/source_tree.h"

#include <QTest>

using namespace kaleido;

namespace {

Item itemWith(const std::string& words, const Box& box) {
    Item item;
    item.words = words;
    item.box = box;
    return item;
}

/// The share of the counted items that a verdict holds for.
double shareOf(const std::vector<std::vector<ItemVerdict>>& verdicts, const auto& holds) {
    int counted = 0, right = 0;
    for (const auto& items : verdicts) {
        for (const ItemVerdict& verdict : items) {
            counted += verdict.counts;
            right += verdict.counts && holds(verdict);
        }
    }
    return counted > 0 ? static_cast<double>(right) / counted : -1;
}

}  // namespace

/// How pictures are judged by the plans that they were painted from, with the bundled judges.
class TestAdherence : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        auto judges =
            loadJudges(test::sourceFile("models/kaleido-judges/judges.safetensors"), m_world.atlas());
        QVERIFY(judges.ok());
        m_judges = judges->networks;
        for (std::uint64_t seed = 0; seed < 48; ++seed) {
            const Scene scene = m_world.scene(seed, {.split = Split::HeldOut});
            m_pictures.push_back(scene.picture);
            m_plans.push_back(scene.plan);
        }
    }

    void whatNearerBoxesCoverIsNotOpen() {
        Plan plan;
        plan.items = {itemWith("flat cat", {.x0 = 0.2, .y0 = 0.2, .x1 = 0.6, .y1 = 0.6}),
                      itemWith("flat dog", {.x0 = 0.4, .y0 = 0.2, .x1 = 0.8, .y1 = 0.6}),
                      itemWith("flat pig", {.x0 = 0.9, .y0 = 0.4, .x1 = 1.3, .y1 = 0.8})};
        QVERIFY(std::abs(openShare(plan, 0) - 0.5) < 0.04);
        QCOMPARE(openShare(plan, 1), 1.0);
        QVERIFY2(std::abs(openShare(plan, 2) - 0.25) < 0.04, "what lies outside the picture is not open");
        plan.items[1].box.reset();
        QCOMPARE(openShare(plan, 0), 1.0);
        QCOMPARE(openShare(plan, 1), 0.0);
    }

    void rendersObeyTheirPlans() {
        const auto verdicts = judge(m_plans);
        QCOMPARE(verdicts.size(), m_plans.size());
        const auto share = [&verdicts](const auto& holds) { return shareOf(verdicts, holds); };
        QVERIFY(share([](const ItemVerdict& v) { return v.thing; }) >= 0.95);
        QVERIFY(share([](const ItemVerdict& v) { return v.overlap >= 0.5; }) >= 0.85);
        QVERIFY(share([](const ItemVerdict& v) { return v.style.value_or(true); }) >= 0.95);
        QVERIFY(share([](const ItemVerdict& v) { return v.color.value_or(true); }) >= 0.95);
        QVERIFY2(share([](const ItemVerdict& v) { return v.style.has_value(); }) == 1,
                 "every item of the world names its style");
    }

    void rendersDoNotObeyThePlansOfOthers() {
        std::vector<Plan> others(m_plans.begin() + 1, m_plans.end());
        others.push_back(m_plans.front());
        const auto verdicts = judge(others);
        QVERIFY(shareOf(verdicts, [](const ItemVerdict& v) { return v.thing; }) < 0.2);
        QVERIFY(shareOf(verdicts, [](const ItemVerdict& v) { return v.overlap >= 0.5; }) < 0.2);
    }

    void wordsThatNameNoThingDoNotCount() {
        std::vector<Plan> plans = m_plans;
        for (Plan& plan : plans) {
            for (Item& item : plan.items) item.words = "something nice";
        }
        QCOMPARE(shareOf(judge(plans), [](const ItemVerdict&) { return true; }), -1.0);
    }

    void wordsWithoutLooksAskForNone() {
        std::vector<Plan> plans = m_plans;
        for (Plan& plan : plans) {
            for (Item& item : plan.items) item.words = "cat";
        }
        QCOMPARE(shareOf(judge(plans), [](const ItemVerdict& v) { return v.style || v.color; }), 0.0);
    }

private:
    std::vector<std::vector<ItemVerdict>> judge(const std::vector<Plan>& plans) {
        const torch::InferenceMode inference;
        return judgeItems(m_judges, toTensor(m_pictures), plans, SceneReader(m_world.atlas()));
    }

    World m_world = *World::open(test::sourceFile("resources"));
    Judges m_judges{nullptr};
    std::vector<Picture> m_pictures;
    std::vector<Plan> m_plans;
};

QTEST_APPLESS_MAIN(TestAdherence)
#include "tst_adherence.moc"
