#include "app/engine/engine_bridge.h"
#include "tests/support/fake_engine.h"

#include <QSignalSpy>
#include <QTest>

#include <thread>

using namespace kaleido;
using namespace kaleido::test;

class TestEngineBridge : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eventsOfAnotherThreadComeInOrderOnThisOne();
    void everyJobHasItsOwnListener();
    void aListenerThatIsGoneIsNotCalled();
    void itIsBusyUntilTheLastJobHasFinished();
    void whatNobodyWaitsForMakesNoNoise();
};

void TestEngineBridge::eventsOfAnotherThreadComeInOrderOnThisOne() {
    FakeEngine engine;
    EngineBridge bridge(engine.starter());
    std::vector<int> indices;
    bool finished = false;
    const QThread* const here = QThread::currentThread();
    bridge.submit(PlanRequest{}, this, [&](JobId, const EventBody& event) {
        QCOMPARE(QThread::currentThread(), here);
        if (const auto* done = std::get_if<PlanDone>(&event)) indices.push_back(done->index);
        finished = std::holds_alternative<JobFinished>(event);
    });
    std::jthread([&] {
        for (int i = 0; i < 100; ++i) engine.send(0, PlanDone{.index = i});
        engine.send(0, JobFinished{});
    }).join();
    QVERIFY(indices.empty());  // nothing is delivered while this thread is at work
    QTRY_VERIFY(finished);
    QCOMPARE(indices.size(), std::size_t(100));
    QVERIFY(std::is_sorted(indices.begin(), indices.end()));
}

void TestEngineBridge::everyJobHasItsOwnListener() {
    FakeEngine engine;
    EngineBridge bridge(engine.starter());
    int first = 0, second = 0;
    bridge.submit(PlanRequest{}, this, [&](JobId, const EventBody&) { ++first; });
    bridge.submit(PlanRequest{}, this, [&](JobId, const EventBody&) { ++second; });
    engine.send(1, PlanDone{});
    engine.send(0, JobFinished{});
    engine.send(1, JobFinished{});
    engine.send(1, PlanDone{});  // after its end nothing of a job is heard
    QTRY_VERIFY(!bridge.isBusy());
    QCOMPARE(first, 1);
    QCOMPARE(second, 2);
}

void TestEngineBridge::aListenerThatIsGoneIsNotCalled() {
    FakeEngine engine;
    EngineBridge bridge(engine.starter());
    auto listener = std::make_unique<QObject>();
    bool called = false;
    bridge.submit(PlanRequest{}, listener.get(), [&](JobId, const EventBody&) { called = true; });
    listener.reset();
    engine.send(0, JobFinished{});
    QTRY_VERIFY(!bridge.isBusy());
    QVERIFY(!called);
}

void TestEngineBridge::itIsBusyUntilTheLastJobHasFinished() {
    FakeEngine engine;
    EngineBridge bridge(engine.starter());
    QSignalSpy busy(&bridge, &EngineBridge::busyChanged);
    bridge.submit(PlanRequest{}, this, {});
    bridge.submit(PlanRequest{}, this, {});
    bridge.cancelAll(StopWhen::Now);
    QCOMPARE(engine.cancelled.size(), std::size_t(2));
    engine.send(0, JobFinished{.outcome = Outcome::Cancelled});
    engine.send(1, JobFinished{.outcome = Outcome::Cancelled});
    QTRY_COMPARE(busy.count(), 2);
    QCOMPARE(busy.first().front().toBool(), true);
    QCOMPARE(busy.last().front().toBool(), false);
}

void TestEngineBridge::whatNobodyWaitsForMakesNoNoise() {
    FakeEngine engine;
    EngineBridge bridge(engine.starter());
    QSignalSpy busy(&bridge, &EngineBridge::busyChanged), progressed(&bridge, &EngineBridge::progressed);
    QSignalSpy finished(&bridge, &EngineBridge::finished);
    int heard = 0;
    bridge.submitQuietly(TokenTilesRequest{}, this, [&](JobId, const EventBody&) { ++heard; });
    QVERIFY(!bridge.isBusy());
    bridge.submit(PlanRequest{}, this, {});
    engine.send(0, Progress{.stage = "loading"});
    engine.send(0, JobFinished{});
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(heard, 2);
    QCOMPARE(progressed.count(), 0);
    QVERIFY(bridge.isBusy());
    engine.send(1, JobFinished{});
    QTRY_VERIFY(!bridge.isBusy());
    QCOMPARE(busy.count(), 2);
}

QTEST_GUILESS_MAIN(TestEngineBridge)
#include "tst_engine_bridge.moc"
