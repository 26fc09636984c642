#include "app/studio/paint_controller.h"
#include "engine/plan/edits.h"
#include "tests/support/fake_engine.h"
#include "tests/support/open_document.h"
#include "tests/support/typing.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace kaleido;
using namespace kaleido::test;

namespace {

const ModelInfo kModel{
    .folder = "model", .id = "tiny", .hash = "0a1b", .resolution = 8, .sampler = "dpmpp_2m"};

Picture grey(std::uint8_t level) {
    return {8, 8, std::vector<std::uint8_t>(8 * 8 * 3, level)};
}

PictureDone done(int plan, int picture, std::uint64_t seed, std::uint64_t revision = 0) {
    return {.ref = {.plan = plan, .picture = picture, .revision = revision, .seed = seed},
            .picture = grey(static_cast<std::uint8_t>(seed)),
            .microBatch = 1};
}

/// A document with one plan, and what paints it.
struct Studio {
    FakeEngine engine;
    OpenDocument document;
    EngineBridge bridge{engine.starter()};
    std::unique_ptr<PaintController> paint = std::make_unique<PaintController>(*document, bridge, kModel);
    PlanId plan = document->addPlan(catPlan(), Origin::Sampled).value();

    Studio() {
        PaintSettings settings = paint->settings();
        settings.pictures = 3;
        settings.seed = 40;
        paint->setSettings(settings);
    }

    std::vector<StoredPicture> pictures() {
        const auto& table = document->store().pictures();
        return table.list(table.ids().value()).value();
    }
    std::size_t queued() { return document->queue().entries().value().size(); }
};

}  // namespace

class TestPaintController : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void picturesFillTheGridAsTheyCome();
    void previewsAreShownInTheirPlaces();
    void repaintingKeepsTheNoiseAndTakesTheEditedPlan();
    void repaintingTakesWhatIsBeingTyped();
    void varyingKeepsThePlanAndTakesNewNoise();
    void theSameNoiseCanPaintAnotherPlan();
    void aRunThatWasCutOffIsFinishedLater();
    void aRunOfAnotherModelWaitsForIt();
    void aStoppedRunIsNotTakenUpAgain();
    void aFailedRunStaysInTheQueue();
    void aRunOfWhichAPartFailedStaysInTheQueue();
    void aRunThatIsBeingPaintedIsNotTakenUpTwice();
};

void TestPaintController::picturesFillTheGridAsTheyCome() {
    Studio studio;
    const RunId run = studio.paint->paint({studio.plan}).value();
    const auto& request = studio.engine.asked<GenerateRequest>(0);
    QCOMPARE(request.plans, std::vector<Plan>{catPlan()});
    QCOMPARE(request.pictures, 3);
    QCOMPARE(request.seed, std::uint64_t(40));
    QCOMPARE(studio.paint->pending().size(), std::size_t(3));
    QCOMPARE(studio.queued(), std::size_t(1));
    studio.engine.send(0, done(0, 1, 41));
    QTRY_COMPARE(studio.pictures().size(), std::size_t(1));
    QCOMPARE(studio.pictures().front().column, 1);
    QCOMPARE(studio.pictures().front().seed, std::uint64_t(41));
    QCOMPARE(studio.pictures().front().run, run);
    QCOMPARE(studio.paint->pending().size(), std::size_t(2));
    studio.engine.send(0, done(0, 0, 40));
    studio.engine.send(0, done(0, 2, 42));
    studio.engine.send(0, JobFinished{});
    QTRY_VERIFY(!studio.paint->isBusy());
    QCOMPARE(studio.pictures().size(), std::size_t(3));
    QCOMPARE(studio.queued(), std::size_t(0));
}

void TestPaintController::previewsAreShownInTheirPlaces() {
    Studio studio;
    studio.paint->paint({studio.plan});
    QSignalSpy previewed(studio.paint.get(), &PaintController::previewed);
    studio.engine.send(0, Preview{.ref = {.plan = 0, .picture = 2, .seed = 42}, .picture = grey(9)});
    QTRY_COMPARE(previewed.count(), 1);
    QCOMPARE(previewed.front().front().toInt(), 2);
    QCOMPARE(studio.paint->pending()[2].preview, grey(9));
}

