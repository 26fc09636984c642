#include "engine/store/run_table.h"

#include "tests/engine/store/store_test.h"

using namespace kaleido;
using namespace kaleido::test;

class TestRunTable : public QObject {
    Q_OBJECT

    ScratchProject m_store;

    RevisionId addPlan(int number) {
        return m_store->plans().add(samplePlan(number), Origin::Sampled).value().current;
    }
    RunId addRun(const std::string& caption, std::vector<RevisionId> plans) {
        NewRun run{.settings = sampleSettings(), .plans = std::move(plans)};
        run.settings.plan.caption = caption;
        return m_store->runs().add(run).value().id;
    }

private Q_SLOTS:
    void init() { m_store.make(); }

    void settingsComeBackExactly() {
        NewRun wanted{.settings = sampleSettings(),
                      .plans = {addPlan(1), addPlan(2), RevisionId{1}},  // one may be painted twice
                      .pictures = 4,
                      .comparison = R"({"rows":["guidance",1,9]})"};
        wanted.settings.cads = {.scale = 0.25, .tauLow = 0.3, .tauHigh = 0.7, .mix = 0.5};
        wanted.settings.kinds = {
            .text = true, .boxes = false, .blobs = true, .tokens = false, .colors = true};
        wanted.settings.guidance = 0.1 + 0.2;
        const Run added = m_store->runs().add(wanted).value();
        QCOMPARE(added.request, wanted);

        m_store.reopen();
        QCOMPARE(m_store->runs().run(added.id).value(), added);
    }

    void newestRunsComeFirst() {
        const RunId first = addRun("a cat", {addPlan(1)});
        const RunId second = addRun("a dog", {});
        QVERIFY((m_store->runs().ids().value() == std::vector<RunId>{second, first}));
    }

    void runsAreFoundByCaption() {
        const RunId cat = addRun("a café cat, 100%", {});
        const RunId dog = addRun("a dog", {});
        const auto found = [&](const char* text) { return m_store->runs().ids({.caption = text}).value(); };
        QVERIFY((found("a ") == std::vector<RunId>{dog, cat}));
        QVERIFY((found("café") == std::vector<RunId>{cat}));
        QVERIFY((found("100%") == std::vector<RunId>{cat}));
        QVERIFY(found("%").size() == 1);  // no wildcard
        QVERIFY(found("bird").empty());
    }

    void runsAreFoundByPlan() {
        const RevisionId first = addPlan(1);
        const RevisionId edited = m_store->plans().addRevision(samplePlan(2), first, "Move box").value().id;
        const RevisionId other = addPlan(3);
        const RunId before = addRun("a cat", {first, other});
        const RunId after = addRun("a cat", {edited, first});
        const RunId else_ = addRun("a dog", {other});
        const PlanId plan = m_store->plans().revision(first).value().plan;
        const PlanId otherPlan = m_store->plans().revision(other).value().plan;
        QVERIFY((m_store->runs().ids({.plan = plan}).value() == std::vector<RunId>{after, before}));
        QVERIFY((m_store->runs().ids({.plan = otherPlan}).value() == std::vector<RunId>{else_, before}));
        QVERIFY((m_store->runs().ids({.caption = "dog", .plan = otherPlan}).value() ==
                 std::vector<RunId>{else_}));
    }

    void runOfAPlanThatIsNotThereIsRefusedWhole() {
        NewRun run{.settings = sampleSettings(), .plans = {addPlan(1), RevisionId{9}}};
        QCOMPARE(m_store->runs().add(run).error().code, Code::NotFound);
        QVERIFY(m_store->runs().ids().value().empty());
        QCOMPARE(m_store->runs().run(RunId{1}).error().code, Code::NotFound);
    }

    void settingsThatCouldNotBeReadBackAreRefused() {
        NewRun run{.settings = sampleSettings()};
        run.settings.steps = 0;
        QCOMPARE(m_store->runs().add(run).error().code, Code::BadPlan);
        QVERIFY(m_store->runs().ids().value().empty());
    }
};

QTEST_APPLESS_MAIN(TestRunTable)
#include "tst_run_table.moc"
