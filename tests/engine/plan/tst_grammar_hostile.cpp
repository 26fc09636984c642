#include "engine/plan/grammar.h"
#include "engine/plan/limits.h"
#include "engine/plan/validate.h"
#include "tests/support/random_plan.h"

#include <QtTest>

#include <array>

using namespace kaleido;

namespace {

/// Reads any bytes; whatever comes out as a plan must be one that can be used and written again.
/// Returns whether there was a plan.
bool readsOnlyValidPlans(std::string_view text) {
    const auto symbols = parseSymbols(text, PlanFormat{});
    if (!symbols) return false;
    const auto plan = readPlan(*symbols, PlanFormat{});
    if (!plan) return false;
    if (hasErrors(validate(*plan, PlanFormat{}))) throw std::logic_error("an invalid plan was read");
    const auto again = readPlan(writePlan(*plan, Kinds::all(), PlanFormat{}, Purpose::Target), PlanFormat{});
    if (!again || !(*again == *plan)) throw std::logic_error("a plan that was read does not read again");
    return true;
}

std::string randomBytes(Random& random) {
    std::string bytes;
    for (int i = random.below(60); i > 0; --i) bytes += static_cast<char>(random.below(256));
    return bytes;
}

/// Marks, numbers and texts in any order.
std::string randomMarks(Random& random) {
    static constexpr std::array<std::string_view, 16> kParts = {
        "<text>", "<bbox>", "<blob>", "<voken>", "<color>", "</item>", "<end>", "<mask>",
        "a cat.", "<p3>",   "<p90>",  "<v7>",    "<c511>",  "<given>", "&amp;", "<p128>"};
    std::string text;
    for (int i = random.below(20); i > 0; --i)
        text += kParts[static_cast<std::size_t>(random.below(kParts.size()))];
    return text;
}

/// One byte changed, removed or inserted, or a stretch doubled or cut.
std::string mutated(std::string text, Random& random) {
    if (text.empty()) return text;
    const auto at = static_cast<std::size_t>(random.below(static_cast<int>(text.size())));
    const auto length = static_cast<std::size_t>(1 + random.below(12));
    switch (random.below(5)) {
        case 0:
            text[at] = static_cast<char>(random.below(256));
            break;
        case 1:
            text.erase(at, length);
            break;
        case 2:
            text.insert(at, 1, static_cast<char>(random.below(256)));
            break;
        case 3:
            text.insert(at, text.substr(at, length));
            break;
        default:
            text[at] = "0123456789<>&pvc/"[random.below(17)];
            break;
    }
    return text;
}

}  // namespace

/// No byte string makes an invalid plan.
class GrammarHostileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void randomBytesMakeNoInvalidPlan() {
        Random random(1);
        for (int n = 0; n < 30000; ++n) readsOnlyValidPlans(randomBytes(random));
    }

    void randomMarksMakeNoInvalidPlan() {
        Random random(2);
        for (int n = 0; n < 30000; ++n) readsOnlyValidPlans(randomMarks(random));
    }

    void mutatedPlansMakeNoInvalidPlan() {
        Random random(3);
        int plans = 0;
        constexpr int kTries = 20000;
        std::string text;
        for (int n = 0; n < kTries; ++n) {
            if (n % 10 == 0) {
                text =
                    toText(writePlan(test::randomPlan(random), Kinds::all(), PlanFormat{}, Purpose::Target));
            }
            std::string changed = text;
            for (int times = 1 + random.below(3); times > 0; --times) changed = mutated(changed, random);
            plans += readsOnlyValidPlans(changed) ? 1 : 0;
        }
        // The test means nothing if mutations never, or always, survive.
        QVERIFY2(plans > kTries / 100 && plans < kTries, qPrintable(QString::number(plans)));
    }

    void symbolsOfAnyOrderMakeNoInvalidPlan() {
        Random random(4);
        for (int n = 0; n < 30000; ++n) {
            std::vector<Symbol> symbols;
            for (int i = random.below(12); i > 0; --i) {
                Symbol symbol;
                symbol.kind = static_cast<SymbolKind>(random.below(12));
                symbol.value = random.below(700) - 100;
                if (random.chance(0.7)) symbol.text = randomBytes(random);
                symbols.push_back(std::move(symbol));
            }
            const auto plan = readPlan(symbols, PlanFormat{});
            if (plan) QVERIFY(!hasErrors(validate(*plan, PlanFormat{})));
        }
    }

    void errorsQuoteNoLongOrBrokenText() {
        for (const std::string& words : {std::string(kMaxWordsBytes + 1, 'a'), std::string("a\x07")}) {
            const auto plan = readPlan(
                {{.kind = SymbolKind::Bbox}, {.kind = SymbolKind::Words, .text = words}}, PlanFormat{});
            QVERIFY(!plan.ok());
            QVERIFY2(plan.error().message.size() < 200, plan.error().message.c_str());
            QVERIFY(plan.error().message.find('\x07') == std::string::npos);
        }
    }

    void overlongTextsAreRefusedAtOnce() {
        const auto symbols = parseSymbols(std::string(kMaxPlanTextBytes + 1, 'a'), PlanFormat{});
        QVERIFY(!symbols.ok());
        QVERIFY(!readsOnlyValidPlans("<text>" + std::string(kMaxDetailBytes, 'a') + "<end>"));
        QVERIFY(!readsOnlyValidPlans("<bbox>" + std::string(kMaxWordsBytes + 1, 'a') + "<mask></item><end>"));
    }
};

QTEST_APPLESS_MAIN(GrammarHostileTest)
#include "tst_grammar_hostile.moc"
