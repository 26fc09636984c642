#include <QtTest>  // first: moc cannot read <compare> unless another standard header came before it

#include "engine/plan/cells.h"
#include "engine/plan/given.h"
#include "engine/plan/resample.h"

#include <array>
#include <stdexcept>

using namespace kaleido;

namespace {

/// Two by two tokens: fresh, stale, edited, and one that is not known; the colours are all fresh.
Plan fourCells() {
    Plan plan;
    plan.detail = "A cat.";
    plan.sentences.resize(1);
    plan.items = {{.id = ItemId{1}, .words = "cat", .box = Box{0, 0, 1, 1}, .blob = {}}};
    plan.tokens = {2, 2, {10, 11, 12, kUnknownCode}, {{}, {PartState::Stale}, {PartState::Edited}, {}}};
    plan.colors = {2, 2, {1, 2, 3, 4}, std::vector<Part>(4)};
    return plan;
}

/// What a planner makes of a plan whose given parts it keeps: all tokens are 99.
Plan sampledFrom(const Plan& base) {
    Plan drawn = base;
    drawn.tokens.codes.assign(4, 99);
    drawn.tokens.parts.assign(4, {});
    return mergeSampled(base, givenWhileSampling(base, {.tokens = true}), drawn);
}

constexpr std::array<std::size_t, 4> kAll{0, 1, 2, 3};

}  // namespace

class CellsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneCodeIsPutIntoAllButTheLockedCells() {
        Plan plan = fourCells();
        plan.tokens.parts[0].locked = true;
        const Plan after = setCells(plan, PartKind::Tokens, kAll, 7);
        QCOMPARE(after.tokens.codes, (std::vector<int>{10, 7, 7, 7}));
        QCOMPARE(after.tokens.parts[3].state, PartState::Edited);
        QCOMPARE(after.tokens.parts[0], plan.tokens.parts[0]);
        QCOMPARE(after.colors, plan.colors);
        QCOMPARE(setCells(plan, PartKind::Colors, std::array<std::size_t, 1>{2}, 7).colors.codes,
                 (std::vector<int>{1, 2, 7, 4}));
    }

    void lockingPassesOverWhatIsNotKnown() {
        const Plan locked = setCellsLocked(fourCells(), PartKind::Tokens, kAll, true);
        QVERIFY(locked.tokens.parts[0].locked && locked.tokens.parts[2].locked);
        QCOMPARE(locked.tokens.parts[1], (Part{PartState::Fresh, true}));  // locked is not stale any more
        QVERIFY(!locked.tokens.parts[3].locked);
        QCOMPARE(locked.colors, fourCells().colors);
        const Plan unlocked =
            setCellsLocked(locked, PartKind::Tokens, std::array<std::size_t, 2>{0, 2}, false);
        QVERIFY(!unlocked.tokens.parts[0].locked && unlocked.tokens.parts[1].locked);
        QVERIFY(anyUnlocked(unlocked, PartKind::Tokens, kAll));
        QVERIFY(!anyUnlocked(unlocked, PartKind::Tokens, std::array<std::size_t, 1>{1}));
    }

    void onlyTheChosenCellsAreSampled() {
        const Plan plan = fourCells();
        const std::array<std::size_t, 2> chosen{2, 3};
        const Plan sampled = sampledFrom(withCellsFree(plan, PartKind::Tokens, chosen));
        QCOMPARE(sampled.tokens.codes[0], 10);
        const Plan after = withCellsOf(plan, PartKind::Tokens, chosen, sampled);
        QCOMPARE(after.tokens.codes, (std::vector<int>{10, 11, 99, 99}));
        QCOMPARE(after.tokens.parts[2], Part{});  // hand-painted, but asked for
        Plan others = after;
        others.tokens = plan.tokens;
        QCOMPARE(others, plan);
        QCOMPARE(after.tokens.parts[1].state, PartState::Stale);
    }

    void staleCellsElsewhereHaveNoSay() {
        const Plan base = withCellsFree(fourCells(), PartKind::Tokens, std::array<std::size_t, 1>{0});
        const Given given = givenWhileSampling(base, {.tokens = true});
        QCOMPARE(given.tokens, (std::vector<bool>{false, false, true, false}));
        QCOMPARE(given.colors, std::vector<bool>(4, true));
        QVERIFY(given.sentence(0) && given.item(0).words && given.item(0).box);
    }

    void lockedCellsAmongTheChosenStay() {
        const Plan plan = setCellsLocked(fourCells(), PartKind::Tokens, std::array<std::size_t, 1>{0}, true);
        const Plan sampled = sampledFrom(withCellsFree(plan, PartKind::Tokens, kAll));
        const Plan after = withCellsOf(plan, PartKind::Tokens, kAll, sampled);
        QCOMPARE(after.tokens.codes, (std::vector<int>{10, 99, 99, 99}));
        QVERIFY(after.tokens.parts[0].locked);
    }

    void whatWasNotSampledStays() {
        QCOMPARE(withCellsOf(fourCells(), PartKind::Tokens, kAll, Plan()), fourCells());
    }

    void cellsThatAreNotThereAreABrokenPromise() {
        const std::array<std::size_t, 1> none{4};
        QVERIFY_THROWS_EXCEPTION(std::out_of_range, setCells(fourCells(), PartKind::Tokens, none, 1));
        QVERIFY_THROWS_EXCEPTION(std::out_of_range,
                                 setCellsLocked(fourCells(), PartKind::Colors, none, true));
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, setCells(fourCells(), PartKind::Item, kAll, 1));
    }
};

QTEST_APPLESS_MAIN(CellsTest)
#include "tst_cells.moc"