void TestPaintController::repaintingKeepsTheNoiseAndTakesTheEditedPlan() {
    Studio studio;
    studio.paint->paint({studio.plan});
    studio.engine.send(0, done(0, 1, 41));
    studio.engine.send(0, JobFinished{.outcome = Outcome::Cancelled});
    QTRY_VERIFY(!studio.paint->isBusy());
    const Plan edited = moveItem(catPlan(), ItemId{1}, {0.1, 0});
    studio.document->edit(studio.plan, edited, QStringLiteral("Move box"));
    studio.paint->repaint(studio.pictures().front().id);
    const auto& request = studio.engine.asked<GenerateRequest>(1);
    QCOMPARE(request.plans, std::vector<Plan>{edited});
    QCOMPARE(request.seed, std::uint64_t(41));
    QCOMPARE(request.pictures, 1);
}

void TestPaintController::repaintingTakesWhatIsBeingTyped() {
    Studio studio;
    studio.paint->paint({studio.plan});
    studio.engine.send(0, done(0, 1, 41));
    QTRY_COMPARE(studio.pictures().size(), std::size_t(1));
    beTyping(*studio.document, "dog");
    studio.paint->repaint(studio.pictures().front().id);
    QCOMPARE(studio.engine.last<GenerateRequest>().plans, std::vector{setWords(catPlan(), ItemId{1}, "dog")});
}

void TestPaintController::varyingKeepsThePlanAndTakesNewNoise() {
    Studio studio;
    studio.paint->paint({studio.plan});
    studio.engine.send(0, done(0, 0, 40));
    studio.engine.send(0, JobFinished{.outcome = Outcome::Cancelled});
    QTRY_VERIFY(!studio.paint->isBusy());
    studio.document->edit(studio.plan, setWords(catPlan(), ItemId{1}, "dog"), QStringLiteral("Change words"));
    PaintSettings settings = studio.paint->settings();
    settings.seed = 99;
    studio.paint->setSettings(settings);
    studio.paint->vary(studio.pictures().front().id);
    const auto& request = studio.engine.asked<GenerateRequest>(1);
    QCOMPARE(request.plans, std::vector<Plan>{catPlan()});
    QVERIFY(request.seed != 40 && request.seed != 99);  // the picture's own, and the one that is fixed
}

void TestPaintController::theSameNoiseCanPaintAnotherPlan() {
    Studio studio;
    const PlanId other = studio.document->addPlan(catPlan("another"), Origin::Sampled).value();
    studio.paint->paint({studio.plan});
    studio.engine.send(0, done(0, 0, 40));
    studio.engine.send(0, JobFinished{});
    QTRY_VERIFY(!studio.paint->isBusy());
    studio.paint->sameNoise(studio.pictures().front().id, other);
    const auto& request = studio.engine.asked<GenerateRequest>(1);
    QCOMPARE(request.plans, std::vector<Plan>{catPlan("another")});
    QCOMPARE(request.seed, std::uint64_t(40));
}

void TestPaintController::aRunThatWasCutOffIsFinishedLater() {
    Studio studio;
    const PlanId other = studio.document->addPlan(catPlan("another"), Origin::Sampled).value();
    studio.paint->paint({studio.plan, other});
    studio.engine.send(0, done(0, 0, 40));
    studio.engine.send(0, done(0, 1, 41));
    studio.engine.send(0, done(1, 1, 41));
    QTRY_COMPARE(studio.pictures().size(), std::size_t(3));
    // The program ends here, and starts again.
    studio.paint.reset();
    studio.document.reopen();
    studio.paint = std::make_unique<PaintController>(*studio.document, studio.bridge, kModel);
    QCOMPARE(studio.paint->resume(), 1);
    // The first plan lacks its third picture; the second one its first and its third.
    QCOMPARE(studio.paint->pending().size(), std::size_t(3));
    for (std::size_t i = 1; i < studio.engine.submitted.size(); ++i) {
        const auto& request = studio.engine.asked<GenerateRequest>(i);
        for (std::size_t plan = 0; plan < request.plans.size(); ++plan)
            studio.engine.send(i, done(static_cast<int>(plan), 0, request.seed));
        studio.engine.send(i, JobFinished{});
    }
    QTRY_VERIFY(!studio.paint->isBusy());
    QCOMPARE(studio.queued(), std::size_t(0));
    std::vector<std::tuple<int, int, std::uint64_t>> places;
    for (const StoredPicture& picture : studio.pictures())
        places.emplace_back(picture.row, picture.column, picture.seed);
    std::sort(places.begin(), places.end());
    QCOMPARE(places, (std::vector<std::tuple<int, int, std::uint64_t>>{
                         {0, 0, 40}, {0, 1, 41}, {0, 2, 42}, {1, 0, 40}, {1, 1, 41}, {1, 2, 42}}));
}

