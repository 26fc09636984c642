#include "app/eval/edit_study.h"

#include "app/eval/picture_change.h"
#include "tests/app/eval/fake_work.h"

#include <QTest>

using namespace kaleido;
using namespace kaleido::test;

/// Hand edits, and what they change.
class TestEditStudy : public QObject {
    Q_OBJECT

    static bool isInside(const Box& box) { return box.x0 >= 0 && box.y0 >= 0 && box.x1 <= 1 && box.y1 <= 1; }

private Q_SLOTS:
    void theNearestItemMovesToTheEmptierSide() {
        const auto edit = editCase(EditKind::Moved, FakeWork::planOf("a"), "");
        QVERIFY(edit.has_value());
        const Box before = *edit->before.items[1].box, after = *edit->after.items[1].box;
        QVERIFY(std::abs(after.x0 - before.x0 - 0.3) < 1e-9);
        QCOMPARE(after.y0, before.y0);
        QVERIFY(edit->after.items[0] == edit->before.items[0]);
        QVERIFY(isInside(after));
    }

    void aSmallItemGrowsAboutItsFeetWithinThePicture() {
        const auto edit = editCase(EditKind::Resized, FakeWork::planOf("a"), "");
        QVERIFY(edit.has_value());
        const Box before = *edit->before.items[1].box, after = *edit->after.items[1].box;
        QVERIFY(isInside(after));
        QVERIFY(after.x1 - after.x0 > 1.15 * (before.x1 - before.x0));
        QVERIFY(std::abs(after.y1 - before.y1) < 1e-9);
    }

    void aLargeItemShrinks() {
        Plan plan = FakeWork::planOf("a");
        plan.items.pop_back();
        const auto edit = editCase(EditKind::Resized, plan, "");
        QVERIFY(edit.has_value());
        QVERIFY(std::abs(edit->after.items[0].box->x1 - edit->after.items[0].box->x0 - 0.7 * 0.6) < 1e-9);
    }

    void otherWordsRelabelAndMakeTheirSentenceStale() {
        const auto edit = editCase(EditKind::Relabelled, FakeWork::planOf("a"), "flat pig");
        QVERIFY(edit.has_value());
        QCOMPARE(edit->after.items[1].words, std::string("flat pig"));
        QCOMPARE(edit->after.sentences[1].state, PartState::Stale);
        QVERIFY(!editCase(EditKind::Relabelled, FakeWork::planOf("a"), "flat dog"));
    }

    void whereThereIsNoRoomNothingMoves() {
        Plan plan = FakeWork::planOf("a");
        plan.items[1].box = Box{.x0 = 0.02, .y0 = 0.02, .x1 = 0.98, .y1 = 0.98};
        QVERIFY(!editCase(EditKind::Moved, plan, ""));
        plan.items[1].box.reset();
        QVERIFY(!editCase(EditKind::Moved, plan, ""));
    }

    void changeIsMeasuredOutsideTheBoxesOnly() {
        const Picture a = FakeWork::grey(10), b = FakeWork::grey(30);
        QCOMPARE(changeOutside(a, a, {}), 0.0);
        QCOMPARE(changeOutside(a, b, {}), 20.0);
        Picture c = a;
        for (std::size_t i = 0; i < c.rgb.size() / 2; ++i) c.rgb[i] = 110;  // the upper half
        QCOMPARE(changeOutside(a, c, {}), 50.0);
        QCOMPARE(changeOutside(a, c, {{.x0 = 0, .y0 = 0, .x1 = 1, .y1 = 0.5}}), 0.0);
        QCOMPARE(changeOutside(a, c, {{.x0 = 0, .y0 = 0.5, .x1 = 1, .y1 = 1}}), 100.0);
        QCOMPARE(changeOutside(a, c, {{.x0 = 0, .y0 = 0, .x1 = 1, .y1 = 1}}), 0.0);
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument,
                                 changeOutside(a, Picture{4, 4, std::vector<std::uint8_t>(48)}, {}));
    }

    void theChangeElsewhereIsAShareOfThatByOtherNoise() {
        const ItemVerdict obeys{.counts = true, .thing = true, .overlap = 0.9, .style = {}, .color = {}};
        const ItemVerdict fails{.counts = true, .thing = true, .overlap = 0.2, .style = {}, .color = {}};
        const ResultTable table =
            editTable({{.kind = EditKind::Moved, .verdict = obeys, .change = 1, .changeByNoise = 10},
                       {.kind = EditKind::Moved, .verdict = fails, .change = 3, .changeByNoise = 10},
                       {.kind = EditKind::Resized, .verdict = obeys, .change = 0, .changeByNoise = 20}},
                      {obeys, obeys, fails, fails});
        QCOMPARE(*valueIn(table, "moved", 0), 2.0);
        QCOMPARE(*valueIn(table, "moved", 1), 0.5);
        QCOMPARE(*valueIn(table, "moved", 4), 0.2);
        QCOMPARE(*valueIn(table, "all", 4), 0.1);
        QVERIFY(!valueIn(table, "relabelled", 1));
        QCOMPARE(*valueIn(table, "renders (ceiling)", 1), 0.5);
    }

    void everyKindIsTriedInTurnWithThreePicturesEach() {
        FakeWork work;
        work.evaluation = {.edits = 6};
        work.verdict.overlap = 0.8;
        EditStudy study;
        Findings findings;
        QVERIFY(study.paint(work).ok());
        QCOMPARE(work.painted.size(), std::size_t{18});
        QCOMPARE(work.painted[0].seed, work.painted[1].seed);
        QVERIFY(work.painted[0].seed != work.painted[2].seed);
        QVERIFY(work.painted[0].plan == work.painted[2].plan);
        QVERIFY(study.measure(work, findings).ok());
        const ResultTable& table = findings.tables.at(0);
        for (const char* kind : {"moved", "resized", "relabelled"}) QCOMPARE(*valueIn(table, kind, 0), 2.0);
        QCOMPARE(findings.pictures.size(), std::size_t{1});
    }
};

QTEST_MAIN(TestEditStudy)
#include "tst_edit_study.moc"
