#include "engine/store/queue_table.h"

#include "tests/engine/store/store_test.h"

using namespace kaleido;
using namespace kaleido::test;

class TestQueueTable : public QObject {
    Q_OBJECT

    ScratchProject m_store;

    QueueTable& queue() { return m_store->queue(); }
    QueueEntryId add(const std::string& request, QueueEnd end = QueueEnd::Back) {
        return queue().add({.kind = "plan", .request = request}, end).value().id;
    }
    std::string order() {
        std::string text;
        for (const QueueEntry& entry : queue().entries().value()) text += entry.job.request;
        return text;
    }

private Q_SLOTS:
    void init() { m_store.make(); }

    void jobsComeBackExactly() {
        const SampleRun run = addRun(*m_store);
        const QueueEntry painting =
            queue().add({.kind = "generate", .request = R"({"steps":20})", .run = run.run}).value();
        const QueueEntry planning = queue().add({.kind = "plan", .request = "{}"}).value();
        m_store.reopen();
        QVERIFY((queue().entries().value() == std::vector<QueueEntry>{painting, planning}));
    }

    void jobsJoinAtEitherEnd() {
        add("b");
        add("c");
        add("a", QueueEnd::Front);
        add("0", QueueEnd::Front);
        add("d");
        QCOMPARE(order(), std::string("0abcd"));
    }

    void jobsAreMoved_data() {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("to");
        QTest::addColumn<QString>("after");
        QTest::newRow("to the front") << 2 << 0 << QStringLiteral("cabd");
        QTest::newRow("to the back") << 0 << 3 << QStringLiteral("bcda");
        QTest::newRow("one on") << 1 << 2 << QStringLiteral("acbd");
        QTest::newRow("stays") << 1 << 1 << QStringLiteral("abcd");
        QTest::newRow("beyond the back") << 1 << 99 << QStringLiteral("acdb");
    }
    void jobsAreMoved() {
        QFETCH(const int, from);
        QFETCH(const int, to);
        QFETCH(const QString, after);
        const std::vector<QueueEntryId> ids = {add("a"), add("b"), add("c"), add("d")};
        QVERIFY(queue().move(ids[static_cast<std::size_t>(from)], static_cast<std::size_t>(to)).ok());
        m_store.reopen();
        QCOMPARE(order(), after.toStdString());
        add("e");
        add("0", QueueEnd::Front);
        QCOMPARE(order(), "0" + after.toStdString() + "e");
    }

    void failedJobTellsWhyAndIsRetried() {
        const QueueEntryId job = add("a");
        QVERIFY(queue().setState(job, QueueState::Failed, "too little memory").ok());
        m_store.reopen();
        QCOMPARE(queue().entries().value().front().state, QueueState::Failed);
        QCOMPARE(queue().entries().value().front().fault, std::string("too little memory"));
        QVERIFY(queue().setState(job, QueueState::Waiting).ok());
        QCOMPARE(queue().entries().value().front().fault, std::string());
    }

    void interruptedJobWaitsAgain() {
        const QueueEntryId running = add("a"), failed = add("b");
        QVERIFY(queue().setState(running, QueueState::Running).ok());
        QVERIFY(queue().setState(failed, QueueState::Failed, "why").ok());
        m_store.reopen();
        const auto entries = queue().entries().value();
        QCOMPARE(entries[0].state, QueueState::Waiting);
        QCOMPARE(entries[1].state, QueueState::Failed);
    }

    void doneJobsLeaveAndTheirNumbersAreNotGivenAgain() {
        const QueueEntryId first = add("a"), second = add("b");
        QVERIFY(queue().remove(second).ok());
        QCOMPARE(order(), std::string("a"));
        QVERIFY(queue().remove(first).ok());
        QVERIFY(add("c") > second);
    }

    void replacingKeepsWhatRuns() {
        const QueueEntryId running = add("a");
        add("b");
        add("c");
        QVERIFY(queue().setState(running, QueueState::Running).ok());
        QVERIFY(m_store
                    ->inOne([&]() -> Result<void> {
                        if (Result<void> cleared = queue().clearWaiting(); !cleared) return cleared;
                        add("d");
                        return {};
                    })
                    .ok());
        QCOMPARE(order(), std::string("ad"));
    }

    void whatIsNotThereIsNotFound() {
        QCOMPARE(queue().remove(QueueEntryId{9}).error().code, Code::NotFound);
        QCOMPARE(queue().move(QueueEntryId{9}, 0).error().code, Code::NotFound);
        QCOMPARE(queue().setState(QueueEntryId{9}, QueueState::Waiting).error().code, Code::NotFound);
        QCOMPARE(queue().add({.kind = "generate", .request = "", .run = RunId{9}}).error().code,
                 Code::NotFound);
        QVERIFY(queue().entries().value().empty());
    }
};

QTEST_APPLESS_MAIN(TestQueueTable)
#include "tst_queue_table.moc"
