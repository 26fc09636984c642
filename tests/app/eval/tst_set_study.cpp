#include "app/eval/set_study.h"

#include "app/eval/set_results.h"
#include "tests/app/eval/fake_work.h"

#include <QTest>

#include <set>

using namespace kaleido;
using namespace kaleido::test;

/// Sets of pictures of one caption as guidance grows.
class TestSetStudy : public QObject {
    Q_OBJECT

    static FakeWork workOf() {
        FakeWork work;
        work.evaluation = {.captions = 2, .setSize = 3, .weights = {1, 7}, .renders = 12};
        return work;
    }

private Q_SLOTS:
    void captionsAreFrozenThatEnoughScenesHave() {
        FakeWork work;
        auto scenes = *work.scenes({.count = 8});  // captions 0 1 2 0 1 2 0 1
        const auto captions = frozenCaptions(scenes, 3, 5);
        QCOMPARE(captions.size(), std::size_t{2});
        QCOMPARE(captions[0].caption, std::string("caption 0"));
        QCOMPARE(captions[1].caption, std::string("caption 1"));
        QCOMPARE(captions[0].renders.size(), std::size_t{3});
        QVERIFY(captions[0].renders[1] == scenes[3].picture);
        QCOMPARE(frozenCaptions(scenes, 3, 1).size(), std::size_t{1});
        QCOMPARE(frozenCaptions(scenes, 4, 5).size(), std::size_t{0});
    }

    void everyWayPaintsTheSameCaptionsWithTheSameNoise() {
        FakeWork work = workOf();
        SetStudy study;
        QVERIFY(study.paint(work).ok());
        QCOMPARE(work.painted.size(), std::size_t{4 * 2 * 2 * 3});
        std::set<std::pair<std::string, std::uint64_t>> subjects;
        int withPlans = 0, cads = 0;
        for (const PictureRecord& record : work.painted) {
            subjects.insert({record.plan.caption, record.seed});
            withPlans += record.kinds != Kinds::none();
            cads += record.cads.on();
            QCOMPARE(record.plan.items.empty(), record.kinds == Kinds::none());
        }
        QCOMPARE(subjects.size(), std::size_t{2 * 3});
        QCOMPARE(withPlans, 24);
        QCOMPARE(cads, 24);
    }

    void anotherNetworkPaintsWithoutPlans() {
        FakeWork work = workOf();
        work.withNoPlanModel = true;
        SetStudy study;
        Findings findings;
        QVERIFY(study.paint(work).ok());
        QVERIFY(study.measure(work, findings).ok());
        int others = 0;
        for (const PictureRecord& record : work.painted) {
            if (record.modelHash != std::string(64, 'b')) continue;
            QVERIFY(record.kinds == Kinds::none());
            ++others;
        }
        QCOMPARE(others, 24);
        const ResultTable& table = findings.tables.at(0);
        QCOMPARE(table.rows.size(), std::size_t{6 * 2 + 1});
        QCOMPARE(*valueIn(table, "network without plans", 1), 2.0);
        QCOMPARE(findings.charts.size(), std::size_t{3});
        QCOMPARE(findings.charts[0].series.size(), std::size_t{6});
    }

    void setsAreMeasuredOneByOneAndTogether() {
        FakeWork work = workOf();
        SetStudy study;
        Findings findings;
        QVERIFY(study.paint(work).ok());
        QVERIFY(study.measure(work, findings).ok());
        for (const std::size_t size : work.measuredSets) QCOMPARE(size, std::size_t{3});
        QCOMPARE(work.measuredSets.size(), std::size_t{(8 + 1) * 2});
        QCOMPARE(work.measuredRenders.front(), std::int64_t{12});
        QCOMPARE(work.measuredRenders.back(), std::int64_t{0});
        const ResultTable& table = findings.tables.at(0);
        QCOMPARE(*valueIn(table, "renders of the same captions", 1), 2.0);
        QVERIFY(!valueIn(table, "renders of the same captions", 3));
    }

    void theLossIsFromTheLowestToTheHighestWeight() {
        const ResultTable table =
            lossTable({{.system = "plans", .weight = 9, .vendi = 1.9, .distance = {}},
                       {.system = "plans", .weight = 1, .vendi = 2.0, .distance = {}},
                       {.system = "plans", .weight = 5, .vendi = 5.0, .distance = {}},
                       {.system = "no plan", .weight = 1, .vendi = 3.0, .distance = {}}});
        QVERIFY(std::abs(*valueIn(table, "plans", 2) - 0.05) < 1e-12);
        QCOMPARE(*valueIn(table, "no plan", 2), 0.0);
    }
};

QTEST_MAIN(TestSetStudy)
#include "tst_set_study.moc"
