#include "app/sheet/axis.h"
#include "app/sheet/plot_sheet.h"
#include "sheet_checks.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace kaleido::sheet;
using namespace kaleido::sheet::testing;

namespace {

using Values = std::vector<double>;

void compareValues(const Values& actual, const Values& expected) {
    QCOMPARE(actual.size(), expected.size());
    for (std::size_t i = 0; i < actual.size(); ++i) QVERIFY(std::abs(actual[i] - expected[i]) <= 1e-9);
}

Series falling(const std::string& name, int points) {
    Series series{name};
    for (int i = 1; i <= points; ++i) {
        series.x.push_back(1000.0 * i);
        series.y.push_back(1.0 / i);
    }
    return series;
}

}  // namespace

class TestPlotSheet : public QObject {
    Q_OBJECT
public:
    static void initMain() { qputenv("QT_QPA_PLATFORM", "offscreen"); }
private Q_SLOTS:
    void ticksAreRound() {
        compareValues(Axis{0, 100, false}.ticks(5), {0, 20, 40, 60, 80, 100});
        compareValues(Axis{-0.3, 0.3, false}.ticks(6), {-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3});
        compareValues(Axis{0.01, 10, true}.ticks(5), {0.01, 0.1, 1, 10});
        compareValues(Axis{0.02, 0.5, true}.ticks(6), {0.02, 0.05, 0.1, 0.2, 0.5});
        compareValues(Axis{0.5, 0.9, true}.ticks(4), {0.5, 0.6, 0.7, 0.8, 0.9});
    }

    void aWideLogarithmicAxisSkipsPowers() {
        const Values ticks = Axis{1e-12, 1e12, true}.ticks(6);
        QVERIFY(ticks.size() >= 3 && ticks.size() <= 8);
    }

    void positionsRunFromNothingToOne() {
        const Axis linear{2, 6, false};
        QCOMPARE(linear.position(2), 0.0);
        QCOMPARE(linear.position(5), 0.75);
        const Axis logarithmic{0.01, 100, true};
        QVERIFY(std::abs(logarithmic.position(1) - 0.5) < 1e-12);
    }

    void anAxisHoldsWhatItCanShow() {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        const double infinity = std::numeric_limits<double>::infinity();
        const auto linear = axisFor({3, nan, -1, infinity}, false, 0);
        QVERIFY(linear && linear->low == -1 && linear->high == 3);
        const auto logarithmic = axisFor({3, 0, -1, 0.5}, true, 0);
        QVERIFY(logarithmic && logarithmic->low == 0.5 && logarithmic->high == 3);
        QVERIFY(!axisFor({nan, infinity}, false, 0));
        QVERIFY(!axisFor({0, -1}, true, 0));
        for (const double value : {0.0, 5.0, -5.0}) {
            const auto single = axisFor({value}, false, 0);
            QVERIFY(single && single->low < value && single->high > value);
        }
    }

    void tickLabelsAreShort() {
        QCOMPARE(tickLabel(0.02), std::string("0.02"));
        QCOMPARE(tickLabel(-0.1 + 0.1), std::string("0"));
        QCOMPARE(tickLabel(250), std::string("250"));
        QCOMPARE(tickLabel(12'000), std::string("12k"));
        QCOMPARE(tickLabel(1'500'000), std::string("1.5M"));
    }

    void textsOfPlotsNeverOverlap_data() {
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("series");
        QTest::addColumn<bool>("logarithmic");
        QTest::newRow("wide") << 880 << 2 << false;
        QTest::newRow("logarithmic") << 880 << 2 << true;
        QTest::newRow("narrow, many curves") << 360 << 9 << true;
        QTest::newRow("no curve") << 500 << 0 << false;
    }
    void textsOfPlotsNeverOverlap() {
        QFETCH(int, width);
        QFETCH(int, series);
        QFETCH(bool, logarithmic);
        PlotContent content{.frame = {"Training losses", "", {{"Batch", "16"}}}};
        content.xTitle = "pictures seen";
        content.yTitle = "mean squared error";
        content.logX = content.logY = logarithmic;
        content.width = width;
        for (int i = 0; i < series; ++i)
            content.series.push_back(falling("loss number " + std::to_string(i), 500));
        for (Series& one : content.series) one.smoothing = 0.9;
        const Sheet sheet = layoutPlot(content);
        QCOMPARE(layoutFault(sheet), QString());
        QCOMPARE(inkFault(sheet), QString());
    }

    void aCurveIsDrawnInItsColourFromHighToLow() {
        PlotContent content{.series = {falling("loss", 50)}};
        const Sheet sheet = layoutPlot(content);
        for (const SheetElement& element : sheet.elements()) {
            if (element.kind != ElementKind::Drawing) continue;
            const QImage image = painted(sheet, element);
            const QRect bounds = ink(image);
            QVERIFY(bounds.width() > element.rect.width() * 9 / 10);
            QVERIFY(bounds.height() > element.rect.height() * 8 / 10);
            const QRect leftEdge(element.rect.left(), element.rect.top(), 8, element.rect.height());
            const QRect rightEdge(element.rect.right() - 7, element.rect.top(), 8, element.rect.height());
            QVERIFY(ink(image.copy(leftEdge)).top() < ink(image.copy(rightEdge)).top());
        }
    }

    void pointsThatCannotBeShownAreLeftOut() {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        Series series = falling("loss", 20);
        series.y[3] = nan;
        series.y[4] = 0;
        series.y.pop_back();
        QVERIFY(layoutPlot({.logY = true, .series = {series}}).compose().ok());
        Series nothing{"loss", {1, 2}, {nan, nan}};
        QVERIFY(layoutPlot({.series = {nothing}}).compose().ok());
    }
};

QTEST_MAIN(TestPlotSheet)
#include "tst_plot_sheet.moc"
