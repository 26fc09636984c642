#include "app/studio/generate.h"
#include "engine/plan/edits.h"
#include "tests/support/studio.h"
#include "tests/support/typing.h"

#include <QSignalSpy>
#include <QTest>

using namespace kaleido;
using namespace kaleido::test;

class TestPlanController : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void plansComeIntoTheDocumentAsTheyAreFinished();
    void aFixedSeedIsUsed();
    void moreLikeThisLocksHalfOfTheItemsAndUnlocksThemAgain();
    void resamplingTheRestIsAnEdit();
    void aPlanThatWasEditedMeanwhileIsKept();
    void resamplingCellsChangesThemAlone();
    void resamplingLockedCellsAsksForNothing();
    void aStopKeepsWhatIsFinished();
    void aFailureIsTold();
    void anEmptyPlanHasACaptionLikeAnyOther();
    void whatIsBeingTypedIsTakenOverBeforeAnythingIsAsked();
    void whatIsBeingTypedIsPainted();
    void aResampledPlanIsOneOfItsOwnWhileSomebodyTypes();
    void theFirstImaginedPlanDoesNotTakeWhatIsBeingTyped();
};

namespace {

Plan crowd() {
    Plan plan = catPlan("a crowd");
    for (std::uint64_t i = 2; i <= 5; ++i) {
        Item item = plan.items.front();
        item.id = ItemId{i};
        plan.items.push_back(item);
    }
    return plan;
}

std::ptrdiff_t lockedItems(const Plan& plan) {
    return std::count_if(plan.items.begin(), plan.items.end(), [](const Item& item) { return item.locked; });
}

}  // namespace

void TestPlanController::plansComeIntoTheDocumentAsTheyAreFinished() {
    Studio studio;
    studio.plans.setSettings({.count = 2});
    std::vector<PlanId> made;
    studio.plans.imagine(QStringLiteral("a cat"), [&](const std::vector<PlanId>& all) { made = all; });
    QCOMPARE(studio.engine.asked<PlanRequest>(0).caption, std::string("a cat"));
    QCOMPARE(studio.engine.asked<PlanRequest>(0).count, 2);
    QCOMPARE(studio.plans.pending().size(), std::size_t(2));

    Plan partial = catPlan();
    partial.items.clear();
    studio.engine.send(0, PlanPartial{.index = 1, .plan = partial});
    studio.engine.send(0, PlanDone{.index = 0, .plan = catPlan()});
    QTRY_COMPARE(studio.document->plans().size(), std::size_t(1));
    QCOMPARE(studio.plans.pending().size(), std::size_t(1));
    QCOMPARE(studio.plans.pending().front().plan, partial);
    QCOMPARE(studio.document->currentPlan(), studio.document->plans().front().stored.id);

    studio.engine.send(0, PlanDone{.index = 1, .plan = catPlan("another")});
    studio.engine.send(0, JobFinished{});
    QTRY_VERIFY(!studio.plans.isBusy());
    QVERIFY(studio.plans.pending().empty());
    QCOMPARE(studio.document->plans().size(), std::size_t(2));
    QCOMPARE(made.size(), std::size_t(2));
    QCOMPARE(studio.document->currentPlan(), studio.document->plans().front().stored.id);
}

void TestPlanController::aFixedSeedIsUsed() {
    Studio studio;
    studio.plans.setSettings({.seed = 7});
    studio.plans.imagine(QStringLiteral("a cat"));
    QCOMPARE(studio.engine.asked<PlanRequest>(0).seed, std::uint64_t(7));
}

