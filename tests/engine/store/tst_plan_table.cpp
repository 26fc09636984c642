#include "engine/store/plan_table.h"

#include "tests/engine/store/store_test.h"
#include "tests/support/random_plan.h"

#include <SQLiteCpp/Database.h>

using namespace kaleido;
using namespace kaleido::test;

namespace {

std::vector<RevisionId> idsOf(const std::vector<Revision>& revisions) {
    std::vector<RevisionId> ids;
    for (const Revision& revision : revisions) ids.push_back(revision.id);
    return ids;
}

}  // namespace

class TestPlanTable : public QObject {
    Q_OBJECT

    ScratchProject m_store;

    PlanTable& plans() { return m_store->plans(); }

private Q_SLOTS:
    void init() { m_store.make(); }

    void everyPlanComesBackBitForBit() {
        Random random(5);
        std::vector<std::pair<RevisionId, Plan>> kept;
        for (int i = 0; i < 100; ++i) {
            const Plan plan = randomPlan(random, {.mayStickOut = true});
            kept.emplace_back(plans().add(plan, Origin::Sampled).value().current, plan);
        }
        m_store.reopen();
        for (const auto& [revision, plan] : kept) QVERIFY(plans().plan(revision).value() == plan);
    }

    void addedPlanIsListedAsItWasReturned() {
        const Plan plan = samplePlan(3);
        const StoredPlan sampled = plans().add(plan, Origin::Sampled).value();
        const StoredPlan drawn = plans().add(Plan{}, Origin::Drawn).value();
        const StoredPlan imported = plans().add(plan, Origin::Imported).value();
        QCOMPARE(sampled.caption, plan.caption);
        QCOMPARE(sampled.seed, plan.provenance.planSeed);  // beyond what is a signed number
        QCOMPARE(sampled.index, plan.provenance.planIndex);
        QVERIFY(sampled.madeAt < drawn.madeAt);
        m_store.reopen();
        QVERIFY((plans().all().value() == std::vector<StoredPlan>{sampled, drawn, imported}));
        QVERIFY(plans().stored(drawn.id).value() == drawn);
    }

    void editMakesARevisionAndLeavesTheFormerOne() {
        const StoredPlan plan = plans().add(samplePlan(1), Origin::Sampled).value();
        const Revision edited = plans().addRevision(samplePlan(2), plan.current, "Move box").value();
        QCOMPARE(edited.plan, plan.id);
        QCOMPARE(edited.parent, plan.current);
        QCOMPARE(edited.edit, std::string("Move box"));
        QVERIFY(plans().plan(plan.current).value() == samplePlan(1));
        QVERIFY(plans().plan(edited.id).value() == samplePlan(2));
        QVERIFY(plans().revision(edited.id).value() == edited);
        QCOMPARE(plans().stored(plan.id).value().current, edited.id);
    }

    void undoAndEditAgainBranches() {
        const StoredPlan plan = plans().add(samplePlan(1), Origin::Sampled).value();
        const RevisionId first = plan.current;
        const RevisionId left = plans().addRevision(samplePlan(2), first, "Move box").value().id;
        QVERIFY(plans().setCurrent(plan.id, first).ok());
        QCOMPARE(plans().stored(plan.id).value().current, first);
        const RevisionId right = plans().addRevision(samplePlan(3), first, "Turn blob").value().id;
        m_store.reopen();
        QCOMPARE(plans().stored(plan.id).value().current, right);
        QVERIFY((idsOf(plans().revisionsOf(plan.id).value()) == std::vector<RevisionId>{first, left, right}));
    }

    void lineageWalksToTheRootAcrossPlans() {
        const StoredPlan root = plans().add(samplePlan(1), Origin::Sampled).value();
        const Revision moved = plans().addRevision(samplePlan(2), root.current, "Move box").value();
        plans().addRevision(samplePlan(3), moved.id, "Another branch").value();
        const StoredPlan more =
            plans().add(samplePlan(4), Origin::Sampled, moved.id, "More like this").value();
        const Revision words = plans().addRevision(samplePlan(5), more.current, "Change words").value();

        const std::vector<Revision> line = plans().lineage(words.id).value();
        QVERIFY((idsOf(line) == std::vector<RevisionId>{words.id, more.current, moved.id, root.current}));
        QCOMPARE(line[0].edit, std::string("Change words"));
        QCOMPARE(line[1].edit, std::string("More like this"));
        QCOMPARE(line[2].edit, std::string("Move box"));
        QCOMPARE(line[3].edit, std::string());
        QCOMPARE(line[3].parent, RevisionId{});
        QCOMPARE(line[1].plan, more.id);
    }

