#include "fake_jobs.h"

#include <QTest>

#include <new>
#include <stdexcept>

using namespace kaleido;
using namespace kaleido::testing;

namespace {

/// Needs `batch` to be at most `fits`; halves it when memory runs out.
class HungryJob : public Job {
public:
    HungryJob(int batch, int fits) : m_batch(batch), m_fits(fits) {}
    Result<Slice> runSlice(JobContext& context) override {
        if (m_batch > m_fits) throw std::bad_alloc();
        context.post(PictureDone{.microBatch = m_batch});
        return Slice::Done;
    }
    std::optional<int> onMemoryError() override {
        if (m_batch == 1) return std::nullopt;
        return m_batch /= 2;
    }

private:
    int m_batch;
    int m_fits;
};

/// Claims to try again but never gets smaller.
class StubbornJob : public Job {
public:
    Result<Slice> runSlice(JobContext&) override { throw std::bad_alloc(); }
    std::optional<int> onMemoryError() override { return 4; }
};

/// What LibTorch throws when an allocation fails: not a std::bad_alloc.
struct DeviceMemoryError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

EngineThreadOptions withSink(const EventSink& sink) {
    return {.sink = sink};
}

std::unique_ptr<Job> throwing(std::function<void()> throwIt) {
    return fakeJob([throwIt](JobContext&) -> Result<Slice> {
        throwIt();
        return Slice::Done;
    });
}

}  // namespace

class TestEngineFailures : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aMemoryErrorHalvesTheBatchUntilItFitsAndSaysSo() {
        Recorder recorder;
        int emptied = 0;
        EngineThread engine({.sink = recorder.sink(), .emptyCaches = [&emptied] { ++emptied; }});
        const JobId id = engine.submit(std::make_unique<HungryJob>(8, 2), Priority::Batch);
        QCOMPARE(recorder.finished(id).outcome, Outcome::Done);
        const auto events = recorder.events(id);
        QCOMPARE(events.size(), 4U);
        QCOMPARE(std::get<Notice>(events[0].body).kind, NoticeKind::SmallerBatch);
        QVERIFY(std::get<Notice>(events[0].body).message.ends_with("going on with 4 at a time."));
        QVERIFY(std::get<Notice>(events[1].body).message.ends_with("going on with 2 at a time."));
        QCOMPARE(std::get<PictureDone>(events[2].body).microBatch, 2);
        engine.shutdown();
        QCOMPARE(emptied, 3);  // and once behind the job
    }

    void theQueueGoesOnAfterAJobThatDoesNotFit_data() {
        QTest::addColumn<bool>("stubborn");
        QTest::newRow("cannot get smaller") << false;
        QTest::newRow("does not get smaller") << true;
    }
    void theQueueGoesOnAfterAJobThatDoesNotFit() {
        QFETCH(bool, stubborn);
        Recorder recorder;
        EngineThread engine(withSink(recorder.sink()));
        std::unique_ptr<Job> job;
        if (stubborn) {
            job = std::make_unique<StubbornJob>();
        } else {
            job = std::make_unique<HungryJob>(4, 0);
        }
        const JobId big = engine.submit(std::move(job), Priority::Batch);
        const JobId next = engine.submit(shortJob(), Priority::Batch);
        const JobFinished end = recorder.finished(big);
        QCOMPARE(end.outcome, Outcome::Failed);
        QCOMPARE(end.error.code, Code::NoMemory);
        QVERIFY(!end.error.message.empty());
        QCOMPARE(recorder.finished(next).outcome, Outcome::Done);
    }

    void otherAllocationErrorsAreRecognisedByTheClassifier() {
        Recorder recorder;
        EngineThread engine({.sink = recorder.sink(), .isMemoryError = [](const std::exception& exception) {
                                 return dynamic_cast<const DeviceMemoryError*>(&exception) != nullptr;
                             }});
        const JobId memory =
            engine.submit(throwing([] { throw DeviceMemoryError("out of memory"); }), Priority::Batch);
        const JobId bug =
            engine.submit(throwing([] { throw std::runtime_error("index 7 of 3"); }), Priority::Batch);
        QCOMPARE(recorder.finished(memory).error.code, Code::NoMemory);
        QCOMPARE(recorder.finished(bug).error.code, Code::Internal);
    }

    void anExceptionBecomesAnInternalError() {
        Recorder recorder;
        EngineThread engine(withSink(recorder.sink()));
        const JobId known =
            engine.submit(throwing([] { throw std::logic_error("index 7 of 3"); }), Priority::Batch);
        const JobId unknown = engine.submit(throwing([] { throw 7; }), Priority::Batch);
        const JobId next = engine.submit(shortJob(), Priority::Batch);
        QCOMPARE(recorder.finished(known).outcome, Outcome::Failed);
        QCOMPARE(recorder.finished(known).error.code, Code::Internal);
        QCOMPARE(recorder.finished(known).error.message, std::string("internal error: index 7 of 3"));
        QCOMPARE(recorder.finished(unknown).error.code, Code::Internal);
        QCOMPARE(recorder.finished(next).outcome, Outcome::Done);
    }

    void anExpectedErrorIsHandedOnAsItIs() {
        Recorder recorder;
        EngineThread engine(withSink(recorder.sink()));
        const Error error{Code::BadManifest, "'bins' is 0", "model.json", "/plan/bins"};
        const JobId id =
            engine.submit(fakeJob([error](JobContext&) -> Result<Slice> { return error; }), Priority::Batch);
        QVERIFY(recorder.finished(id) == (JobFinished{Outcome::Failed, error}));
    }

    void aFactoryThatFailsEndsItsJobOnly() {
        Recorder recorder;
        EngineThread engine(withSink(recorder.sink()));
        const JobId memory =
            engine.submit([]() -> std::unique_ptr<Job> { throw std::bad_alloc(); }, Priority::Batch);
        const JobId nothing =
            engine.submit([]() -> std::unique_ptr<Job> { return nullptr; }, Priority::Batch);
        const JobId next = engine.submit(shortJob(), Priority::Batch);
        QCOMPARE(recorder.finished(memory).error.code, Code::NoMemory);
        QCOMPARE(recorder.finished(nothing).error.code, Code::Internal);
        QCOMPARE(recorder.finished(next).outcome, Outcome::Done);
    }

    void jobsAskTheGivenMemoryBudget() {
        Recorder recorder;
        const MemoryBudget budget(
            [] {
                MemoryFacts facts;
                facts.available = 250;
                return facts;
            },
            {.reserve = 0});
        EngineThread engine({.sink = recorder.sink(), .memory = budget});
        const JobId id =
            engine.submit(fakeJob([](JobContext& context) -> Result<Slice> {
                              const auto admitted = context.memory().ask({"painting", 50, 100, 4});
                              if (!admitted) return admitted.error();
                              context.post(PictureDone{.microBatch = admitted->batch});
                              return Slice::Done;
                          }),
                          Priority::Batch);
        QCOMPARE(recorder.finished(id).outcome, Outcome::Done);
        QCOMPARE(std::get<PictureDone>(recorder.events(id)[0].body).microBatch, 2);
    }
};

QTEST_APPLESS_MAIN(TestEngineFailures)
#include "tst_engine_failures.moc"
