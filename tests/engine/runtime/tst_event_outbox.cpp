#include "engine/runtime/event_outbox.h"

#include <QTest>

using namespace kaleido;
using namespace std::chrono_literals;

namespace {

constexpr JobId kJob{1};
constexpr JobId kOther{2};

Progress step(std::int64_t done) {
    return {"painting", done, 100, -1};
}
Notice notice(const char* text) {
    return {NoticeKind::General, text};
}

/// An outbox with a hand-set clock and the events that came out of it.
struct Bench {
    std::chrono::steady_clock::time_point now{};
    std::vector<Event> events;
    EventOutbox outbox{[this](const Event& event) { events.push_back(event); }, [this] { return now; }};

    /// The `done` numbers of a job's progress, in order.
    std::vector<std::int64_t> progress(JobId job) const {
        std::vector<std::int64_t> result;
        for (const Event& event : events) {
            const auto* body = std::get_if<Progress>(&event.body);
            if (body && event.job == job) result.push_back(body->done);
        }
        return result;
    }
};

using Numbers = std::vector<std::int64_t>;

}  // namespace

class TestEventOutbox : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theFirstProgressGoesOutAtOnce() {
        Bench bench;
        bench.outbox.post(kJob, step(1));
        QCOMPARE(bench.progress(kJob), Numbers{1});
    }

    void progressIsCoalescedToTheNewest() {
        Bench bench;
        for (int i = 1; i <= 5; ++i) bench.outbox.post(kJob, step(i));
        QCOMPARE(bench.progress(kJob), Numbers{1});
        bench.now += 33ms;
        bench.outbox.flushDue();
        QCOMPARE(bench.progress(kJob), Numbers{1});
        bench.now += 1ms;
        bench.outbox.flushDue();
        QCOMPARE(bench.progress(kJob), (Numbers{1, 5}));
    }

    void atMostThirtyProgressEventsASecond() {
        Bench bench;
        for (int i = 0; i < 10'000; ++i) {
            bench.outbox.post(kJob, step(i));
            bench.now += 100us;
        }
        QVERIFY(bench.events.size() <= 30);
        QVERIFY(bench.events.size() >= 29);
    }

    void oneJobsProgressDoesNotHoldBackAnothers() {
        Bench bench;
        bench.outbox.post(kJob, step(1));
        bench.outbox.post(kOther, step(7));
        QCOMPARE(bench.progress(kOther), Numbers{7});
    }

    void heldProgressComesBeforeTheEndAndNothingAfterIt() {
        Bench bench;
        bench.outbox.post(kJob, step(1));
        bench.outbox.post(kJob, step(2));
        bench.outbox.finish(kJob, {});
        QCOMPARE(bench.progress(kJob), (Numbers{1, 2}));
        QVERIFY(std::holds_alternative<JobFinished>(bench.events.back().body));
        const auto count = bench.events.size();
        bench.now += 1s;
        bench.outbox.flushAll();
        QCOMPARE(bench.events.size(), count);
    }

    void heldProgressGoesOutBeforeTheEngineWaits() {
        Bench bench;
        bench.outbox.post(kJob, step(1));
        bench.outbox.post(kJob, step(2));
        bench.outbox.flushAll();
        QCOMPARE(bench.progress(kJob), (Numbers{1, 2}));
    }

    void resultsAreNeverCoalesced() {
        Bench bench;
        for (int i = 0; i < 1000; ++i) {
            bench.outbox.post(kJob, PictureDone{.ref = {.picture = i}});
            bench.outbox.post(kJob, PlanDone{.index = i});
            bench.outbox.post(kJob, notice("a word"));
        }
        QCOMPARE(bench.events.size(), 3000U);
        for (int i = 0; i < 1000; ++i) {
            const auto at = static_cast<std::size_t>(3 * i);
            QCOMPARE(std::get<PictureDone>(bench.events[at].body).ref.picture, i);
            QCOMPARE(std::get<PlanDone>(bench.events[at + 1].body).index, i);
        }
    }

    void previewsOfOnePictureAreThinnedOut() {
        Bench bench;
        const auto preview = [](int picture, int done) {
            return Preview{.ref = {.picture = picture}, .step = done};
        };
        bench.outbox.post(kJob, preview(0, 1));
        bench.outbox.post(kJob, preview(1, 1));
        bench.outbox.post(kJob, preview(0, 2));
        QCOMPARE(bench.events.size(), 2U);
        bench.now += 34ms;
        bench.outbox.post(kJob, preview(0, 3));
        QCOMPARE(bench.events.size(), 3U);
        QCOMPARE(std::get<Preview>(bench.events.back().body).step, 3);
    }

    void partialPlansAreThinnedOutApartFromPreviews() {
        Bench bench;
        bench.outbox.post(kJob, PlanPartial{.index = 0});
        bench.outbox.post(kJob, PlanPartial{.index = 0});
        bench.outbox.post(kJob, PlanPartial{.index = 1});
        bench.outbox.post(kJob, Preview{});
        QCOMPARE(bench.events.size(), 3U);
    }

    void nothingComesAfterDetaching() {
        Bench bench;
        bench.outbox.post(kJob, step(1));
        bench.outbox.post(kJob, step(2));
        bench.outbox.detach();
        bench.outbox.post(kJob, notice("unheard"));
        bench.outbox.finish(kJob, {});
        QCOMPARE(bench.events.size(), 1U);
    }
};

QTEST_APPLESS_MAIN(TestEventOutbox)
#include "tst_event_outbox.moc"