    void marksAreStateOfTheDocument() {
        const StoredPlan plan = plans().add(samplePlan(1), Origin::Sampled).value();
        QCOMPARE(plan.marks, PlanMarks{});
        QVERIFY(plans().setMarks(plan.id, {.pinned = true, .discarded = true}).ok());
        m_store.reopen();
        QCOMPARE(plans().stored(plan.id).value().marks, (PlanMarks{.pinned = true, .discarded = true}));
        QVERIFY(plans().setMarks(plan.id, {}).ok());
        QCOMPARE(plans().stored(plan.id).value(), plan);
    }

    void whatIsNotThereIsNotFound() {
        const StoredPlan one = plans().add(samplePlan(1), Origin::Sampled).value();
        const StoredPlan two = plans().add(samplePlan(2), Origin::Sampled).value();
        const auto code = [](const auto& result) {
            return result.ok() ? Code::Internal : result.error().code;
        };
        QCOMPARE(code(plans().plan(RevisionId{9})), Code::NotFound);
        QCOMPARE(code(plans().plan(RevisionId{})), Code::NotFound);
        QCOMPARE(code(plans().revision(RevisionId{9})), Code::NotFound);
        QCOMPARE(code(plans().lineage(RevisionId{9})), Code::NotFound);
        QCOMPARE(code(plans().stored(PlanId{9})), Code::NotFound);
        QCOMPARE(code(plans().add(samplePlan(3), Origin::Sampled, RevisionId{9}, "edit")), Code::NotFound);
        QCOMPARE(code(plans().addRevision(samplePlan(3), RevisionId{9}, "edit")), Code::NotFound);
        QCOMPARE(code(plans().setMarks(PlanId{9}, {})), Code::NotFound);
        QCOMPARE(code(plans().setCurrent(PlanId{9}, one.current)), Code::NotFound);
        QCOMPARE(code(plans().setCurrent(one.id, two.current)), Code::NotFound);  // of another plan
        QVERIFY((plans().all().value() == std::vector<StoredPlan>{one, two}));    // and nothing has changed
    }

    void whatCouldNotBeReadBackIsRefused() {
        Plan plan = samplePlan(1);
        plan.items.resize(2000);
        QCOMPARE(plans().add(plan, Origin::Sampled).error().code, Code::BadPlan);
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument,
                                 static_cast<void>(plans().add(samplePlan(1), Origin::Drawn, {}, "\xFF")));
        QVERIFY(plans().all().value().empty());
        QVERIFY(plans().add(samplePlan(1), Origin::Drawn).ok());
    }

    void tablesThatGrowRefuseEverythingElse_data() {
        QTest::addColumn<QString>("sql");
        for (const char* table : {"project", "plans", "revisions", "runs", "run_plans", "pictures"}) {
            const QString name = QString::fromLatin1(table);
            const QString column =
                name == QLatin1String("run_plans") ? QStringLiteral("place") : QStringLiteral("made_at");
            QTest::addRow("update %s", table) << QStringLiteral("UPDATE %1 SET %2 = %2").arg(name, column);
            QTest::addRow("delete %s", table) << QStringLiteral("DELETE FROM %1").arg(name);
        }
        QTest::addRow("update picture_files") << QStringLiteral("UPDATE picture_files SET png = x'00'");
        QTest::addRow("delete picture_files") << QStringLiteral("DELETE FROM picture_files");
        QTest::addRow("replace") << QStringLiteral("INSERT OR REPLACE INTO picture_files VALUES (1, x'00')");
        QTest::addRow("upsert") << QStringLiteral(
            "INSERT INTO picture_files VALUES (1, x'00') "
            "ON CONFLICT DO UPDATE SET png = excluded.png");
    }
    void tablesThatGrowRefuseEverythingElse() {
        QFETCH(const QString, sql);
        fillSample(*m_store);
        const ProjectContents before = contentsOf(*m_store).value();
        m_store.reopen([&](const fs::path& path) {
            SQLite::Database database(path.string(), SQLite::OPEN_READWRITE);
            database.exec("PRAGMA recursive_triggers = ON");
            QVERIFY_THROWS_EXCEPTION(SQLite::Exception, database.exec(sql.toStdString()));
        });
        QVERIFY(contentsOf(*m_store).value() == before);
    }
};

QTEST_APPLESS_MAIN(TestPlanTable)
#include "tst_plan_table.moc"
