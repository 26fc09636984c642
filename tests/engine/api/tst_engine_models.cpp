#include "engine/api/generate_job.h"
#include "engine/api/model_registry.h"
#include "engine/base/machine.h"
#include "engine/io/model_manifest.h"
#include "engine/runtime/event_outbox.h"
#include "engine/runtime/memory_budget.h"
#include "engine_fixture.h"

#include <QTest>

#include <chrono>
#include <set>

using namespace kaleido;
using namespace kaleido::testing;

/// Models and memory behind the requests.
class TestEngineModels : public QObject {
    Q_OBJECT

    const ModelFolder m_model;
    EventOutbox m_outbox{[](const Event&) {}, std::chrono::steady_clock::now};
    const MemoryBudget m_memory;
    const JobContext m_context{JobId{1}, CancelToken{}, m_outbox, m_memory};

    /// Paints five pictures in float32 without an engine; before the slices of these numbers memory runs out.
    std::vector<Event> runByHand(const MemoryBudget& memory, const std::set<int>& failures) const {
        Plan plan;
        plan.caption = "a cat";
        Recorder recorder;
        EventOutbox outbox(recorder.sink(), std::chrono::steady_clock::now);
        JobContext context(JobId{1}, CancelToken{}, outbox, memory);
        ModelRegistry models;
        GenerateJob job({.model = m_model.path(),
                         .plans = {plan},
                         .kinds = Kinds::none(),
                         .pictures = 5,
                         .steps = 2,
                         .bfloat16 = false},
                        models);
        for (int i = 0;; ++i) {
            if (failures.contains(i) && !job.onMemoryError()) throw std::logic_error("the job gave up");
            const auto slice = job.runSlice(context);
            if (!slice) throw std::runtime_error(describe(slice.error()));
            if (*slice == Slice::Done) return recorder.events();
        }
    }

private Q_SLOTS:
    void theModelInMemoryIsUsedAgain();
    void anotherPrecisionOrFolderIsLoaded();
    void aChangedModelIsLoadedAnew();
    void aModelThatBecameBadIsAnError();
    void tooLittleMemoryIsRefusedBeforeLoading();
    void tooLittleMemoryForFourPaintsFewerAtATime();
    void aMemoryErrorHalvesTheBatchAndLosesNothing();
    void requestsAfterAnErrorGoOn();
    void queuedJobsDieWithTheEngine();
};

void TestEngineModels::theModelInMemoryIsUsedAgain() {
    ModelRegistry models;
    const auto first = models.get(m_model.path(), Precision::Float32, m_context);
    QVERIFY(first.ok());
    QVERIFY(models.get(m_model.path(), Precision::Float32, m_context)->get() == first->get());
    // Planning does not care for the painter's precision.
    QVERIFY(models.get(m_model.path(), std::nullopt, m_context)->get() == first->get());
}

void TestEngineModels::anotherPrecisionOrFolderIsLoaded() {
    ModelRegistry models;
    const auto first = models.get(m_model.path(), Precision::Float32, m_context);
    const auto second = models.get(m_model.path(), Precision::BFloat16, m_context);
    QVERIFY(second->get() != first->get() && (*second)->precision() == Precision::BFloat16);
    const ModelFolder other;
    QVERIFY((*models.get(other.path(), std::nullopt, m_context))->folder() == other.path());
}

void TestEngineModels::aChangedModelIsLoadedAnew() {
    const ModelFolder folder;
    ModelRegistry models;
    const auto first = models.get(folder.path(), std::nullopt, m_context);
    auto manifest = readManifest(folder.path());
    manifest->title = "Changed";
    QVERIFY(writeManifest(folder.path(), *manifest).ok());
    const auto second = models.get(folder.path(), std::nullopt, m_context);
    QVERIFY(second->get() != first->get());
    QCOMPARE((*second)->manifest().title, std::string("Changed"));
    QCOMPARE((*first)->manifest().id, (*second)->manifest().id);  // who holds the old one still has it
}

