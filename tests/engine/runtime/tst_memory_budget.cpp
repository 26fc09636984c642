#include "engine/runtime/memory_budget.h"

#include <QTest>

using namespace kaleido;

namespace {

constexpr std::uint64_t kMega = 1'000'000;

MemoryBudget budget(std::uint64_t available, MemoryBudgetOptions options = {.reserve = 0},
                    std::uint64_t resident = 0) {
    return MemoryBudget(
        [available, resident] {
            MemoryFacts facts;
            facts.available = available;
            facts.resident = resident;
            return facts;
        },
        options);
}

}  // namespace

class TestMemoryBudget : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void saysYesWhenAllOfItFits() {
        const auto answer = budget(500 * kMega).ask({"painting", 100 * kMega, 100 * kMega, 4});
        QVERIFY(answer && *answer == (Admission{4, false}));
    }

    void offersTheLargestBatchThatFits() {
        const auto answer = budget(499 * kMega).ask({"painting", 100 * kMega, 100 * kMega, 4});
        QVERIFY(answer && *answer == (Admission{3, true}));
    }

    void refusesWhenNotEvenOneFitsAndSaysWhatWould() {
        const auto answer =
            budget(640 * kMega).ask({"painting 64x64 pictures", 1400 * kMega, 100 * kMega, 4});
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, Code::NoMemory);
        const auto message = QString::fromStdString(answer.error().message);
        QVERIFY(message.startsWith(u"painting 64x64 pictures needs 1.5 GB"));
        QVERIFY(message.contains(u"at most 640 MB would fit"));
    }

    void workWithoutABatchFitsOrDoesNot() {
        QVERIFY(budget(100).ask({"loading", 100, 0, 1}).ok());
        QVERIFY(!budget(99).ask({"loading", 100, 0, 1}).ok());
    }

    void aLyingSizeDoesNotOverflow() {
        QVERIFY(!budget(100 * kMega).ask({"loading", UINT64_MAX - 5, 100, 2}).ok());
    }

    void keepsTheReserveFree() {
        QCOMPARE(budget(500, {.reserve = 200}).freeBytes(), 300U);
        QCOMPARE(budget(100, {.reserve = 200}).freeBytes(), 0U);
    }

    void keepsToTheUsersLimit() {
        QCOMPARE(budget(1000, {.reserve = 0, .processLimit = 700}, 400).freeBytes(), 300U);
        QCOMPARE(budget(200, {.reserve = 0, .processLimit = 700}, 400).freeBytes(), 200U);
        QCOMPARE(budget(1000, {.reserve = 0, .processLimit = 300}, 400).freeBytes(), 0U);
    }

    void readsTheMachineAnewEachTime() {
        std::uint64_t available = 100;
        const MemoryBudget changing(
            [&available] {
                MemoryFacts facts;
                facts.available = available;
                return facts;
            },
            {.reserve = 0});
        QVERIFY(!changing.ask({"loading", 150, 0, 1}).ok());
        available = 200;
        QVERIFY(changing.ask({"loading", 150, 0, 1}).ok());
    }

    void writesBytesForPeople() {
        QCOMPARE(formatBytes(12'345), std::string("12 kB"));
        QCOMPARE(formatBytes(640 * kMega), std::string("640 MB"));
        QCOMPARE(formatBytes(999'600'000), std::string("1.0 GB"));
        QCOMPARE(formatBytes(1'540 * kMega), std::string("1.5 GB"));
    }
};

QTEST_APPLESS_MAIN(TestMemoryBudget)
#include "tst_memory_budget.moc"
