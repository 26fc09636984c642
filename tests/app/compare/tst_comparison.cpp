#include "app/compare/comparison.h"

#include "app/compare/comparison_file.h"
#include "app/compare/comparison_sheet.h"
#include "tests/app/compare/comparison_fixture.h"

#include <QGuiApplication>
#include <QTest>

using namespace kaleido;
using namespace kaleido::test;

/// What the cells of a comparison are painted with, and its file.
class TestComparison : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cellsDifferInTheirRowAndColumnAlone() {
        const Comparison comparison = catComparison();
        PictureRecord planned = recordAt(comparison, {1, 0, 1});
        const PictureRecord guided = recordAt(comparison, {1, 2, 1});
        QCOMPARE(planned.guidance, 1.0);
        QCOMPARE(guided.guidance, 8.0);
        QCOMPARE(planned.column, 0);
        QCOMPARE(guided.column, 2);
        planned.guidance = guided.guidance;
        planned.column = guided.column;
        QVERIFY(planned == guided);
    }

    void pictureKHasPlanKAndSeedPlusK() {
        const Comparison comparison = catComparison();
        for (int k = 0; k < 2; ++k) {
            const PictureRecord record = recordAt(comparison, {1, 1, k});
            QVERIFY(record.plan == comparison.plans[static_cast<std::size_t>(k)]);
            QCOMPARE(record.seed, std::uint64_t(7 + k));
        }
    }

    void withoutKindsThereIsACaptionOnly() {
        const PictureRecord record = recordAt(catComparison(), {0, 1, 1});
        QCOMPARE(record.plan.caption, std::string("a cat"));
        QVERIFY(record.plan.detail.empty());
        QCOMPARE(record.seed, std::uint64_t(8));
    }

    void aPlanMayBeTheSameForAllOrAnAxis() {
        Comparison comparison = catComparison(3);
        comparison.plan = 3;
        QCOMPARE(plansNeeded(comparison), 3);
        QCOMPARE(recordAt(comparison, {1, 0, 0}).plan.detail, std::string("Cat number 2."));
        comparison.columns = *parseAxis(AxisKind::Plan, "2,1");
        QCOMPARE(plansNeeded(comparison), 2);
        QCOMPARE(recordAt(comparison, {1, 0, 1}).plan.detail, std::string("Cat number 1."));
        QCOMPARE(recordAt(comparison, {1, 1, 1}).plan.detail, std::string("Cat number 0."));
    }

    void plansAreNeededWhereACellHasKinds() {
        Comparison comparison = catComparison();
        QCOMPARE(plansNeeded(comparison), 2);
        comparison.rows = *parseAxis(AxisKind::Kinds, "none");
        QCOMPARE(plansNeeded(comparison), 0);
        comparison.rows.reset();
        QCOMPARE(plansNeeded(comparison), 2);
        comparison.common.kinds = Kinds::none();
        QCOMPARE(plansNeeded(comparison), 0);
    }

    void theCostCountsBothHalvesOfAGuidedStep() {
        const ComparisonCost cost = costOf(catComparison());
        QCOMPARE(cost.cells, std::int64_t{6});
        QCOMPARE(cost.pictures, std::int64_t{12});
        QCOMPARE(cost.networkCalls, std::int64_t{2 * 2 * 10 * (1 + 2 + 2)});
    }

    void aMillionCellsAreRefusedWithTheirCount() {
        Comparison comparison = catComparison();
        comparison.rows = *parseAxis(AxisKind::Seed, "1-1000");
        comparison.columns = *parseAxis(AxisKind::Guidance, "1-9 [1000]");
        const auto checked = checkComparison(comparison);
        QVERIFY(!checked.ok());
        QCOMPARE(checked.error().message,
                 std::string("1000 rows by 1000 columns are 1000000 cells; the most is 10000"));
    }

    void cellsAreTheSameWhateverPaintsThem() {
        const Comparison one = catComparison(2);
        Comparison other = catComparison(5);
        other.common.device = "another";
        QVERIFY(sameCells(one, other));
        other.plans.front().detail = "Another cat.";
        QVERIFY(!sameCells(one, other));
        other = one;
        other.common.precision = "bfloat16";
        QVERIFY(!sameCells(one, other));
    }

    void exchangedTwiceIsTheSame() {
        const Comparison comparison = catComparison();
        const Comparison turned = exchanged(comparison);
        QCOMPARE(turned.rowCount(), 3);
        QCOMPARE(turned.columnCount(), 2);
        PictureRecord record = recordAt(turned, {2, 1, 0});
        std::swap(record.row, record.column);
        QVERIFY(record == recordAt(comparison, {1, 2, 0}));
        QVERIFY(exchanged(turned) == comparison);
    }

    void theFileGivesItBack() {
        Comparison comparison = catComparison(3);
        comparison.plan = 2;
        comparison.common.cads = {.scale = 0.5, .tauLow = 0.25, .tauHigh = 0.75, .mix = 1};
        for (const auto kind : {AxisKind::Seed, AxisKind::Cads, AxisKind::Steps, AxisKind::Sampler}) {
            comparison.columns = *parseAxis(kind, kind == AxisKind::Sampler ? "ddim,unipc" : "3, 1");
            const auto back = comparisonFromJson(comparisonToJson(comparison), "here.json");
            QVERIFY2(back.ok(), back.ok() ? "" : describe(back.error()).c_str());
            QVERIFY(*back == comparison);
        }
        comparison.rows.reset();
        comparison.columns = *parseAxis(AxisKind::Guidance, "0.00001, -3.25");
        QVERIFY(*comparisonFromJson(comparisonToJson(comparison), "here.json") == comparison);
    }

    void aBrokenFileIsNamed_data() {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QByteArray>("error");
        QTest::newRow("format") << QByteArray("kaleido-comparison") << QByteArray("other")
                                << QByteArray("/format");
        QTest::newRow("version") << QByteArray("\"version\": 1,\n \"set\"")
                                 << QByteArray("\"version\": 2,\n \"set\"")
                                 << QByteArray("/version: is newer");
        QTest::newRow("axis") << QByteArray("\"kinds\",\n  \"values\"")
                              << QByteArray("\"hue\",\n  \"values\"")
                              << QByteArray("/rows/axis: 'hue' is no axis");
        QTest::newRow("value") << QByteArray("\"8\"") << QByteArray("\"800\"")
                               << QByteArray("/columns/values: 800 is not between");
        QTest::newRow("set") << QByteArray("\"set\": 2") << QByteArray("\"set\": 0") << QByteArray("/set");
        QTest::newRow("plans") << QByteArray("\"set\": 2") << QByteArray("\"set\": 3")
                               << QByteArray("/plans: holds fewer plans");
    }

    void aBrokenFileIsNamed() {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QByteArray, error);
        QByteArray text = QByteArray::fromStdString(comparisonToJson(catComparison()));
        QVERIFY2(text.contains(from), text.constData());
        text.replace(from, to);
        const auto read = comparisonFromJson(text.toStdString(), "here.json");
        QVERIFY(!read.ok());
        QCOMPARE(read.error().code, Code::BadInput);
        const std::string told = describe(read.error());
        QVERIFY2(told.starts_with("here.json: " + error.toStdString()), told.c_str());
    }

    void theSheetAsksForEveryPictureOnce() {
        const Comparison comparison = catComparison();
        std::vector<PictureRecord> asked;
        const sheet::Sheet sheet = layoutComparison(comparison,
                                                    [&](const PictureRecord& record) {
                                                        asked.push_back(record);
                                                        return plainPicture(99);
                                                    },
                                                    {.scale = 2});
        QVERIFY(asked.empty());
        QVERIFY(!sheet.strip(0, sheet.size().height()).isNull());
        QCOMPARE(asked.size(), std::size_t{12});
    }
};

QTEST_MAIN(TestComparison)
#include "tst_comparison.moc"
