#include "engine/nn/parallel.h"

#include <torch/utils.h>
#include <atomic>
#include <QtTest>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace kaleido;

class TestParallel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { torch::set_num_threads(3); }

    void everyNumberIsWorkedOnOnce() {
        for (const std::int64_t grain : {0, 1, 2, 7, 100}) {
            for (std::int64_t count = 0; count < 20; ++count) {
                std::vector<std::atomic<int>> worked(static_cast<std::size_t>(count));
                parallelFor(5, 5 + count, grain, [&](std::int64_t from, std::int64_t to) {
                    for (std::int64_t i = from; i < to; ++i) ++worked[static_cast<std::size_t>(i - 5)];
                });
                for (const auto& times : worked) QCOMPARE(times.load(), 1);
            }
        }
    }

    void runsAreNotShorterThanTheGrain() {
        std::atomic<int> runs = 0;
        parallelFor(0, 10, 5, [&](std::int64_t, std::int64_t) { ++runs; });
        QCOMPARE(runs.load(), 2);
        runs = 0;
        parallelFor(0, 10, 10, [&](std::int64_t, std::int64_t) { ++runs; });
        QCOMPARE(runs.load(), 1);
    }

    void aLoopWithinALoopStaysOnItsThread() {
        std::atomic<bool> strayed = false;
        parallelFor(0, 3, 1, [&](std::int64_t, std::int64_t) {
            const auto outer = std::this_thread::get_id();
            parallelFor(0, 9, 1, [&](std::int64_t, std::int64_t) {
                if (std::this_thread::get_id() != outer) strayed = true;
            });
        });
        QVERIFY(!strayed);
    }

    void whatIsThrownIsThrownToTheCaller() {
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, parallelFor(0, 3, 1, [](std::int64_t, std::int64_t to) {
                                     if (to == 3) throw std::runtime_error("the last run");
                                 }));
    }
};

QTEST_APPLESS_MAIN(TestParallel)
#include "tst_parallel.moc"