void TestPlanController::moreLikeThisLocksHalfOfTheItemsAndUnlocksThemAgain() {
    Studio studio;
    studio.plans.setSettings({.seed = 7});
    const PlanId plan = studio.document->addPlan(crowd(), Origin::Sampled).value();
    studio.plans.moreLike(plan, 3);
    QCOMPARE(studio.engine.submitted.size(), std::size_t(3));
    for (std::size_t i = 0; i < 3; ++i)
        QCOMPARE(lockedItems(studio.engine.asked<PlanRequest>(i).base), std::ptrdiff_t(3));
    QVERIFY(studio.engine.asked<PlanRequest>(0).base != studio.engine.asked<PlanRequest>(1).base ||
            studio.engine.asked<PlanRequest>(1).base != studio.engine.asked<PlanRequest>(2).base);
    studio.engine.send(0, PlanDone{.index = 0, .plan = studio.engine.asked<PlanRequest>(0).base});
    QTRY_COMPARE(studio.document->plans().size(), std::size_t(2));
    const DocumentPlan& made = studio.document->plans().back();
    QCOMPARE(lockedItems(made.plan), std::ptrdiff_t(0));
    QCOMPARE(studio.document->store().plans().revision(made.stored.current).value().parent,
             studio.document->find(plan)->stored.current);
    QCOMPARE(studio.document->currentPlan(), plan);  // the artist stays where they are
}

void TestPlanController::resamplingTheRestIsAnEdit() {
    Studio studio;
    const PlanId plan = studio.document->addPlan(catPlan(), Origin::Sampled).value();
    studio.plans.resampleRest(plan);
    QCOMPARE(studio.engine.asked<PlanRequest>(0).base, catPlan());
    studio.engine.send(0, PlanDone{.index = 0, .plan = crowd()});
    QTRY_COMPARE(studio.document->find(plan)->plan, crowd());
    studio.document->undoStack().undo();
    QCOMPARE(studio.document->find(plan)->plan, catPlan());
}

void TestPlanController::aPlanThatWasEditedMeanwhileIsKept() {
    Studio studio;
    const PlanId plan = studio.document->addPlan(catPlan(), Origin::Sampled).value();
    studio.plans.resampleRest(plan);
    const Plan edited = setWords(catPlan(), ItemId{1}, "dog");
    studio.document->edit(plan, edited, QStringLiteral("Change words"));
    studio.engine.send(0, PlanDone{.index = 0, .plan = crowd()});
    QTRY_COMPARE(studio.document->plans().size(), std::size_t(2));
    QCOMPARE(studio.document->find(plan)->plan, edited);
    QCOMPARE(studio.document->plans().back().plan, crowd());
}

void TestPlanController::resamplingCellsChangesThemAlone() {
    Studio studio;
    Plan before = withGrids(catPlan(), studio.model.plan);
    before.tokens.codes.assign(16, 3);
    const PlanId plan = studio.document->addPlan(before, Origin::Sampled).value();
    studio.plans.resampleCells(plan, PartKind::Tokens, {5, 6});
    const auto& request = studio.engine.asked<PlanRequest>(0);
    QCOMPARE(request.kinds, (Kinds{.tokens = true}));
    QVERIFY(request.base.tokens.parts[4].locked && !request.base.tokens.parts[5].locked);
    Plan sampled = request.base;
    sampled.tokens.codes.assign(16, 9);
    sampled.items.clear();
    studio.engine.send(0, PlanDone{.index = 0, .plan = sampled});
    Plan after = before;
    after.tokens.codes[5] = after.tokens.codes[6] = 9;
    QTRY_COMPARE(studio.document->find(plan)->plan, after);
    QCOMPARE(studio.document->undoStack().undoText(), QStringLiteral("Resample region"));
    studio.document->undoStack().undo();
    QCOMPARE(studio.document->find(plan)->plan, before);
}

void TestPlanController::resamplingLockedCellsAsksForNothing() {
    Studio studio;
    Plan locked = withGrids(catPlan(), studio.model.plan);
    locked.colors.codes.assign(16, 3);
    locked.colors.parts.assign(16, {.locked = true});
    const PlanId plan = studio.document->addPlan(locked, Origin::Sampled).value();
    studio.plans.resampleCells(plan, PartKind::Colors, {5, 6});
    QVERIFY(studio.engine.submitted.empty());
    studio.plans.resampleCells(plan, PartKind::Tokens,
                               {5, 6});  // not known yet, so there is something to imagine
    QCOMPARE(studio.engine.asked<PlanRequest>(0).kinds, (Kinds{.tokens = true}));
}

