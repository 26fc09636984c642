#include "engine/runtime/job_queue.h"

#include <QTest>

using namespace kaleido;

namespace {

JobEntry& add(JobQueue& queue, std::uint64_t id, Priority priority) {
    return queue.add(JobId{id}, priority, nullptr, nullptr);
}

/// The ids in the order of their turns, taking each one out.
std::vector<std::uint64_t> drain(JobQueue& queue) {
    std::vector<std::uint64_t> order;
    while (const JobEntry* entry = queue.next()) {
        order.push_back(entry->id.value);
        queue.take(entry->id);
    }
    return order;
}

using Ids = std::vector<std::uint64_t>;

}  // namespace

class TestJobQueue : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void ordersByPriorityThenByArrival() {
        JobQueue queue;
        add(queue, 1, Priority::Training);
        add(queue, 2, Priority::Batch);
        add(queue, 3, Priority::Interactive);
        add(queue, 4, Priority::Batch);
        add(queue, 5, Priority::Interactive);
        QCOMPARE(drain(queue), (Ids{3, 5, 2, 4, 1}));
        QVERIFY(queue.empty());
    }

    void aJobKeepsItsPlaceUntilItIsTaken() {
        JobQueue queue;
        JobEntry& first = add(queue, 1, Priority::Batch);
        first.started = true;
        add(queue, 2, Priority::Batch);
        add(queue, 3, Priority::Interactive);
        QCOMPARE(queue.next()->id, JobId{3});
        queue.take(JobId{3});
        QCOMPARE(queue.next(), &first);
    }

    void movesWithinItsPriorityOnly() {
        JobQueue queue;
        for (const std::uint64_t id : {1, 2, 3}) add(queue, id, Priority::Batch);
        add(queue, 9, Priority::Interactive);
        QVERIFY(queue.move(JobId{3}, 0));
        QVERIFY(queue.move(JobId{1}, 99));
        QVERIFY(!queue.move(JobId{4}, 0));
        QCOMPARE(drain(queue), (Ids{9, 3, 2, 1}));
    }

    void addressesSurviveReordering() {
        JobQueue queue;
        JobEntry& entry = add(queue, 1, Priority::Batch);
        for (std::uint64_t id = 2; id < 50; ++id) add(queue, id, Priority::Batch);
        queue.move(JobId{1}, 20);
        QCOMPARE(queue.find(JobId{1}), &entry);
    }

    void aJobThatHasNotBegunIsDroppedByEitherStop() {
        JobQueue queue;
        JobEntry& soft = add(queue, 1, Priority::Training);
        QCOMPARE(queue.firstToDrop(), nullptr);
        soft.stop.requestStop(StopWhen::AfterPicture);
        QCOMPARE(queue.firstToDrop(), &soft);
    }

    void aJobThatHasBegunIsDroppedByNowOnly() {
        JobQueue queue;
        JobEntry& entry = add(queue, 1, Priority::Training);
        entry.started = true;
        entry.stop.requestStop(StopWhen::AfterPicture);
        QCOMPARE(queue.firstToDrop(), nullptr);
        entry.stop.requestStop(StopWhen::Now);
        QCOMPARE(queue.firstToDrop(), &entry);
    }

    void theSnapshotTellsOrderAndState() {
        JobQueue queue;
        add(queue, 1, Priority::Training).started = true;
        add(queue, 2, Priority::Batch).stop.requestStop(StopWhen::Now);
        const std::vector<JobInfo> expected{{JobId{2}, Priority::Batch, false, StopWhen::Now},
                                            {JobId{1}, Priority::Training, true, StopWhen::Never}};
        QVERIFY(queue.snapshot() == expected);
        queue.stopAll(StopWhen::AfterPicture);
        QCOMPARE(queue.snapshot()[0].stopping, StopWhen::Now);
        QCOMPARE(queue.snapshot()[1].stopping, StopWhen::AfterPicture);
    }
};

QTEST_APPLESS_MAIN(TestJobQueue)
#include "tst_job_queue.moc"