void TestEngineModels::aModelThatBecameBadIsAnError() {
    const ModelFolder folder;
    ModelRegistry models;
    QVERIFY(models.get(folder.path(), std::nullopt, m_context).ok());
    std::filesystem::remove(folder.path() / "vq.safetensors");
    const auto again = models.get(folder.path(), std::nullopt, m_context);
    QVERIFY(!again.ok() && again.error().code == Code::BadManifest);
}

void TestEngineModels::tooLittleMemoryIsRefusedBeforeLoading() {
    RecordedEngine recorded({}, std::uint64_t{1} << 20);
    for (const Request& request :
         {Request(PlanRequest{.model = m_model.path(), .caption = "a cat"}),
          Request(GenerateRequest{.model = m_model.path(), .plans = {Plan{}}, .kinds = Kinds::none()})}) {
        const JobFinished end = endOf(recorded.run(request));
        QVERIFY(end.outcome == Outcome::Failed && end.error.code == Code::NoMemory);
        QVERIFY(end.error.message.find("kaleido-tiny") != std::string::npos);
        QCOMPARE(exitCode(end.error.code), 4);
    }
}

void TestEngineModels::tooLittleMemoryForFourPaintsFewerAtATime() {
    const MemoryBudget tight([] { return MemoryFacts{.available = 40'000'000, .cgroupLimit = {}}; },
                             {.reserve = 0});
    const auto events = runByHand(tight, {});
    QCOMPARE(noticesOf(events, NoticeKind::SmallerBatch).size(), std::size_t{1});
    const auto pictures = only<PictureDone>(events);
    QCOMPARE(pictures.size(), std::size_t{5});
    for (std::size_t i = 0; i < pictures.size(); ++i) QCOMPARE(pictures[i].microBatch, i < 4 ? 2 : 1);
}

void TestEngineModels::aMemoryErrorHalvesTheBatchAndLosesNothing() {
    const auto whole = only<PictureDone>(runByHand(m_memory, {}));
    // In the middle of the first batch, and again in the middle of a later one.
    const auto halved = only<PictureDone>(runByHand(m_memory, {2, 5}));
    QCOMPARE(halved.size(), whole.size());
    for (std::size_t i = 0; i < whole.size(); ++i) {
        QVERIFY(halved[i].ref == whole[i].ref);
        QCOMPARE(whole[i].microBatch, i < 4 ? 4 : 1);
        QVERIFY(halved[i].picture == whole[i].picture);
    }
    QCOMPARE(halved.front().microBatch, 2);
    QCOMPARE(halved.back().microBatch, 1);
}

void TestEngineModels::requestsAfterAnErrorGoOn() {
    RecordedEngine recorded;
    const JobId bad = recorded.engine.submit(PlanRequest{.model = "/nowhere", .caption = "a cat"});
    const JobId good = recorded.engine.submit(
        PlanRequest{.model = m_model.path(), .caption = "a cat", .kinds = {.colors = true}, .count = 1});
    QVERIFY(endOf(recorded.finish(bad)).outcome == Outcome::Failed);
    QVERIFY(endOf(recorded.finish(good)).outcome == Outcome::Done);
    QVERIFY(!recorded.engine.cancel(good, StopWhen::Now));
}

void TestEngineModels::queuedJobsDieWithTheEngine() {
    Recorder recorder;
    {
        Engine engine({.sink = recorder.sink(), .log = {}});
        for (int i = 0; i < 5; ++i) {
            engine.submit(PlanRequest{.model = m_model.path(), .caption = "a cat", .count = 10'000});
        }
    }
    for (const Event& event : recorder.events()) QVERIFY(!std::holds_alternative<JobFinished>(event.body));
}

QTEST_APPLESS_MAIN(TestEngineModels)
#include "tst_engine_models.moc"