void TestPaintController::aRunOfAnotherModelWaitsForIt() {
    Studio studio;
    studio.paint->paint({studio.plan});
    studio.paint.reset();
    studio.document.reopen();
    ModelInfo other = kModel;
    other.hash = "another";
    PaintController painter(*studio.document, studio.bridge, other);
    const QSignalSpy failed(&painter, &PaintController::failed);
    QCOMPARE(painter.resume(), 0);
    QCOMPARE(failed.count(), 1);
    QVERIFY(failed.front().front().value<Error>().message.find("tiny") != std::string::npos);
    QVERIFY(painter.pending().empty());
    QCOMPARE(studio.queued(), std::size_t(1));
}

void TestPaintController::aStoppedRunIsNotTakenUpAgain() {
    Studio studio;
    studio.paint->paint({studio.plan});
    studio.paint->stop(StopWhen::Now);
    QCOMPARE(studio.engine.cancelled.size(), std::size_t(1));
    studio.engine.send(0, JobFinished{.outcome = Outcome::Cancelled});
    QTRY_VERIFY(!studio.paint->isBusy());
    QVERIFY(studio.paint->pending().empty());
    QCOMPARE(studio.paint->resume(), 0);
}

void TestPaintController::aFailedRunStaysInTheQueue() {
    Studio studio;
    QSignalSpy failed(studio.paint.get(), &PaintController::failed);
    studio.paint->paint({studio.plan});
    studio.engine.send(0,
                       JobFinished{.outcome = Outcome::Failed, .error = {Code::NoMemory, "too big", "", ""}});
    QTRY_COMPARE(failed.count(), 1);
    const auto entries = studio.document->queue().entries().value();
    QCOMPARE(entries.size(), std::size_t(1));
    QCOMPARE(entries.front().state, QueueState::Failed);
    QCOMPARE(entries.front().fault, std::string("too big"));
}

void TestPaintController::aRunOfWhichAPartFailedStaysInTheQueue() {
    Studio studio;
    const PlanId other = studio.document->addPlan(catPlan("another"), Origin::Sampled).value();
    studio.paint->paint({studio.plan, other});
    studio.engine.send(0, done(0, 0, 40));
    QTRY_COMPARE(studio.pictures().size(), std::size_t(1));
    studio.paint.reset();
    studio.document.reopen();
    studio.paint = std::make_unique<PaintController>(*studio.document, studio.bridge, kModel);
    QCOMPARE(studio.paint->resume(), 1);
    QCOMPARE(studio.engine.submitted.size(), std::size_t(3));  // two rows that lack something else each
    studio.engine.send(1, JobFinished{.outcome = Outcome::Failed, .error = {Code::NoMemory, "big", "", ""}});
    studio.engine.send(2, JobFinished{});
    QTRY_VERIFY(!studio.paint->isBusy());
    const auto entries = studio.document->queue().entries().value();
    QCOMPARE(entries.size(), std::size_t(1));
    QCOMPARE(entries.front().state, QueueState::Failed);
}

void TestPaintController::aRunThatIsBeingPaintedIsNotTakenUpTwice() {
    Studio studio;
    studio.paint->paint({studio.plan});
    QCOMPARE(studio.paint->resume(), 0);
    QCOMPARE(studio.engine.submitted.size(), std::size_t(1));
}

QTEST_GUILESS_MAIN(TestPaintController)
#include "tst_paint_controller.moc"
