#include "engine/base/random.h"
#include "fake_jobs.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace kaleido;
using namespace kaleido::testing;

namespace {

/// A slice that never ends by itself: only its checkpoint gets it out.
[[noreturn]] void spin(const JobContext& context) {
    for (;;) {
        context.checkpoint();
        std::this_thread::yield();
    }
}

std::vector<int> picturesOf(const std::vector<Event>& events) {
    std::vector<int> result;
    for (const Event& event : events) {
        if (const auto* done = std::get_if<PictureDone>(&event.body)) result.push_back(done->ref.picture);
    }
    return result;
}

/// Paints `count` pictures, one a slice; the second one opens `began` and waits for `goOn`.
std::unique_ptr<Job> painter(int count, Gate& began, Gate& goOn) {
    return fakeJob([&began, &goOn, count, next = 0](JobContext& context) mutable -> Result<Slice> {
        if (next == 1) {
            began.open();
            goOn.wait();
        }
        context.post(PictureDone{.ref = {.picture = next}});
        if (++next == count) return Slice::Done;
        context.checkpointAfterPicture();
        return Slice::More;
    });
}

/// True if the job has exactly one JobFinished and it is its last event.
bool endsOnce(const std::vector<Event>& events) {
    int ends = 0;
    for (const Event& event : events) ends += std::holds_alternative<JobFinished>(event.body) ? 1 : 0;
    return ends == 1 && std::holds_alternative<JobFinished>(events.back().body);
}

}  // namespace

