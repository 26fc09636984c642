#include <QtTest>  // first: moc cannot read <compare> unless another standard header came before it

#include "engine/plan/given.h"

using namespace kaleido;

namespace {

Item item(std::uint64_t id, const char* words, bool locked) {
    Item item;
    item.id = ItemId{id};
    item.words = words;
    item.box = Box{0.1, 0.1, 0.5, 0.5};
    item.locked = locked;
    return item;
}

Plan threeItems() {
    Plan plan;
    plan.detail = "One. Two. Three";
    plan.sentences.resize(3);
    plan.sentences[2].locked = true;
    plan.items = {item(1, "cat", false), item(2, "", true), item(3, "dog", true)};
    return plan;
}

}  // namespace

class GivenTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void locksAndHandEditsAreGiven() {
        Plan plan = threeItems();
        plan.items[0].state = PartState::Edited;
        plan.colors = {2, 1, {5, kUnknownCode}, {{PartState::Edited, false}, {PartState::Fresh, true}}};
        const Given given = givenFromLocks(plan);
        QVERIFY(given.sentences == (std::vector<bool>{false, false, true}));
        QVERIFY(given.items[0] == (GivenItem{.words = true, .box = true, .blob = false}));
        QVERIFY(given.items[1] == (GivenItem{.words = false, .box = true, .blob = false}));
        QVERIFY(given.colors == (std::vector<bool>{true, false}));
    }

    void staleAndFreshPartsAreNotGiven() {
        Plan plan = threeItems();
        for (Item& each : plan.items) each.locked = false;
        plan.items[0].state = PartState::Stale;
        plan.sentences[2].locked = false;
        QVERIFY(!givenFromLocks(plan).any());
    }

    void kindsThatAreNotSampledAreGivenButForStaleCells() {
        Plan plan = threeItems();
        plan.items[0].blob = Blob{{0.3, 0.3}, 0.2, 0.2, 0.0};
        plan.colors = {3, 1, {5, kUnknownCode, 7}, {{}, {}, {PartState::Stale, false}}};
        const Given text = givenWhileSampling(plan, {.text = true});
        QVERIFY(text.sentences == (std::vector<bool>{false, false, true}));
        QVERIFY(text.items[0] == (GivenItem{.words = true, .box = true, .blob = true}));
        QVERIFY(text.items[1] == (GivenItem{.words = false, .box = true, .blob = false}));
        QVERIFY(text.colors == (std::vector<bool>{true, false, false}));
        const Given boxes = givenWhileSampling(plan, {.boxes = true});
        QVERIFY(boxes.sentences == (std::vector<bool>{true, true, true}));
        QVERIFY(boxes.items[0] == (GivenItem{.words = true, .box = false, .blob = true}));
        QVERIFY(givenWhileSampling(plan, Kinds::all()) == givenFromLocks(plan));
    }

    void lockedPartsComeFirstInTheirOwnOrder() {
        const Plan plan = lockedFirst(threeItems());
        QCOMPARE(plan.items[0].id.value, 2U);
        QCOMPARE(plan.items[1].id.value, 3U);
        QCOMPARE(plan.items[2].id.value, 1U);
        QCOMPARE(QString::fromStdString(plan.detail), QStringLiteral("Three. One. Two."));
        QVERIFY(plan.sentences[0].locked && !plan.sentences[1].locked && !plan.sentences[2].locked);
    }

    void flagsMoveWithTheirParts() {
        Given drawn;
        drawn.sentences = {false, true, false};
        drawn.items = {{}, {}, {.words = true, .box = false, .blob = false}};
        const auto [plan, given] = givenFirst(threeItems(), drawn);
        QCOMPARE(QString::fromStdString(plan.detail), QStringLiteral("Two. One. Three"));
        QVERIFY(given.sentences == (std::vector<bool>{true, false, false}));
        QCOMPARE(plan.items[0].id.value, 3U);
        QVERIFY(given.items[0].words);
        QVERIFY(!given.items[1].any());
    }

    void nothingMovesWhenThatIsTheOrderAlready() {
        Plan plan = threeItems();
        plan.detail = "One.  Two.\nThree";
        plan.sentences = {{PartState::Fresh, true}, {}, {}};
        plan.items[0].locked = true;
        QVERIFY(lockedFirst(plan) == plan);
    }
};

QTEST_APPLESS_MAIN(GivenTest)
#include "tst_given.moc"
