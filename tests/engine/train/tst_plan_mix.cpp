#include "engine/train/plan_mix.h"

#include "engine/plan/grammar.h"
#include "tests/support/random_plan.h"

#include <QTest>

#include <algorithm>
#include <cstdlib>

using namespace kaleido;

class TestPlanMix : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void drawsKindsAsOftenAsAsked();
    void givesItemsSentencesAndCellsAsOftenAsThePlanFormatSays();
    void rehearsingAnEditLeavesSomethingOutAndIsStillWellFormed();
};

void TestPlanMix::drawsKindsAsOftenAsAsked() {
    PlanMixOptions options;
    options.noKinds = 0.2;
    options.allKinds = 0.5;
    Random random(1);
    int none = 0, all = 0;
    constexpr int kDraws = 10'000;
    for (int i = 0; i < kDraws; ++i) {
        const Kinds kinds = drawKinds(options, random);
        none += kinds == Kinds::none();
        all += kinds == Kinds::all();
    }
    QVERIFY(std::abs(none - 2000) < 200);
    QVERIFY(std::abs(all - 5000 - 3000 / 31) < 250);  // one random subset in 31 is all of them
}

void TestPlanMix::givesItemsSentencesAndCellsAsOftenAsThePlanFormatSays() {
    Plan plan;
    plan.sentences.resize(1);
    Item cat;
    cat.words = "cat";
    cat.box = Box{0.1, 0.1, 0.5, 0.5};
    cat.blob = Blob{{0.3, 0.3}, 0.2, 0.1, 0};
    plan.items.push_back(cat);
    plan.colors = {4, 4, std::vector<int>(16, 1), std::vector<Part>(16)};
    Random random(2);
    int sentences = 0, items = 0, wordsHidden = 0, shapeHidden = 0, allCells = 0, noCells = 0;
    constexpr int kDraws = 10'000;
    for (int i = 0; i < kDraws; ++i) {
        const Given given = drawGiven(plan, random);
        sentences += given.sentence(0);
        items += given.item(0).any();
        wordsHidden += given.item(0).any() && !given.item(0).words;
        shapeHidden += given.item(0).any() && !given.item(0).box;
        const auto cells = std::count(given.colors.begin(), given.colors.end(), true);
        allCells += cells == 16;
        noCells += cells == 0;
    }
    QVERIFY(std::abs(sentences - 2500) < 250);
    QVERIFY(std::abs(items - 5000) < 250);
    QVERIFY(std::abs(wordsHidden - 750) < 120);
    QVERIFY(std::abs(shapeHidden - 750) < 120);
    QVERIFY(std::abs(noCells - 5000) < 250);
    QVERIFY(allCells >= 1750 && allCells < 2350);  // 20 %, and the rectangles that happen to be everything
}

void TestPlanMix::rehearsingAnEditLeavesSomethingOutAndIsStillWellFormed() {
    const PlanFormat format;
    Random random(3);
    for (int i = 0; i < 500; ++i) {
        const Plan plan = test::randomPlan(random);
        const auto whole = writePlan(plan, Kinds::all(), format, Purpose::Condition, {});
        const Plan edited = rehearseEdit(plan, random);
        const auto rest = writePlan(edited, Kinds::all(), format, Purpose::Condition, {});
        QVERIFY(readPlan(rest, format).ok());
        if (!plan.items.empty() || !plan.colors.empty()) QVERIFY(edited != plan || whole == rest);
    }
}

QTEST_APPLESS_MAIN(TestPlanMix)
#include "tst_plan_mix.moc"