void TestPlanController::aStopKeepsWhatIsFinished() {
    Studio studio;
    bool done = false;
    studio.plans.imagine(QStringLiteral("a cat"), [&](const std::vector<PlanId>&) { done = true; });
    studio.engine.send(0, PlanDone{.index = 0, .plan = catPlan()});
    studio.plans.stop(StopWhen::AfterPicture);
    QCOMPARE(studio.engine.cancelled.front().when, StopWhen::AfterPicture);
    studio.engine.send(0, JobFinished{.outcome = Outcome::Cancelled});
    QTRY_VERIFY(!studio.plans.isBusy());
    QCOMPARE(studio.document->plans().size(), std::size_t(1));
    QVERIFY(studio.plans.pending().empty());
    QVERIFY(!done);
}

void TestPlanController::aFailureIsTold() {
    Studio studio;
    QSignalSpy failed(&studio.plans, &PlanController::failed);
    studio.plans.imagine(QStringLiteral("a cat"));
    studio.engine.send(0, JobFinished{.outcome = Outcome::Failed,
                                      .error = {Code::NotFound, "the model folder is gone", "model", ""}});
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(!studio.plans.isBusy());
}

void TestPlanController::anEmptyPlanHasACaptionLikeAnyOther() {
    Studio studio;
    QVERIFY(studio.plans.addEmpty(QStringLiteral(" A  Cat")));
    QCOMPARE(studio.plan().caption, std::string("a cat"));
}

void TestPlanController::whatIsBeingTypedIsTakenOverBeforeAnythingIsAsked() {
    Studio studio;
    const PlanId plan = studio.document->addPlan(catPlan(), Origin::Sampled).value();
    const auto asked = [&] { return studio.engine.last<PlanRequest>().base.items.front().words; };
    beTyping(*studio.document, "dog");
    studio.plans.resampleRest(plan);
    QCOMPARE(asked(), std::string("dog"));
    beTyping(*studio.document, "fish");
    studio.plans.moreLike(plan, 1);
    QCOMPARE(asked(), std::string("fish"));
    beTyping(*studio.document, "bird");
    studio.plans.resampleCells(plan, PartKind::Tokens, {0});
    QCOMPARE(asked(), std::string("bird"));

    connect(&*studio.document, &Document::typingEnds, this, [&] { studio.plans.setSettings({.count = 3}); });
    studio.plans.imagine(QStringLiteral("a cat"));
    QCOMPARE(studio.engine.last<PlanRequest>().count, 3);
}

void TestPlanController::whatIsBeingTypedIsPainted() {
    Studio studio;
    const PlanId plan = studio.document->addPlan(catPlan(), Origin::Sampled).value();
    beTyping(*studio.document, "dog");
    generate(studio.plans, studio.paints, *studio.document, QStringLiteral("a cat"), {plan});
    QCOMPARE(studio.engine.last<GenerateRequest>().plans, std::vector{studio.plan()});
    QCOMPARE(firstWords(*studio.document, plan), std::string("dog"));
}

void TestPlanController::aResampledPlanIsOneOfItsOwnWhileSomebodyTypes() {
    Studio studio;
    const PlanId plan = studio.document->addPlan(catPlan(), Origin::Sampled).value();
    studio.plans.resampleRest(plan);
    beTyping(*studio.document, "dog");
    studio.engine.send(0, PlanDone{.index = 0, .plan = crowd()});
    QTRY_COMPARE(studio.document->plans().size(), std::size_t(2));
    QCOMPARE(studio.document->currentPlan(), plan);
    QCOMPARE(studio.plan(), setWords(catPlan(), ItemId{1}, "dog"));
    QCOMPARE(studio.document->plans().back().plan, crowd());
}

void TestPlanController::theFirstImaginedPlanDoesNotTakeWhatIsBeingTyped() {
    Studio studio;
    const PlanId plan = studio.document->addPlan(catPlan(), Origin::Sampled).value();
    studio.plans.imagine(QStringLiteral("a crowd"));
    beTyping(*studio.document, "dog");
    studio.engine.send(0, PlanDone{.index = 0, .plan = crowd()});
    QTRY_VERIFY(studio.document->currentPlan() != plan);
    QCOMPARE(firstWords(*studio.document, plan), std::string("dog"));
    QCOMPARE(studio.plan(), crowd());
}

QTEST_GUILESS_MAIN(TestPlanController)
#include "tst_plan_controller.moc"
