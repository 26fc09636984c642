#include "engine/plan/grammar.h"
#include "engine/plan/sentences.h"
#include "engine/plan/shapes.h"
#include "tests/support/random_plan.h"

#include <QtTest>

#include <cmath>

using namespace kaleido;

namespace {

constexpr int kPlans = 3000;

std::vector<Symbol> write(const Plan& plan, const PlanFormat& format) {
    return writePlan(plan, Kinds::all(), format, Purpose::Target);
}

bool near(double a, double b, const PlanFormat& format) {
    return std::abs(a - b) <= 0.5 / format.bins + 1e-12;
}

bool sameWithinHalfABin(const Box& a, const Box& b, const PlanFormat& format) {
    return near(a.x0, b.x0, format) && near(a.y0, b.y0, format) && near(a.x1, b.x1, format) &&
           near(a.y1, b.y1, format);
}

bool sameWithinHalfABin(const Blob& a, const Blob& b, const PlanFormat& format) {
    const Blob x = canonicalBlob(a), y = canonicalBlob(b);
    // Half a turn is one turn of an ellipse, so the angle's bins lie on a circle.
    const double turn = std::abs(x.angle - y.angle) / 180;
    return near(x.centre.x, y.centre.x, format) && near(x.centre.y, y.centre.y, format) &&
           near(x.rx, y.rx, format) && near(x.ry, y.ry, format) && near(std::min(turn, 1 - turn), 0, format);
}

template <typename Shape>
bool sameWithinHalfABin(const std::optional<Shape>& a, const std::optional<Shape>& b,
                        const PlanFormat& format) {
    return a.has_value() == b.has_value() && (!a || sameWithinHalfABin(*a, *b, format));
}

bool hasCodes(const CodeGrid& grid) {
    return std::any_of(grid.codes.begin(), grid.codes.end(), [](int code) { return code != kUnknownCode; });
}

PlanFormat oddFormat() {
    return {.bins = 1000,
            .maxItems = 5,
            .maxTokens = 512,
            .tokenColumns = 5,
            .tokenRows = 3,
            .tokenCodes = 77,
            .colorColumns = 2,
            .colorRows = 6,
            .colorLevels = 6};
}

}  // namespace

class GrammarPropertiesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void roundTripStaysWithinHalfABinAndIsIdempotent_data() {
        QTest::addColumn<bool>("odd");
        QTest::newRow("format of the bundled model") << false;
        QTest::newRow("another format") << true;
    }
    void roundTripStaysWithinHalfABinAndIsIdempotent() {
        QFETCH(bool, odd);
        const PlanFormat format = odd ? oddFormat() : PlanFormat{};
        Random random(20240501);
        for (int n = 0; n < kPlans; ++n) {
            const Plan plan = test::randomPlan(random, {.format = format});
            const auto symbols = write(plan, format);
            const auto parsed = parseSymbols(toText(symbols), format);
            QVERIFY2(parsed.ok(), parsed.ok() ? "" : parsed.error().message.c_str());
            const auto read = readPlan(*parsed, format);
            QVERIFY2(read.ok(), read.ok() ? "" : read.error().message.c_str());

            QCOMPARE(QString::fromStdString(read->detail), QString::fromStdString(plan.detail));
            QCOMPARE(read->sentences.size(), plan.sentences.size());
            QCOMPARE(read->items.size(), plan.items.size());
            for (std::size_t i = 0; i < plan.items.size(); ++i) {
                QVERIFY(read->items[i].words == plan.items[i].words);
                QVERIFY(sameWithinHalfABin(read->items[i].box, plan.items[i].box, format));
                QVERIFY(sameWithinHalfABin(read->items[i].blob, plan.items[i].blob, format));
            }
            QVERIFY(read->tokens.codes == (hasCodes(plan.tokens) ? plan.tokens.codes : std::vector<int>{}));
            QVERIFY(read->colors.codes == (hasCodes(plan.colors) ? plan.colors.codes : std::vector<int>{}));

            const auto again = readPlan(write(*read, format), format);
            QVERIFY(again.ok());
            QVERIFY(*again == *read);
        }
    }

    void smallestBoxesSurviveEverywhere() {
        const PlanFormat format;
        Random random(7);
        for (int n = 0; n < 5000; ++n) {
            const double side = 1.0 / 64;
            const double x = n % 2 ? 1 - side : random.uniform(0, 1 - side);
            Plan plan;
            plan.items.resize(1);
            plan.items[0].words = "dot";
            plan.items[0].box = Box{x, 0.25, x + side, 0.25 + side};
            const auto read = readPlan(write(plan, format), format);
            QVERIFY(read.ok());
            QVERIFY(sameWithinHalfABin(plan.items[0].box, read->items[0].box, format));
            QVERIFY(*readPlan(write(*read, format), format) == *read);
        }
    }

    void shapesThatStickOutAreClampedToReadablePlans() {
        Random random(8);
        for (int n = 0; n < kPlans; ++n) {
            const Plan plan = test::randomPlan(random, {.mayStickOut = true});
            const auto read = readPlan(write(plan, PlanFormat{}), PlanFormat{});
            QVERIFY2(read.ok(), read.ok() ? "" : read.error().message.c_str());
            QVERIFY(*readPlan(write(*read, PlanFormat{}), PlanFormat{}) == *read);
        }
    }

    void everyPurposeAndEveryChoiceOfKindsIsReadable() {
        Random random(9);
        for (int n = 0; n < kPlans; ++n) {
            const Plan plan = lockedFirst(test::randomPlan(random));
            const Kinds kinds{random.chance(0.5), random.chance(0.5), random.chance(0.5), random.chance(0.5),
                              random.chance(0.5)};
            const auto purpose = static_cast<Purpose>(n % 3);
            const auto symbols = writePlan(plan, kinds, PlanFormat{}, purpose);
            const auto read = readPlan(symbols, PlanFormat{});
            QVERIFY2(read.ok(), read.ok() ? "" : read.error().message.c_str());
            QVERIFY(toText(*parseSymbols(toText(symbols), PlanFormat{})) == toText(symbols));
        }
    }
};

QTEST_APPLESS_MAIN(GrammarPropertiesTest)
#include "tst_grammar_properties.moc"
