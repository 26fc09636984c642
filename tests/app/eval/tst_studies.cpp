#include "app/eval/adherence_tally.h"
#include "app/eval/layout_study.h"
#include "app/eval/plan_study.h"
#include "app/eval/quality_study.h"
#include "app/eval/sampler_study.h"
#include "tests/app/eval/fake_work.h"

#include <QTest>

#include <algorithm>

using namespace kaleido;
using namespace kaleido::test;

/// What the studies ask for and make of the answers, without an engine.
class TestStudies : public QObject {
    Q_OBJECT

    static void finish(Study& study, FakeWork& work, Findings& findings) {
        const auto painted = study.paint(work);
        QVERIFY2(painted.ok(), painted.ok() ? "" : describe(painted.error()).c_str());
        const auto measured = study.measure(work, findings);
        QVERIFY2(measured.ok(), measured.ok() ? "" : describe(measured.error()).c_str());
        for (const ResultTable& table : findings.tables) {
            for (const ResultRow& row : table.rows) QCOMPARE(row.values.size(), table.columns.size());
        }
    }

private Q_SLOTS:
    void onlyWhatCountsIsTallied() {
        AdherenceTally tally;
        tally.add({.counts = false, .thing = true, .overlap = 1, .style = true, .color = true});
        QVERIFY(!tally.thingShare() && !tally.meanOverlap() && !tally.styleShare());
        tally.add({.counts = true, .thing = true, .overlap = 0.6, .style = true, .color = {}});
        tally.add({.counts = true, .thing = true, .overlap = 0.4, .style = false, .color = {}});
        tally.add({.counts = true, .thing = false, .overlap = 0.8, .style = {}, .color = true});
        QCOMPARE(tally.items, 3);
        QVERIFY(std::abs(*tally.thingShare() - 2.0 / 3) < 1e-12);
        QVERIFY2(std::abs(*tally.standingShare() - 1.0 / 3) < 1e-12, "the right thing, half in its box");
        QVERIFY(std::abs(*tally.meanOverlap() - 0.6) < 1e-12);
        QCOMPARE(*tally.styleShare(), 0.5);
        QCOMPARE(*tally.colorShare(), 1.0);
    }

    void layoutPaintsEverySceneFromItsPlanAndGroupsItsItems() {
        FakeWork work;
        work.evaluation = {.layoutScenes = 5, .pairScenes = 3};
        Findings findings;
        LayoutStudy study;
        finish(study, work, findings);
        QCOMPARE(work.painted.size(), std::size_t{8});
        QCOMPARE(work.painted[4].seed, std::uint64_t{4});
        const ResultTable& table = findings.tables.at(0);
        QCOMPARE(*valueIn(table, "all", 0), 10.0);
        QCOMPARE(*valueIn(table, "all", 1), 1.0);
        QCOMPARE(*valueIn(table, "small: longer side below 0.36", 0), 5.0);
        QCOMPARE(*valueIn(table, "large: from 0.52", 0), 5.0);
        QCOMPARE(*valueIn(table, "medium", 0), 0.0);
        QVERIFY2(!valueIn(table, "medium", 1), "where nothing was asked there is no share");
        QCOMPARE(*valueIn(table, "two", 0), 10.0);
        QCOMPARE(*valueIn(table, "pairs that training never showed", 0), 6.0);
        QVERIFY2(!valueIn(table, "all", 7), "no colour word was asked for");
        QCOMPARE(findings.pictures.size(), std::size_t{1});
    }

    void captionWordsAddUpByKind() {
        const ResultTable table =
            captionWordsTable({{.words = {{"things", 2, 1}, {"settings", 1, 1}}, .settings = {}},
                               {.words = {{"things", 2, 2}, {"numbers", 0, 0}}, .settings = {}}});
        QCOMPARE(*valueIn(table, "all", 0), 5.0);
        QCOMPARE(*valueIn(table, "all", 1), 0.8);
        QCOMPARE(*valueIn(table, "things", 1), 0.75);
        QVERIFY(!valueIn(table, "numbers", 1));
    }

    void locksAreTriedOnThingsAndColours() {
        FakeWork work;
        work.evaluation = {.planCaptions = 3, .lockScenes = 2};
        Findings findings;
        PlanStudy study;
        finish(study, work, findings);
        QVERIFY(work.painted.empty());
        QCOMPARE(work.planRequests.size(), std::size_t{3 + 2 * 2});
        const auto lockedItems = [](const PlanRequest& request) {
            return std::ranges::count_if(request.base.items, &Item::locked);
        };
        QCOMPARE(lockedItems(work.planRequests[0]), 0);
        QCOMPARE(lockedItems(work.planRequests[3]), 1);
        QCOMPARE(lockedItems(work.planRequests[4]), 0);
        QVERIFY(work.planRequests[4].base.colors.parts[0].locked);
        const ResultTable& locks = findings.tables.at(1);
        QCOMPARE(*valueIn(locks, "names the locked thing", 0), 16.0);
        QCOMPARE(*valueIn(locks, "names the locked thing", 1), 1.0);
        QCOMPARE(*valueIn(locks, "tells the setting of the locked colours", 1), 1.0);
    }

    void qualityStandsBesideHalvesAndBlurredRenders() {
        FakeWork work;
        work.evaluation = {.qualityCaptions = 2, .renders = 40};
        Findings findings;
        QualityStudy study;
        finish(study, work, findings);
        QCOMPARE(work.painted.size(), std::size_t{16});
        QVERIFY2(work.painted[0].seed != work.painted[8].seed, "no noise is used twice");
        QVERIFY(work.measuredRenders == (std::vector<std::int64_t>{20, 20, 20}));
        QVERIFY(work.measuredSets == (std::vector<std::size_t>{16, 16, 16}));
        QCOMPARE(findings.tables.at(0).rows.size(), std::size_t{3});
    }

    void everySamplerPaintsTheSamePlansAtEveryNumberOfSteps() {
        FakeWork work;
        work.evaluation = {.steps = {4, 8}, .samplerCaptions = 1, .renders = 40};
        Findings findings;
        SamplerStudy study;
        finish(study, work, findings);
        const ResultTable& table = findings.tables.at(0);
        QCOMPARE(table.columns.size(), std::size_t{2});
        QCOMPARE(work.painted.size(), table.rows.size() * 2 * 8);
        QCOMPARE(work.painted.front().seed, work.painted[8].seed);
        QVERIFY(work.painted.front().plan == work.painted[8].plan);
        QCOMPARE(findings.charts.at(0).series.size(), table.rows.size());
        QVERIFY(findings.charts.at(0).series[0].x == (std::vector<double>{4, 8}));
    }
};

QTEST_MAIN(TestStudies)
#include "tst_studies.moc"