class TestEngineStop : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anEarlyCancelIsNotLost_data() {
        QTest::addColumn<int>("when");
        QTest::newRow("after this picture") << static_cast<int>(StopWhen::AfterPicture);
        QTest::newRow("now") << static_cast<int>(StopWhen::Now);
    }
    void anEarlyCancelIsNotLost() {
        QFETCH(int, when);
        Recorder recorder;
        EngineThread engine({.sink = recorder.sink()});
        Gate began;
        Gate goOn;
        const JobId running = engine.submit(gatedJob(began, goOn), Priority::Batch);
        began.wait();
        const JobId queued = engine.submit(shortJob("never"), Priority::Batch);
        QVERIFY(engine.cancel(queued, static_cast<StopWhen>(when)));
        goOn.open();
        QCOMPARE(recorder.finished(queued).outcome, Outcome::Cancelled);
        QCOMPARE(recorder.finished(running).outcome, Outcome::Done);
        QVERIFY(recorder.notices().empty());
    }

    void nowActsInsideASlice() {
        Recorder recorder;
        EngineThread engine({.sink = recorder.sink()});
        Gate began;
        const JobId id = engine.submit(fakeJob([&](JobContext& context) -> Result<Slice> {
                                           began.open();
                                           spin(context);
                                       }),
                                       Priority::Batch);
        began.wait();
        QVERIFY(engine.cancel(id, StopWhen::Now));
        QCOMPARE(recorder.finished(id).outcome, Outcome::Cancelled);
        QVERIFY(!engine.cancel(id, StopWhen::Now));
    }

    void afterThisPictureKeepsThePictureInHand() {
        Recorder recorder;
        EngineThread engine({.sink = recorder.sink()});
        Gate began;
        Gate goOn;
        const JobId id = engine.submit(painter(4, began, goOn), Priority::Interactive);
        began.wait();
        QVERIFY(engine.cancel(id, StopWhen::AfterPicture));
        goOn.open();
        QCOMPARE(recorder.finished(id).outcome, Outcome::Cancelled);
        QCOMPARE(picturesOf(recorder.events(id)), (std::vector<int>{0, 1}));
    }

    void afterTheLastPictureIsNotACancel() {
        Recorder recorder;
        EngineThread engine({.sink = recorder.sink()});
        Gate began;
        Gate goOn;
        const JobId id = engine.submit(painter(2, began, goOn), Priority::Interactive);
        began.wait();
        engine.cancel(id, StopWhen::AfterPicture);
        goOn.open();
        QCOMPARE(recorder.finished(id).outcome, Outcome::Done);
        QCOMPARE(picturesOf(recorder.events(id)), (std::vector<int>{0, 1}));
    }

    void theSecondPressStopsAtOnce() {
        Recorder recorder;
        EngineThread engine({.sink = recorder.sink()});
        Gate began;
        Gate softStopSeen;
        const JobId id = engine.submit(fakeJob([&](JobContext& context) -> Result<Slice> {
                                           began.open();
                                           while (!context.cancel().stopRequested(StopWhen::AfterPicture)) {
                                               std::this_thread::yield();
                                           }
                                           softStopSeen.open();
                                           spin(context);
                                       }),
                                       Priority::Batch);
        began.wait();
        engine.cancel(id, StopWhen::AfterPicture);
        softStopSeen.wait();
        engine.cancel(id, StopWhen::Now);
        engine.cancel(id, StopWhen::AfterPicture);  // takes nothing back
        QCOMPARE(recorder.finished(id).outcome, Outcome::Cancelled);
    }

    void aPreemptedJobStoppedNowRunsNoMore() {
        Recorder recorder;
        EngineThread engine({.sink = recorder.sink()});
        Gate began;
        Gate goOn;
        int slices = 0;
        const JobId training = engine.submit(fakeJob([&](JobContext&) -> Result<Slice> {
                                                 ++slices;
                                                 began.open();
                                                 goOn.wait();
                                                 return Slice::More;
                                             }),
                                             Priority::Training);
        began.wait();
        const JobId urgent = engine.submit(fakeJob([&](JobContext&) -> Result<Slice> {
                                               engine.cancel(training, StopWhen::Now);
                                               return Slice::Done;
                                           }),
                                           Priority::Interactive);
        goOn.open();
        recorder.finished(urgent);
        QCOMPARE(recorder.finished(training).outcome, Outcome::Cancelled);
        QCOMPARE(slices, 1);
    }

    void resultsAreKeptAfterNowButPreviewsAreDropped() {
        Recorder recorder;
        EngineThread engine({.sink = recorder.sink()});
        Gate began;
        Gate goOn;
        const JobId id = engine.submit(fakeJob([&](JobContext& context) -> Result<Slice> {
                                           began.open();
                                           goOn.wait();
                                           context.post(Preview{});
                                           context.post(PlanPartial{});
                                           context.post(PictureDone{});
                                           return Slice::More;
                                       }),
                                       Priority::Batch);
        began.wait();
        engine.cancel(id, StopWhen::Now);
        goOn.open();
        recorder.finished(id);
        const auto events = recorder.events(id);
        QCOMPARE(events.size(), 2U);
        QVERIFY(std::holds_alternative<PictureDone>(events[0].body));
    }

    void everyJobEndsExactlyOnceUnderAStormOfCancels() {
        constexpr int kJobs = 300;
        constexpr std::uint64_t kThreads = 4;
        Recorder recorder;
        EngineThread engine({.sink = recorder.sink()});
        std::atomic<int> newest = 0;
        std::atomic<bool> over = false;
        std::vector<std::jthread> storm;
        for (std::uint64_t seed = 0; seed < kThreads; ++seed) {
            storm.emplace_back([&, seed] {
                Random random(seed);
                while (!over) {
                    const auto target = static_cast<std::uint64_t>(random.below(newest + 2));
                    engine.cancel(JobId{target}, random.chance(0.5) ? StopWhen::Now : StopWhen::AfterPicture);
                    if (random.chance(0.1)) engine.move(JobId{target}, 0);
                    std::this_thread::yield();
                }
            });
        }
        std::vector<JobId> ids;
        for (int i = 0; i < kJobs; ++i) {
            auto job = fakeJob([left = i % 5](JobContext& context) mutable -> Result<Slice> {
                context.post(Progress{"painting", 0, 0, -1});
                context.post(PictureDone{});
                context.checkpoint();
                context.checkpointAfterPicture();
                return --left > 0 ? Slice::More : Slice::Done;
            });
            ids.push_back(engine.submit(std::move(job), static_cast<Priority>(i % 3)));
            newest = i;
        }
        for (const JobId id : ids) recorder.finished(id);
        over = true;
        storm.clear();
        engine.shutdown();
        for (const JobId id : ids) QVERIFY(endsOnce(recorder.events(id)));
    }

    void shutdownWhileBusyStopsTheSliceAndDropsTheQueue() {
        Recorder recorder;
        Gate began;
        std::atomic<int> destroyed = 0;
        const auto counted = [&destroyed](FakeJob::Body body) {
            auto guard = std::shared_ptr<void>(nullptr, [&destroyed](void*) { ++destroyed; });
            return fakeJob([guard, body](JobContext& context) { return body(context); });
        };
        EngineThread engine({.sink = recorder.sink()});
        engine.submit(counted([&](JobContext& context) -> Result<Slice> {
                          began.open();
                          spin(context);
                      }),
                      Priority::Batch);
        engine.submit(counted([](JobContext&) -> Result<Slice> { return Slice::Done; }), Priority::Batch);
        began.wait();
        engine.shutdown();
        QCOMPARE(destroyed.load(), 2);
        QVERIFY(recorder.events().empty());
        QVERIFY(!engine.submit(shortJob(), Priority::Interactive));
        QVERIFY(!engine.cancel(JobId{1}, StopWhen::Now));
        engine.shutdown();
    }

    void destroyingAnIdleOrPausedEngineReturns() {
        Recorder recorder;
        { const EngineThread idle({.sink = recorder.sink()}); }
        EngineThread paused({.sink = recorder.sink()});
        paused.pause();
        paused.submit(shortJob(), Priority::Batch);
    }
};

QTEST_APPLESS_MAIN(TestEngineStop)
#include "tst_engine_stop.moc"
