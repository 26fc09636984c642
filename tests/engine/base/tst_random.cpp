#include "engine/base/random.h"

#include <QtTest>

#include <array>
#include <cmath>
#include <set>

using namespace kaleido;

class RandomTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void splitmixGivesThePublishedValues() {
        // The first values of the reference generator for seed 0 and seed 1234567.
        QCOMPARE(splitmix(0, 0), 0xE220A8397B1DCDAFULL);
        QCOMPARE(splitmix(0, 1), 0x6E789E6AA1B965F4ULL);
        QCOMPARE(splitmix(1234567, 0), 6457827717110365317ULL);
        QCOMPARE(splitmix(1234567, 1), 3203168211198807973ULL);
    }

    void fnvGivesThePublishedValues() {
        QCOMPARE(fnv1a(""), 0xCBF29CE484222325ULL);
        QCOMPARE(fnv1a("a"), 0xAF63DC4C8601EC8CULL);
        QCOMPARE(fnv1a("foobar"), 0x85944171F73967E8ULL);
    }

    void aFoldedSeedKeepsSmallSeedsAndTellsLargeOnesApart() {
        for (const std::uint64_t small : {0ULL, 1ULL, 7ULL, 0xFFFFFFFFULL})
            QCOMPARE(std::uint64_t{foldedSeed(small)}, small);
        std::set<std::uint32_t> folded;
        for (std::uint64_t high = 0; high < 1000; ++high) folded.insert(foldedSeed((high << 32) + 7));
        QCOMPARE(folded.size(), std::size_t{1000});
        // The published finaliser of 1 is 0x514E28B7.
        QCOMPARE(foldedSeed(1ULL << 32), 0x514E28B7U);
    }

    void theSameSeedGivesTheSameNumbers() {
        Random a(42), b(42), c(43);
        bool differs = false;
        for (int i = 0; i < 100; ++i) {
            const std::uint64_t bits = a.bits();
            QCOMPARE(bits, b.bits());
            differs = differs || bits != c.bits();
        }
        QVERIFY(differs);
    }

    void uniformStaysInItsRangeAndFillsIt() {
        Random random(1);
        double sum = 0, low = 1, high = 0;
        constexpr int kDraws = 20000;
        for (int i = 0; i < kDraws; ++i) {
            const double value = random.uniform();
            QVERIFY(value >= 0 && value < 1);
            sum += value;
            low = std::min(low, value);
            high = std::max(high, value);
        }
        QVERIFY(std::abs(sum / kDraws - 0.5) < 0.01);
        QVERIFY(low < 0.001 && high > 0.999);
        for (int i = 0; i < 100; ++i) {
            const double value = random.uniform(-3, -2);
            QVERIFY(value >= -3 && value < -2);
        }
    }

    void belowIsEven() {
        Random random(2);
        std::array<int, 7> counts{};
        for (int i = 0; i < 70000; ++i) ++counts.at(static_cast<std::size_t>(random.below(7)));
        for (const int count : counts) QVERIFY(std::abs(count - 10000) < 500);
    }

    void chanceAndNormalHaveTheirMoments() {
        Random random(3);
        constexpr int kDraws = 40000;
        int hits = 0;
        double sum = 0, squares = 0;
        for (int i = 0; i < kDraws; ++i) {
            hits += random.chance(0.3) ? 1 : 0;
            const double value = random.normal();
            QVERIFY(std::isfinite(value));
            sum += value;
            squares += value * value;
        }
        QVERIFY(std::abs(hits / double{kDraws} - 0.3) < 0.01);
        QVERIFY(std::abs(sum / kDraws) < 0.02);
        QVERIFY(std::abs(squares / kDraws - 1) < 0.03);
    }
};

QTEST_APPLESS_MAIN(RandomTest)
#include "tst_random.moc"
