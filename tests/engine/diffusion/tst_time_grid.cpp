#include "engine/diffusion/time_grid.h"

#include <torch/types.h>

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace kaleido;

namespace {

bool fallsStrictlyToZero(const TimeGrid& times) {
    return times.back() == 0 &&
           std::adjacent_find(times.begin(), times.end(), [](int a, int b) { return a <= b; }) == times.end();
}

}  // namespace

class TestTimeGrid : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void evenTimesHaveTheirCheckValues();
    void halvesAreRoundedToTheEvenTime();
    void everyCountOfStepsFallsStrictlyToZero();
    void logSnrTimesAreEvenlySpaced();
    void narrowSchedulesCutTheRange();
    void impossibleCountsAreRefused();
};

void TestTimeGrid::evenTimesHaveTheirCheckValues() {
    QCOMPARE(evenTimes(1000, 1), TimeGrid({500, 0}));
    QCOMPARE(evenTimes(1000, 8), TimeGrid({890, 779, 667, 556, 445, 334, 222, 111, 0}));
    const TimeGrid fifty = evenTimes(1000, 50);
    QCOMPARE(fifty.size(), 51U);
    QCOMPARE(TimeGrid(fifty.begin(), fifty.begin() + 4), TimeGrid({981, 962, 942, 922}));
    QCOMPARE(TimeGrid(fifty.end() - 4, fifty.end()), TimeGrid({59, 39, 20, 0}));
    const TimeGrid many = evenTimes(1000, 250);
    QCOMPARE(TimeGrid(many.begin(), many.begin() + 4), TimeGrid({997, 993, 989, 985}));
    const TimeGrid all = evenTimes(1000, 1000);
    QCOMPARE(all.front(), 1000);
    QCOMPARE(all.size(), 1001U);
}

void TestTimeGrid::halvesAreRoundedToTheEvenTime() {
    // k·1001/2 at one step is 500.5; of T = 1002 it is 501.5; of T = 6 with three steps 1.75, 3.5, 5.25.
    QCOMPARE(evenTimes(1000, 1).front(), 500);
    QCOMPARE(evenTimes(1002, 1).front(), 502);
    QCOMPARE(evenTimes(6, 3), TimeGrid({5, 4, 2, 0}));
}

void TestTimeGrid::everyCountOfStepsFallsStrictlyToZero() {
    for (const ScheduleType type :
         {ScheduleType::CosineCap, ScheduleType::CosineLogSnr, ScheduleType::DdpmLinear}) {
        const NoiseSchedule schedule = NoiseSchedule::make(type, 100);
        for (int steps = 1; steps <= 100; ++steps) {
            for (const TimeGrid& times : {evenTimes(100, steps), evenLogSnrTimes(schedule, steps)}) {
                QCOMPARE(times.size(), static_cast<std::size_t>(steps) + 1);
                QVERIFY(fallsStrictlyToZero(times));
                QVERIFY(times.front() <= 100);
            }
        }
    }
}

void TestTimeGrid::logSnrTimesAreEvenlySpaced() {
    const NoiseSchedule schedule = NoiseSchedule::make(ScheduleType::CosineCap);
    const TimeGrid times = evenLogSnrTimes(schedule, 16, {.lowest = -8, .highest = 7});
    for (int i = 0; i < 16; ++i) {
        const int time = times[i];
        const double wanted = -8.0 + i;
        // No neighbouring time is nearer.
        const double distance = std::abs(schedule.logSnr(time) - wanted);
        QVERIFY(distance <= std::abs(schedule.logSnr(time + 1) - wanted));
        QVERIFY(distance <= std::abs(schedule.logSnr(time - 1) - wanted));
    }
}

void TestTimeGrid::narrowSchedulesCutTheRange() {
    // This schedule's log-SNR runs from 5 to −5.
    const NoiseSchedule schedule = NoiseSchedule::make(ScheduleType::CosineLogSnr);
    const TimeGrid times = evenLogSnrTimes(schedule, 11, {.lowest = -8, .highest = 7});
    QCOMPARE(times.front(), 1000);
    QCOMPARE(times[10], 1);
    for (int i = 0; i < 11; ++i) QVERIFY(std::abs(schedule.logSnr(times[i]) - (i - 5.0)) < 0.05);
}

void TestTimeGrid::impossibleCountsAreRefused() {
    const NoiseSchedule schedule = NoiseSchedule::make(ScheduleType::CosineCap, 10);
    for (const int steps : {0, 11}) {
        QVERIFY_THROWS_EXCEPTION(c10::Error, evenTimes(10, steps));
        QVERIFY_THROWS_EXCEPTION(c10::Error, evenLogSnrTimes(schedule, steps));
    }
}

QTEST_APPLESS_MAIN(TestTimeGrid)
#include "tst_time_grid.moc"
