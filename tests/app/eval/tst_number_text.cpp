#include "app/eval/number_text.h"

#include "tests/support/comma_locale.h"

#include <QTest>

#include <limits>

using namespace kaleido;
using namespace kaleido::test;

namespace {

using Texts = std::vector<std::string>;

Texts textsOf(NumberStyle style, const std::vector<std::optional<double>>& values) {
    ResultTable table{.columns = {{"a", NumberStyle::Count}, {"b", style}}};
    for (const auto& value : values) table.rows.push_back({"", {0.0, value}});
    return numberTexts(table, 1);
}

}  // namespace

/// How the numbers of a column are written.
class TestNumberText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyStyleHasItsDigits() {
        QVERIFY(textsOf(NumberStyle::Plain2, {1.92, 0.005001, 12.0}) == Texts({"1.92", "0.01", "12.00"}));
        QVERIFY(textsOf(NumberStyle::Percent, {0.974, 1.0, 0.0}) == Texts({"97.4 %", "100.0 %", "0.0 %"}));
        QVERIFY(textsOf(NumberStyle::Count, {2000.0, 999.0, 1234567.0}) ==
                Texts({"2,000", "999", "1,234,567"}));
        QVERIFY(textsOf(NumberStyle::Plain3, {0.0153}) == Texts({"0.0153"}));
        QVERIFY(textsOf(NumberStyle::Plain3, {1.9249}) == Texts({"1.92"}));
        QVERIFY(textsOf(NumberStyle::Plain3, {1234.5}) == Texts({"1,234"}));
    }

    void theMiddleOfAColumnDecidesItsDigits() {
        QVERIFY(textsOf(NumberStyle::Plain3, {0.104, 0.0153, 0.0021}) ==
                Texts({"0.1040", "0.0153", "0.0021"}));
        QVERIFY(textsOf(NumberStyle::Plain3, {0.0, std::nullopt}) == Texts({"0.00", "–"}));
    }

    void whatWasNotMeasuredIsADash() {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        QVERIFY(textsOf(NumberStyle::Plain2, {std::nullopt, nan}) == Texts({"–", "–"}));
        const ResultTable shortRow{.columns = {{"a"}, {"b"}}, .rows = {{"", {1.0}}}};
        QVERIFY(numberTexts(shortRow, 1) == Texts({"–"}));
    }

    void negativeNumbersHaveAMinusButNothingHasNone() {
        QVERIFY(textsOf(NumberStyle::Plain2, {-1.5, -0.001, -0.0}) == Texts({"−1.50", "0.00", "0.00"}));
        QVERIFY(textsOf(NumberStyle::Count, {-1234.0}) == Texts({"−1,234"}));
    }

    void hugeAndTinyNumbersStayShort() {
        for (const double value : {1e300, -1e300, 1e-300, std::numeric_limits<double>::max(), 5e-324}) {
            for (const auto style :
                 {NumberStyle::Plain2, NumberStyle::Plain3, NumberStyle::Percent, NumberStyle::Count})
                QVERIFY(textsOf(style, {value})[0].size() < 20);
        }
    }

    void theLocaleDoesNotMatter() {
        const CommaLocale locale;
        if (!locale.active()) QSKIP("no locale with a decimal comma can be had");
        QVERIFY(textsOf(NumberStyle::Plain2, {1234.5}) == Texts({"1,234.50"}));
    }
};

QTEST_GUILESS_MAIN(TestNumberText)
#include "tst_number_text.moc"
