#include "app/studio/plan_controller.h"
#include "engine/plan/edits.h"
#include "tests/support/fake_engine.h"
#include "tests/support/open_document.h"

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
    void aStopKeepsWhatIsFinished();
    void aFailureIsTold();
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
    FakeEngine engine;
    OpenDocument document;
    EngineBridge bridge(engine.starter());
    PlanController plans(*document, bridge, {.folder = "model"});
    plans.setSettings({.count = 2});
    std::vector<PlanId> made;
    plans.imagine(QStringLiteral("a cat"), [&](const std::vector<PlanId>& all) { made = all; });
    QCOMPARE(engine.asked<PlanRequest>(0).caption, std::string("a cat"));
    QCOMPARE(engine.asked<PlanRequest>(0).count, 2);
    QCOMPARE(plans.pending().size(), std::size_t(2));

    Plan partial = catPlan();
    partial.items.clear();
    engine.send(0, PlanPartial{.index = 1, .plan = partial});
    engine.send(0, PlanDone{.index = 0, .plan = catPlan()});
    QTRY_COMPARE(document->plans().size(), std::size_t(1));
    QCOMPARE(plans.pending().size(), std::size_t(1));
    QCOMPARE(plans.pending().front().plan, partial);
    QCOMPARE(document->currentPlan(), document->plans().front().stored.id);

    engine.send(0, PlanDone{.index = 1, .plan = catPlan("another")});
    engine.send(0, JobFinished{});
    QTRY_VERIFY(!plans.isBusy());
    QVERIFY(plans.pending().empty());
    QCOMPARE(document->plans().size(), std::size_t(2));
    QCOMPARE(made.size(), std::size_t(2));
    QCOMPARE(document->currentPlan(), document->plans().front().stored.id);
}

void TestPlanController::aFixedSeedIsUsed() {
    FakeEngine engine;
    OpenDocument document;
    EngineBridge bridge(engine.starter());
    PlanController plans(*document, bridge, {});
    plans.setSettings({.seed = 7});
    plans.imagine(QStringLiteral("a cat"));
    QCOMPARE(engine.asked<PlanRequest>(0).seed, std::uint64_t(7));
}

void TestPlanController::moreLikeThisLocksHalfOfTheItemsAndUnlocksThemAgain() {
    FakeEngine engine;
    OpenDocument document;
    EngineBridge bridge(engine.starter());
    PlanController plans(*document, bridge, {});
    plans.setSettings({.seed = 7});
    const PlanId plan = document->addPlan(crowd(), Origin::Sampled).value();
    plans.moreLike(plan, 3);
    QCOMPARE(engine.submitted.size(), std::size_t(3));
    for (std::size_t i = 0; i < 3; ++i)
        QCOMPARE(lockedItems(engine.asked<PlanRequest>(i).base), std::ptrdiff_t(3));
    QVERIFY(engine.asked<PlanRequest>(0).base != engine.asked<PlanRequest>(1).base ||
            engine.asked<PlanRequest>(1).base != engine.asked<PlanRequest>(2).base);
    engine.send(0, PlanDone{.index = 0, .plan = engine.asked<PlanRequest>(0).base});
    QTRY_COMPARE(document->plans().size(), std::size_t(2));
    const DocumentPlan& made = document->plans().back();
    QCOMPARE(lockedItems(made.plan), std::ptrdiff_t(0));
    QCOMPARE(document->store().plans().revision(made.stored.current).value().parent,
             document->find(plan)->stored.current);
    QCOMPARE(document->currentPlan(), plan);  // the artist stays where they are
}

void TestPlanController::resamplingTheRestIsAnEdit() {
    FakeEngine engine;
    OpenDocument document;
    EngineBridge bridge(engine.starter());
    PlanController plans(*document, bridge, {});
    const PlanId plan = document->addPlan(catPlan(), Origin::Sampled).value();
    plans.resampleRest(plan);
    QCOMPARE(engine.asked<PlanRequest>(0).base, catPlan());
    engine.send(0, PlanDone{.index = 0, .plan = crowd()});
    QTRY_COMPARE(document->find(plan)->plan, crowd());
    document->undoStack().undo();
    QCOMPARE(document->find(plan)->plan, catPlan());
}

void TestPlanController::aPlanThatWasEditedMeanwhileIsKept() {
    FakeEngine engine;
    OpenDocument document;
    EngineBridge bridge(engine.starter());
    PlanController plans(*document, bridge, {});
    const PlanId plan = document->addPlan(catPlan(), Origin::Sampled).value();
    plans.resampleRest(plan);
    const Plan edited = setWords(catPlan(), ItemId{1}, "dog");
    document->edit(plan, edited, QStringLiteral("Change words"));
    engine.send(0, PlanDone{.index = 0, .plan = crowd()});
    QTRY_COMPARE(document->plans().size(), std::size_t(2));
    QCOMPARE(document->find(plan)->plan, edited);
    QCOMPARE(document->plans().back().plan, crowd());
}

void TestPlanController::aStopKeepsWhatIsFinished() {
    FakeEngine engine;
    OpenDocument document;
    EngineBridge bridge(engine.starter());
    PlanController plans(*document, bridge, {});
    bool done = false;
    plans.imagine(QStringLiteral("a cat"), [&](const std::vector<PlanId>&) { done = true; });
    engine.send(0, PlanDone{.index = 0, .plan = catPlan()});
    plans.stop(StopWhen::AfterPicture);
    QCOMPARE(engine.cancelled.front().when, StopWhen::AfterPicture);
    engine.send(0, JobFinished{.outcome = Outcome::Cancelled});
    QTRY_VERIFY(!plans.isBusy());
    QCOMPARE(document->plans().size(), std::size_t(1));
    QVERIFY(plans.pending().empty());
    QVERIFY(!done);
}

void TestPlanController::aFailureIsTold() {
    FakeEngine engine;
    OpenDocument document;
    EngineBridge bridge(engine.starter());
    PlanController plans(*document, bridge, {});
    QSignalSpy failed(&plans, &PlanController::failed);
    plans.imagine(QStringLiteral("a cat"));
    engine.send(0, JobFinished{.outcome = Outcome::Failed,
                               .error = {Code::NotFound, "the model folder is gone", "model", ""}});
    QTRY_COMPARE(failed.count(), 1);
    QVERIFY(!plans.isBusy());
}

QTEST_GUILESS_MAIN(TestPlanController)
#include "tst_plan_controller.moc"
