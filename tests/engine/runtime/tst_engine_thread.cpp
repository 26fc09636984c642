#include "fake_jobs.h"

#include <QTest>

#include <thread>

using namespace kaleido;
using namespace kaleido::testing;

namespace {

using Words = std::vector<std::string>;

/// Records on which thread it was made, run and destroyed.
class ThreadTeller : public Job {
public:
    explicit ThreadTeller(std::vector<std::thread::id>& log) : m_log(log) { m_log.push_back(here()); }
    ~ThreadTeller() override { m_log.push_back(here()); }
    Result<Slice> runSlice(JobContext&) override {
        m_log.push_back(here());
        return Slice::Done;
    }

private:
    static std::thread::id here() { return std::this_thread::get_id(); }
    std::vector<std::thread::id>& m_log;
};

}  // namespace

class TestEngineThread : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void runsSlicesUntilDoneAndReportsInOrder() {
        Recorder recorder;
        EngineThread engine({.sink = recorder.sink()});
        const JobId id = engine.submit(fakeJob([left = 3](JobContext& context) mutable -> Result<Slice> {
                                           context.post(PlanDone{.index = 3 - left});
                                           return --left > 0 ? Slice::More : Slice::Done;
                                       }),
                                       Priority::Batch);
        QCOMPARE(recorder.finished(id).outcome, Outcome::Done);
        const auto events = recorder.events(id);
        QCOMPARE(events.size(), 4U);
        for (std::size_t i = 0; i < 3; ++i) {
            QCOMPARE(std::get<PlanDone>(events[i].body).index, static_cast<int>(i));
        }
        QVERIFY(engine.jobs().empty());
    }

    void runsJobsOfOnePriorityInOrderOfArrival() {
        Recorder recorder;
        EngineThread engine({.sink = recorder.sink()});
        Gate began;
        Gate goOn;
        engine.submit(gatedJob(began, goOn), Priority::Batch);
        began.wait();
        engine.submit(shortJob("first"), Priority::Batch);
        const JobId last = engine.submit(shortJob("second"), Priority::Batch);
        goOn.open();
        recorder.finished(last);
        QCOMPARE(recorder.notices(), (Words{"first", "second"}));
    }

    void aHigherPriorityTakesOverBetweenSlices() {
        Recorder recorder;
        EngineThread engine({.sink = recorder.sink()});
        Gate began;
        Gate goOn;
        const JobId training =
            engine.submit(fakeJob([&, step = 0](JobContext& context) mutable -> Result<Slice> {
                              if (++step == 1) {
                                  began.open();
                                  goOn.wait();
                              }
                              context.post(Notice{NoticeKind::General, "step " + std::to_string(step)});
                              return step < 3 ? Slice::More : Slice::Done;
                          }),
                          Priority::Training);
        began.wait();
        engine.submit(shortJob("batch"), Priority::Batch);
        engine.submit(shortJob("interactive"), Priority::Interactive);
        goOn.open();
        recorder.finished(training);
        QCOMPARE(recorder.notices(), (Words{"step 1", "interactive", "batch", "step 2", "step 3"}));
    }

    void nothingBeginsWhilePaused() {
        Recorder recorder;
        EngineThread engine({.sink = recorder.sink()});
        engine.pause();
        QVERIFY(engine.isPaused());
        const JobId first = engine.submit(shortJob("first"), Priority::Batch);
        const JobId second = engine.submit(shortJob("second"), Priority::Batch);
        const JobId third = engine.submit(shortJob("third"), Priority::Batch);
        // A queued job can be cancelled while paused; its end proves that the engine had its chance to run
        // others.
        QVERIFY(engine.cancel(first, StopWhen::AfterPicture));
        QCOMPARE(recorder.finished(first).outcome, Outcome::Cancelled);
        QVERIFY(recorder.notices().empty());
        QVERIFY(engine.move(third, 0));
        engine.resume();
        recorder.finished(second);
        QCOMPARE(recorder.notices(), (Words{"third", "second"}));
    }

    void pausingLetsTheSliceFinishAndHoldsTheNext() {
        Recorder recorder;
        EngineThread engine({.sink = recorder.sink()});
        Gate began;
        Gate goOn;
        const JobId id = engine.submit(fakeJob([&, step = 0](JobContext& context) mutable -> Result<Slice> {
                                           if (++step == 2) return Slice::Done;
                                           began.open();
                                           goOn.wait();
                                           context.post(Progress{"painting", 1, 2, -1});
                                           context.post(Progress{"painting", 2, 2, -1});
                                           return Slice::More;
                                       }),
                                       Priority::Batch);
        began.wait();
        engine.pause();
        goOn.open();
        const JobId probe = engine.submit(shortJob(), Priority::Interactive);
        engine.cancel(probe, StopWhen::Now);
        recorder.finished(probe);
        QCOMPARE(engine.jobs().size(), 1U);
        QVERIFY(engine.jobs()[0].started);
        engine.resume();
        QCOMPARE(recorder.finished(id).outcome, Outcome::Done);
    }

    void aFactoryIsCalledAndItsJobDestroyedOnTheEngineThread() {
        Recorder recorder;
        std::vector<std::thread::id> log;
        EngineThread engine({.sink = recorder.sink()});
        const JobId id =
            engine.submit([&log] { return std::make_unique<ThreadTeller>(log); }, Priority::Batch);
        recorder.finished(id);
        QCOMPARE(log.size(), 3U);  // also says that the job was gone before its end was told
        QVERIFY(log[0] != std::this_thread::get_id());
        QVERIFY(log[0] == log[1] && log[1] == log[2]);
    }

    void theSinkMaySubmitAndCancel() {
        Recorder recorder;
        EngineThread* engine = nullptr;
        JobId second;
        Gate ready;
        EngineThread owner({.sink = [&, keep = recorder.sink()](const Event& event) {
            if (std::holds_alternative<Notice>(event.body)) {
                second = engine->submit(shortJob("never"), Priority::Batch);
                engine->cancel(second, StopWhen::Now);
            }
            keep(event);
        }});
        engine = &owner;
        const JobId first = owner.submit(shortJob("go"), Priority::Batch);
        recorder.finished(first);
        QCOMPARE(recorder.finished(second).outcome, Outcome::Cancelled);
        QCOMPARE(recorder.notices(), Words{"go"});
    }

    void progressOfAJobIsCoalescedByTheGivenClock() {
        Recorder recorder;
        EngineThread engine({.sink = recorder.sink(), .clock = [] { return EventClock::result_type{}; }});
        const JobId id = engine.submit(fakeJob([step = 0](JobContext& context) mutable -> Result<Slice> {
                                           context.post(Progress{"training", ++step, 50, -1});
                                           return step < 50 ? Slice::More : Slice::Done;
                                       }),
                                       Priority::Batch);
        recorder.finished(id);
        const auto events = recorder.events(id);
        QCOMPARE(events.size(), 3U);
        QCOMPARE(std::get<Progress>(events[0].body).done, 1);
        QCOMPARE(std::get<Progress>(events[1].body).done, 50);
    }
};

QTEST_APPLESS_MAIN(TestEngineThread)
#include "tst_engine_thread.moc"
